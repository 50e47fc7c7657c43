package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"
	"golang.org/x/text/collate"
	textlang "golang.org/x/text/language"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/cms"
)

// errNoTopic says that none of the chosen topics is there: with none, the place
// would be sent all news, which nobody asked for.
var errNoTopic = errors.New("none of the chosen topics is there any more")

// Topics implements bot.Subscriptions: by name, as readers of the language sort.
func (s *stores) Topics(ctx context.Context, lang string) ([]bot.Topical, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	found, err := cms.FindTopics(s.app)
	all := make([]bot.Topical, len(found))
	for i, t := range found {
		name, _ := t.Name().In(lang)
		all[i] = bot.Topical{ID: t.Id, Name: name}
	}
	order := collate.New(textlang.Make(lang))
	slices.SortStableFunc(all, func(a, b bot.Topical) int { return order.CompareString(a.Name, b.Name) })
	return all, err
}

// Subscription implements bot.Subscriptions.
func (s *stores) Subscription(ctx context.Context, place bot.Place) (bot.Subscription, bool, error) {
	if err := ctx.Err(); err != nil {
		return bot.Subscription{}, false, err
	}
	found, err := cms.FindSubscriber(s.app, place.Platform, place.Chat)
	if errors.Is(err, sql.ErrNoRows) || err == nil && found.Blocked() {
		return bot.Subscription{}, false, nil
	}
	if err != nil {
		return bot.Subscription{}, false, err
	}
	return bot.Subscription{Lang: found.Lang(), Topics: found.TopicIDs()}, true, nil
}

// Subscribe implements bot.Subscriptions. Topics that are gone are left out.
func (s *stores) Subscribe(ctx context.Context, place bot.Place, want bot.Subscription) error {
	return s.subscribing(ctx, "subscribe a place", func(tx core.App) error {
		found, err := cms.FindTopics(tx)
		if err != nil {
			return err
		}
		var topics []string
		for _, t := range found {
			if slices.Contains(want.Topics, t.Id) {
				topics = append(topics, t.Id)
			}
		}
		if len(topics) == 0 && len(want.Topics) > 0 {
			return errNoTopic
		}
		return cms.SaveSubscriber(tx, place.Platform, place.Chat, want.Lang, topics, s.now())
	})
}

// Unsubscribe implements bot.Subscriptions.
func (s *stores) Unsubscribe(ctx context.Context, place bot.Place) (had bool, err error) {
	err = s.subscribing(ctx, "end a subscription", func(tx core.App) error {
		had, err = cms.DropSubscriber(tx, place.Platform, place.Chat)
		return err
	})
	return had, err
}

// Back implements bot.Subscriptions. It may be called for each message of a
// person: of one who was never away nothing is written.
func (s *stores) Back(ctx context.Context, place bot.Place) error {
	if away, err := cms.IsAway(s.app, place.Platform, place.Chat); err != nil || !away {
		return err
	}
	return s.subscribing(ctx, "take a place back", func(tx core.App) error {
		return cms.SubscriberBack(tx, place.Platform, place.Chat, s.now())
	})
}

func (s *stores) subscribing(ctx context.Context, what string, do func(tx core.App) error) error {
	err := ctx.Err()
	if err == nil {
		err = s.app.RunInTransaction(do)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

// Channels implements bot.Subscriptions.
func (s *stores) Channels(ctx context.Context) ([]bot.PublicChannel, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	found, err := cms.FindListedChannels(s.app)
	all := make([]bot.PublicChannel, len(found))
	for i, c := range found {
		all[i] = bot.PublicChannel{Name: c.Name(), Platform: c.Platform(), Lang: c.Lang(), URL: c.InviteURL()}
	}
	return all, err
}
