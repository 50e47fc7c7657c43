package bot

import (
	"strings"
	"testing"
	"time"

	"isa-portal.de/isabot/bot/phrases"
)

func TestHandoverOffersToPassTheQuestionOn(t *testing.T) {
	p := newTalker(t)
	p.k.do = unknowing
	post, text := p.say("Was kostet die Mitgliedschaft?")
	if !strings.HasSuffix(text, phrases.SayOffer.De) || len(post.Choices) != 2 || post.Choices[0].Say != "ja" {
		t.Fatalf("no offer: %q %v", text, post.Choices)
	}
	post, text = p.say(post.Choices[0].Say)
	if post.Outcome != Answered || !strings.Contains(text, "2026-7") {
		t.Errorf("agreed, and got %s %q", post.Outcome, text)
	}
	want := Inquiry{
		Question: "Was kostet die Mitgliedschaft?", Lang: "de", Platform: "web", Chat: "c1", Conversation: "c1",
		Person: Person{Platform: "web", ID: "p1", Chat: "c1"}, Office: "berlin",
	}
	if len(p.store.inquiries) != 1 || p.store.inquiries[0] != want {
		t.Errorf("opened %+v", p.store.inquiries)
	}
}

func TestNoOfferWithoutAStoreOrOnOtherOutcomes(t *testing.T) {
	p := newTalker(t, func(o *Options) { o.Inquiries = nil })
	p.k.do = unknowing
	if post, text := p.say("Was kostet das?"); len(post.Choices) > 0 || text != "unknown" {
		t.Errorf("an offer that cannot be kept: %q", text)
	}
	p = newTalker(t)
	p.k.do = func(Question) (Answer, error) {
		a, err := unknowing(Question{})
		a.Outcome = Declined
		return a, err
	}
	if post, text := p.say("Wie wird das Wetter?"); len(post.Choices) > 0 || text != "unknown" {
		t.Errorf("an offer to what was declined: %q", text)
	}
}

func TestYesAndNoInManyWords(t *testing.T) {
	yes := []string{"ja", "Ja!", "ja bitte", "Ja, gern.", "gerne", "ok", "ja danke", "das wäre nett", "jo", "yes", "Yes please!", "sure", "go ahead", "是", "好", "好的", "可以", "好的，谢谢", "👍", "Ja, weitergeben", "Yes, pass it on", "好的，请转交", "麻烦了"}
	no := []string{"nein", "Nein danke", "nö", "lieber nicht", "no", "No, thanks", "not now", "不", "不用", "不用了", "不用，谢谢", "👎", "abbrechen"}
	neither := []string{"ja und Mainz?", "und Köln?", "nein ich meine Köln", "Ist Köln Mitglied?", "没有成员吗", "好的城市有哪些"}
	for _, text := range yes {
		p := offered(t)
		if p.say(text); len(p.store.inquiries) != 1 {
			t.Errorf("%q is not understood as yes", text)
		}
	}
	for _, text := range no {
		p := offered(t)
		before := p.k.count()
		if p.say(text); len(p.store.inquiries) != 0 || p.k.count() != before {
			t.Errorf("%q is not understood as no", text)
		}
	}
	for _, text := range neither {
		p := offered(t)
		before := p.k.count()
		if p.say(text); len(p.store.inquiries) != 0 || p.k.count() != before+1 {
			t.Errorf("%q is not taken for a new question", text)
		}
	}
}

func offered(t *testing.T) *talker {
	p := newTalker(t)
	p.k.do = unknowing
	p.say("Was kostet die Mitgliedschaft?")
	return p
}

func TestOfferLapses(t *testing.T) {
	for name, meanwhile := range map[string]func(*talker){
		"with another word":  func(p *talker) { p.say("danke") },
		"with a command":     func(p *talker) { p.say("/help") },
		"with another topic": func(p *talker) { p.k.do = nil; p.say("Ist Köln Mitglied?") },
		"after two hours":    func(p *talker) { p.clock.pass(3 * time.Hour) },
		"with a no":          func(p *talker) { p.say("nein") },
	} {
		p := offered(t)
		meanwhile(p)
		if p.say("ja"); len(p.store.inquiries) != 0 {
			t.Errorf("%s: a late yes opened an inquiry", name)
		}
	}
}

func TestFailedPassingOnCanBeTriedAgain(t *testing.T) {
	p := offered(t)
	p.store.fail = errBroken
	if post, text := p.say("ja"); post.Outcome != Handover || text != phrases.SayPassingFailed.De || len(post.Choices) != 2 {
		t.Errorf("got %s %q", post.Outcome, text)
	}
	p.store.fail = nil
	if p.say("ja"); len(p.store.inquiries) != 1 {
		t.Error("the second yes does not pass it on")
	}
}

