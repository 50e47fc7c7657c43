package bot

import "context"

// Subscriptions keeps who is sent news directly.
type Subscriptions interface {
	// Topics are what news can be about, in their order.
	Topics(ctx context.Context, lang string) ([]Topical, error)
	// Subscription is that of a place; false if there is none, or if the place
	// has blocked the bot.
	Subscription(ctx context.Context, place Place) (Subscription, bool, error)
	// Subscribe subscribes a place, or changes what it is subscribed to.
	Subscribe(ctx context.Context, place Place, s Subscription) error
	// Unsubscribe ends it; false if there was none.
	Unsubscribe(ctx context.Context, place Place) (bool, error)
	// Back notes that a place that had blocked the bot takes messages again.
	Back(ctx context.Context, place Place) error
	// Channels are the public channels in which the same news appears.
	Channels(ctx context.Context) ([]PublicChannel, error)
}

// Topical is a topic of news.
type Topical struct{ ID, Name string }

// Subscription is what a place is sent.
type Subscription struct {
	Lang   string
	Topics []string // ids of topics; none means all
}

// PublicChannel is a channel that anybody may join.
type PublicChannel struct{ Name, Platform, Lang, URL string }
