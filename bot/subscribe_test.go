package bot

import (
	"slices"
	"strings"
	"testing"

	"isa-portal.de/isabot/bot/phrases"
)

func subscribing(t *testing.T) (*talker, *subscribers) {
	subs := newSubscribers()
	p := newTalker(t, func(o *Options) { o.Subscribe = subs })
	p.place = Place{Platform: "telegram", Chat: "p1"}
	return p, subs
}

func labels(post Post) string {
	var all []string
	for _, c := range post.Choices {
		all = append(all, c.Label)
	}
	return strings.Join(all, "|")
}

func TestTopicsAreSwitchedByButtons(t *testing.T) {
	p, subs := subscribing(t)
	if post, _ := p.say("/abo"); labels(post) != "Alle Themen|Treffen (de)|Wirtschaft (de)" || post.InPlace {
		t.Errorf("before: %s", labels(post))
	}
	steps := []struct {
		press  string
		topics []string
		labels string
	}{
		{"/subscribe all", nil, "✓ Alle Themen|Treffen (de)|Wirtschaft (de)|Abbestellen"},
		{"/subscribe on t1", []string{"t1"}, "Alle Themen|✓ Treffen (de)|Wirtschaft (de)|Abbestellen"},
		{"/subscribe on t1", []string{"t1"}, "Alle Themen|✓ Treffen (de)|Wirtschaft (de)|Abbestellen"}, // pressed twice
		{"/subscribe on t2", []string{"t1", "t2"}, "Alle Themen|✓ Treffen (de)|✓ Wirtschaft (de)|Abbestellen"},
		{"/subscribe off t1", []string{"t2"}, "Alle Themen|Treffen (de)|✓ Wirtschaft (de)|Abbestellen"},
		{"/subscribe off t9", []string{"t2"}, "Alle Themen|Treffen (de)|✓ Wirtschaft (de)|Abbestellen"}, // no such topic
		{"/subscribe treffen (de)", []string{"t2", "t1"}, "Alle Themen|✓ Treffen (de)|✓ Wirtschaft (de)|Abbestellen"},
	}
	for _, step := range steps {
		post, text := p.press(step.press)
		sub := subs.subs[p.place]
		if !slices.Equal(sub.Topics, step.topics) || sub.Lang != "de" || labels(post) != step.labels {
			t.Errorf("%s: %+v, %q with %s", step.press, sub, text, labels(post))
		}
	}
	p.press("/subscribe off t1")
	if _, text := p.press("/subscribe off t2"); text != phrases.SayUnsubscribed.De || len(subs.subs) != 0 {
		t.Errorf("without a topic: %q, %v", text, subs.subs)
	}
}

func TestUnsubscribingTakesOneStep(t *testing.T) {
	p, subs := subscribing(t)
	p.press("/subscribe all")
	if _, text := p.say("/abbestellen"); text != phrases.SayUnsubscribed.De || len(subs.subs) != 0 {
		t.Errorf("got %q, %v", text, subs.subs)
	}
	if _, text := p.say("/unsubscribe"); text != phrases.SayNotSubscribed.De {
		t.Errorf("got %q", text)
	}
}

func TestUnsubscribingInWords(t *testing.T) {
	for _, text := range []string{"Newsletter abbestellen", "Bitte melde mich ab", "unsubscribe", "I want to unsubscribe", "keine Nachrichten mehr bitte", "我要退订", "取消訂閱"} {
		p, subs := subscribing(t)
		p.press("/subscribe all")
		if p.say(text); len(subs.subs) != 0 {
			t.Errorf("%q is not understood", text)
		}
	}
	p, subs := subscribing(t)
	p.press("/subscribe all")
	if p.say("Kann eine Stadt sich abmelden?"); len(subs.subs) != 1 {
		t.Error("a question has ended a subscription")
	}
}

func TestNewsComeInTheLanguageOfTheConversation(t *testing.T) {
	p, subs := subscribing(t)
	p.press("/subscribe all")
	p.say("/language zh")
	post, text := p.say("/subscribe")
	if !strings.Contains(text, "德文") || !strings.Contains(labels(post), phrases.ChoiceThisLanguage.In("zh", "language", "中文")) {
		t.Errorf("got %q with %s", text, labels(post))
	}
	if _, text = p.press("/subscribe lang"); subs.subs[p.place].Lang != "zh" || !strings.Contains(text, "中文") {
		t.Errorf("sent in %s: %q", subs.subs[p.place].Lang, text)
	}
}

func TestOnlyWhoIsAloneSubscribes(t *testing.T) {
	p, subs := subscribing(t)
	group := Message{Place: Place{Platform: "telegram", Chat: "g"}, Direct: true, Text: "/subscribe all"}
	if _, text := p.hear(group); !strings.HasPrefix(text, phrases.SaySubscribeAlone.De) || !strings.Contains(text, "https://t.me/aktuelles") {
		t.Errorf("in a group: %q", text)
	}
	group.Text = "/unsubscribe"
	if _, text := p.hear(group); text != phrases.SayUnsubscribeAlone.De {
		t.Errorf("in a group: %q", text)
	}
	home := Place{Platform: "discord", Chat: "dm"}
	p.hear(Message{Place: Place{Platform: "discord", Chat: "g"}, Direct: true, Private: true, Home: home, Text: "/subscribe all"})
	if len(subs.subs) != 1 || subs.subs[home].Lang != "de" {
		t.Errorf("subscribed: %v", subs.subs)
	}
}

func TestOnTheWebItIsSaidHowToFollow(t *testing.T) {
	p, _ := subscribing(t)
	p.opts.Follow = func(lang string) string { return "https://example.org/" + lang + "/follow" }
	p.restart()
	p.place = Place{Platform: "web", Chat: "c1"}
	_, text := p.say("/subscribe")
	for _, want := range []string{phrases.SayFollow.De, "Aktuelles (Telegram, Deutsch): https://t.me/aktuelles", "https://example.org/de/follow"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in %q", want, text)
		}
	}
}

func TestFailedSubscribingIsSaid(t *testing.T) {
	p, subs := subscribing(t)
	subs.fail = errBroken
	for _, text := range []string{"/subscribe", "/subscribe all", "/unsubscribe"} {
		if post, got := p.say(text); post.Outcome != Handover || got != phrases.SayDataFailed.De {
			t.Errorf("%s: %q", text, got)
		}
	}
}