func TestSpeakToAHumanNamesTheContactAndOffers(t *testing.T) {
	p := newTalker(t)
	post, text := p.say("speak to a human")
	if post.Outcome != Handover || !strings.Contains(text, "[en] "+phrases.AskContact.En) || !strings.HasSuffix(text, phrases.SayOfferAny.En) {
		t.Fatalf("got %s %q", post.Outcome, text)
	}
	if _, text = p.say("yes"); text != phrases.SayWhich.En {
		t.Fatalf("agreed, and got %q", text)
	}
	if _, text = p.say("Can Leipzig join? Write to me@example.org"); !strings.Contains(text, "2026-7") {
		t.Fatalf("wrote it, and got %q", text)
	}
	if q := p.store.inquiries[0]; q.Question != "Can Leipzig join? Write to "+masked || q.Lang != "en" {
		t.Errorf("passed on %+v", q)
	}
}

func TestQuestionToBeWrittenCanBeCalledOff(t *testing.T) {
	for _, text := range []string{"nein", "不用", "/help", "danke", "Hallo"} {
		p := newTalker(t)
		p.say("mit einem Menschen sprechen")
		p.say("ja")
		if p.say(text); len(p.store.inquiries) != 0 {
			t.Errorf("%q was passed on as a question", text)
		}
	}
}

func TestSpeakToAHumanAfterAHandoverOffersThatQuestion(t *testing.T) {
	p := offered(t)
	if _, text := p.say("mit einem menschen sprechen bitte"); !strings.HasSuffix(text, phrases.SayOffer.De) {
		t.Fatalf("got %q", text)
	}
	if p.say("ja"); len(p.store.inquiries) != 1 || p.store.inquiries[0].Question != "Was kostet die Mitgliedschaft?" {
		t.Errorf("passed on %+v", p.store.inquiries)
	}
}

func TestWayToAPersonHoldsWithoutTheAnswerer(t *testing.T) {
	p := newTalker(t)
	p.k.do = func(Question) (Answer, error) { return Answer{}, errBroken }
	if post, text := p.say("转人工"); post.Outcome != Handover || !strings.Contains(text, "联系") || len(post.Choices) != 2 {
		t.Errorf("got %s %q", post.Outcome, text)
	}
}

func TestWhoAsksToBeCalledIsToldHowToReachTheOffice(t *testing.T) {
	for text, lang := range map[string]string{
		"Ich bin Max Muster, 0171 2345678, rufen Sie mich an":        "de",
		"我叫张三，电话13812345678，请联系我":                                    "zh",
		"Bitte um Rückruf: 030 257972-23, es geht um den Beitritt":   "de",
		"Hallo, melden Sie sich bitte bei mir: max.muster@stadt.de.": "de",
	} {
		p := newTalker(t)
		post, got := p.say(text)
		if post.Outcome != Handover || post.Lang != lang || !strings.HasPrefix(got, phrases.SayNoPersonalData.In(lang)) {
			t.Errorf("%q: %s %s %q", text, post.Lang, post.Outcome, got)
		}
		if strings.Contains(got, "2345678") || strings.Contains(got, "max.muster") || strings.Contains(got, "张三") {
			t.Errorf("%q is echoed: %q", text, got)
		}
		if len(p.store.asked) != 0 {
			t.Errorf("%q was noted: %+v", text, p.store.asked)
		}
	}
	p := newTalker(t)
	if p.say("Presseanfrage, bitte Rückruf"); p.k.count() != 1 || len(p.store.asked) != 1 {
		t.Error("without a number it is a question like any other")
	}
}

func TestLanguageOfAContactWishIsHeardFromTheConversation(t *testing.T) {
	p := newTalker(t)
	p.say("hello")
	if post, _ := p.say("my name is Ann Lee, call me at +49 171 2345678"); post.Lang != "en" || post.Outcome != Handover {
		t.Errorf("got %s %s", post.Lang, post.Outcome)
	}
}

func TestInquiryGoesWhereThePersonIsReached(t *testing.T) {
	p := newTalker(t)
	p.k.do = unknowing
	m := Message{Place: Place{Platform: "discord", Chat: "guild", Thread: "th"}, Direct: true, Private: true, Home: Place{Platform: "discord", Chat: "dm"}, Text: "Was kostet es?"}
	p.hear(m)
	m.Text, m.Press = "ja", true
	if _, text := p.hear(m); text != phrases.SayPassedOnHome.In("de", "number", "2026-7") {
		t.Errorf("got %q", text)
	}
	want := Inquiry{
		Question: "Was kostet es?", Lang: "de", Platform: "discord", Chat: "dm", Conversation: "dm", Office: "berlin",
		Person: Person{Platform: "discord", ID: "p1", Chat: "dm"},
	}
	if p.store.inquiries[0] != want {
		t.Errorf("opened %+v", p.store.inquiries[0])
	}
}

func TestAYesToAnOfferThatIsForgottenIsSaidToBe(t *testing.T) {
	p := offered(t)
	p.restart()
	if post, text := p.press("ja"); text != phrases.SayOfferGone.De || post.Outcome != Clarify || len(p.store.inquiries) != 0 {
		t.Errorf("got %q", text)
	}
}
