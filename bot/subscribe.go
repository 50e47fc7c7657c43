package bot

import (
	"slices"
	"strings"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

// subscribe sends news to a person: "/subscribe" shows what they are sent, and
// "all", "on ID", "off ID", "lang" and a topic's name behind it change that. On the web and
// the terminal nobody can be sent anything: there it says how to follow.
func (t *turn) subscribe(arg string) Post {
	switch p := t.m.Place.Platform; {
	case p == "web" || p == "terminal" || t.opts.Subscribe == nil:
		return t.howToFollow(phrases.SayFollow)
	case !t.m.private():
		return t.howToFollow(phrases.SaySubscribeAlone)
	}
	topics, err := t.opts.Subscribe.Topics(t.ctx, t.lang())
	if err != nil {
		return t.subscribingFailed(err)
	}
	sub, on, err := t.opts.Subscribe.Subscription(t.ctx, t.m.home())
	if err != nil {
		return t.subscribingFailed(err)
	}
	for _, topic := range topics {
		if strings.EqualFold(arg, topic.Name) {
			arg = "on " + topic.ID
		}
	}
	wanted, known := changed(arg, topics, sub, on)
	if !known {
		return t.subscription(topics, sub, on)
	}
	if wanted == nil { // the last topic was taken off
		return inPlace(t.unsubscribe())
	}
	sub = Subscription{Lang: t.lang(), Topics: *wanted}
	if err := t.opts.Subscribe.Subscribe(t.ctx, t.m.home(), sub); err != nil {
		return t.subscribingFailed(err)
	}
	return inPlace(t.subscription(topics, sub, true))
}

// changed are the topics after a change, nil for none any more; known is false
// if it is no change that there is.
func changed(arg string, topics []Topical, sub Subscription, on bool) (wanted *[]string, known bool) {
	verb, id, _ := strings.Cut(arg, " ")
	has := func(id string) bool { return slices.ContainsFunc(topics, func(t Topical) bool { return t.ID == id }) }
	now := slices.DeleteFunc(slices.Clone(sub.Topics), func(id string) bool { return !has(id) })
	switch {
	case verb == "all" && id == "":
		return &[]string{}, true
	case verb == "lang" && id == "" && on:
		return &sub.Topics, true
	case verb == "on" && has(id):
		if !slices.Contains(now, id) {
			now = append(now, id)
		}
		return &now, true
	case verb == "off" && has(id) && on:
		now = slices.DeleteFunc(now, func(s string) bool { return s == id })
		if len(now) == 0 && len(sub.Topics) > 0 {
			return nil, true
		}
		return &now, true
	}
	return nil, false
}

// subscription shows what the person is sent, with a button for each change.
func (t *turn) subscription(topics []Topical, sub Subscription, on bool) Post {
	lang := t.lang()
	language := func(l string) string { return phrases.LanguageWords[l].In(lang) }
	var names []string
	for _, topic := range topics {
		if slices.Contains(sub.Topics, topic.ID) {
			names = append(names, topic.Name)
		}
	}
	var post Post
	switch {
	case !on || len(names) == 0 && len(sub.Topics) > 0: // what it was subscribed to is no topic any more
		post = t.say(Answered, phrases.SaySubscribe, "language", language(lang))
	case len(sub.Topics) == 0:
		post = t.say(Answered, phrases.SaySubscribedAll, "language", language(sub.Lang))
	default:
		post = t.say(Answered, phrases.SaySubscribed, "language", language(sub.Lang), "topics", strings.Join(names, phrases.ListJoin.In(lang)))
	}
	toggle := func(name, say string, chosen bool) {
		if chosen {
			name = "✓ " + name
		}
		post.Choices = append(post.Choices, Choice{Label: name, Say: "/subscribe " + say})
	}
	toggle(phrases.ChoiceAllTopics.In(lang), "all", on && len(sub.Topics) == 0)
	for _, topic := range topics {
		if chosen := slices.Contains(sub.Topics, topic.ID); on && chosen {
			toggle(label(topic.Name), "off "+topic.ID, true)
		} else {
			toggle(label(topic.Name), "on "+topic.ID, false)
		}
	}
	if on && sub.Lang != lang {
		toggle(phrases.ChoiceThisLanguage.In(lang, "language", language(lang)), "lang", false)
	}
	if on {
		post.Choices = append(post.Choices, Choice{Label: phrases.ChoiceUnsubscribe.In(lang), Say: "/unsubscribe"})
	}
	t.s.state.Again = "/subscribe"
	return post
}

// unsubscribe ends the sending of news, in one step.
func (t *turn) unsubscribe() Post {
	switch {
	case t.opts.Subscribe == nil:
		return t.say(Answered, phrases.SayNotSubscribed)
	case !t.m.private():
		return t.say(Clarify, phrases.SayUnsubscribeAlone)
	}
	had, err := t.opts.Subscribe.Unsubscribe(t.ctx, t.m.home())
	if err != nil {
		return t.subscribingFailed(err)
	}
	text := phrases.SayUnsubscribed
	if !had {
		text = phrases.SayNotSubscribed
	}
	post := t.say(Answered, text)
	post.Choices = []Choice{{Label: phrases.ChoiceSubscribe.In(post.Lang), Say: "/subscribe"}}
	return post
}

func (t *turn) subscribingFailed(err error) Post {
	t.opts.Log.Error("A subscription could not be read or changed.", "platform", t.m.Place.Platform, "error", err)
	return t.say(Handover, phrases.SayDataFailed)
}

// howToFollow names the public channels and the page with the feeds.
func (t *turn) howToFollow(text phrases.Text) Post {
	post := t.say(Answered, text)
	if t.opts.Subscribe != nil {
		channels, err := t.opts.Subscribe.Channels(t.ctx)
		if err != nil {
			t.opts.Log.Error("The public channels could not be read.", "error", err)
		}
		if len(channels) > 0 {
			post.Body = post.Body.Add(richtext.Para(phrases.SayChannels.In(post.Lang)))
		}
		for _, c := range channels {
			platform := phrases.Platforms[c.Platform].In(post.Lang)
			line := phrases.LineChannel.In(post.Lang, "name", c.Name, "platform", platform, "language", phrases.LanguageWords[c.Lang].In(post.Lang), "url", c.URL)
			post.Body = post.Body.Add(richtext.Bullet(line))
		}
	}
	if t.opts.Follow != nil {
		if url := t.opts.Follow(post.Lang); url != "" {
			post.Body = post.Body.Add(richtext.Para(phrases.SayFeeds.In(post.Lang, "url", url)))
		}
	}
	return post
}
