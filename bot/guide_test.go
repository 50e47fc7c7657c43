package bot

import (
	"cmp"
	"fmt"
	"strings"
	"testing"
	"time"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

// applicant is a talker on a chat platform whose records know nothing of fees
// and criteria, and an office in each country.
func applicant(t *testing.T, change ...func(*Options)) *talker {
	p := newTalker(t, append([]func(*Options){withLibrary}, change...)...)
	p.place = Place{Platform: "telegram", Chat: "p1"}
	p.k.do = recordsOnJoining
	return p
}

func recordsOnJoining(q Question) (Answer, error) {
	lang := cmp.Or(q.Lang, q.Habit, "de")
	a := Answer{Body: richtext.FromText("[" + lang + "] " + q.Text), Lang: lang, Outcome: Answered, Sources: []Source{{ID: q.Text}}}
	for _, lang := range phrases.Languages {
		switch q.Text {
		case phrases.AskFees.In(lang), phrases.AskCriteria.In(lang), phrases.AskThirdCountry.In(lang):
			a.Outcome = Handover
		case phrases.AskContactCN.In(lang):
			a.Office = "foshan"
		case phrases.AskContactDE.In(lang), phrases.AskContact.In(lang):
			a.Office = "berlin"
		}
	}
	return a, nil
}

// pressLabelled presses the button of a post with a label.
func (p *talker) pressLabelled(post Post, label string) (Post, string) {
	p.t.Helper()
	for _, c := range post.Choices {
		if c.Label == label {
			return p.press(c.Say)
		}
	}
	p.t.Fatalf("no button %q in %v", label, post.Choices)
	return Post{}, ""
}

func TestGuideLeadsInSixTapsToAnInquiry(t *testing.T) {
	for _, lang := range phrases.Languages {
		p := applicant(t)
		p.lang = lang
		post, _ := p.say("/join")
		var text string
		for i, tap := range []phrases.Text{
			phrases.SiteMembers.Germany, phrases.GuideKinds.City, phrases.GuideSizes.Three,
			phrases.GuideIndustries.Machines, phrases.GuideContacts.Here, phrases.ChoiceGuideSend,
		} {
			if i < 5 && len(p.store.inquiries) > 0 {
				t.Fatalf("%s: passed on after %d taps", lang, i)
			}
			post, text = p.pressLabelled(post, tap.In(lang))
			if wantsPlace := i < 4; post.InPlace != wantsPlace || post.Lang != lang {
				t.Errorf("%s: tap %d: in place %v, in %s", lang, i+1, post.InPlace, post.Lang)
			}
		}
		for _, want := range []string{
			"2026-7", "[" + lang + "] " + phrases.AskJoinDE.In(lang), phrases.SayNoTerms.In(lang), "[" + lang + "] contacts berlin",
		} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the end lacks %q:\n%s", lang, want, text)
			}
		}
		want := "Interesse an einer Mitgliedschaft (Angaben aus dem Chatbot)\nLand: Deutschland\nArt: Stadt oder Gemeinde\nEinwohner: 200.000 bis 1 Million\n" +
			"Branchen: Maschinenbau und Metall\nSprache: " + phrases.LanguageWords[lang].De
		if q := p.store.inquiries[0]; q.Question != want || q.Office != "berlin" || q.Lang != lang || q.Chat != "p1" {
			t.Errorf("%s: passed on %+v, want %q", lang, q, want)
		}
		if len(p.store.asked) > 0 {
			t.Errorf("%s: what the guide asks is noted as the person's: %v", lang, p.store.asked)
		}
	}
}

func TestGuideIsAnsweredInWritingToo(t *testing.T) {
	p := applicant(t)
	p.k.do = nil
	for _, step := range []struct{ say, want string }{
		{"/beitritt", phrases.SayGuideCountry.De},
		{"Wir liegen in China", phrases.SayGuideKind.De},
		{"ein Stadtbezirk", phrases.SayGuideSize.De},
		{"zurück", phrases.SayGuideKind.De},
		{"Region", phrases.SayGuideSize.De},
		{"ca. 1,2 Mio. Einwohner", phrases.SayGuideIndustries.De},
		{"Textilindustrie und Maschinenbau", phrases.SayGuideContact.De},
		{"weiter", phrases.SayGuideContact.De},
		{"ja, gern", "Das gebe ich weiter: China · Region · 1 bis 5 Millionen · Mehrere oder andere."},
		{"Wir sind Musterstadt. Was kostet es? Tel. 0341 1234567", "2026-7"},
	} {
		if _, text := p.say(step.say); !strings.Contains(text, step.want) {
			t.Fatalf("%q: %q, want %q", step.say, text, step.want)
		}
	}
	q := p.store.inquiries[0].Question
	for _, want := range []string{"Land: China\n", "国家：中国\n", "产业：多种或其他\n", "留言：Wir sind Musterstadt. Was kostet es? Tel. " + masked} {
		if !strings.Contains(q, want) {
			t.Errorf("the office does not read %q in\n%s", want, q)
		}
	}
}

func TestWordsForChoices(t *testing.T) {
	p := applicant(t)
	before := [][]string{nil, {"DE"}, {"DE", "city"}, {"DE", "city", "3"}, {"DE", "city", "3", "cars"}}
	for step, words := range []map[string]string{
		{"Deutschland": "DE", "germany": "DE", "德国": "DE", "德國": "DE", "We are from China.": "CN", "Volksrepublik China": "CN", "Hongkong": "CN",
			"Frankreich": "FR", "法国": "FR", "Great Britain": "GB", "Österreich": "AT", "anderes Land": "XX", "another country": "XX",
			"eine Stadt in Deutschland": "DE city", "我们是中国的一个市辖区，人口120万": "CN district 4", "Wir sind ein Landkreis in Deutschland mit 240.000 Einwohnern": "DE district 3",
			"Wir sind die Stadt Musterhausen in Deutschland": "DE city",
			"Köln": "", "Deutschland und China": "", "Taiwan": "", "eine Stadt": "", "Ist Köln in Deutschland dabei": ""},
		{"eine Stadt": "city", "Stadt oder Gemeinde": "city", "Landkreis": "district", "我们是区": "district", "区或县": "district", "Region": "region", "地区": "region",
			"Netzwerk mehrerer Städte": "network", "a network": "network", "城市联合体": "network", "Hafenstadt": "city", "Wir sind die Stadt Musterhausen": "city",
			"a county with about 1.2 million people": "district 4", "Stadt und Region": "", "Region Schwarzwald": "", "welche Stadt ist dabei": ""},
		{"unter 50.000": "1", "200.000 bis 1 Million": "3", "100万至500万": "4", "weiß ich nicht": "0", "Das weiß ich gerade leider nicht": "0", "不知道": "0", "viele": "",
			"ca. 240 Tsd.": "3", "wir haben 80.000 Einwohner und viel Maschinenbau": "2 machines", "80.000 bis 90.000": ""},
		{"Maschinenbau": "machines", "mainly machinery": "machines", "汽车产业": "cars", "IT": "digital", "Chemie, Pharma": "chemistry", "Automobilzulieferer": "cars", "Autoindustrie": "cars",
			"chemicals and IT": "mixed", "Spielzeugindustrie": "mixed", "纺织业": "mixed", "Autos": "cars", "Ist Köln dabei": "", "Maschinenbau und Metallverarbeitung": "machines"},
		{"hier im Chat": "here", "Ja, das Büro soll mir antworten": "here", "ja, bitte an das Büro": "here", "sehr gern": "here", "später": "no", "nö": "no", "我自己联系": "show"},
	} {
		for text, want := range words {
			path := before[step]
			f, _ := fold(text, longestTalk)
			turn := &turn{Dialog: p.Dialog, m: Message{Text: text}}
			if got := strings.Join(turn.further(path, f, text)[len(path):], " "); got != want {
				t.Errorf("step %d: %q is %q, want %q", step, text, got, want)
			}
		}
	}
}

func TestWordsThatNobodyUnderstandsAreAskedForAgain(t *testing.T) {
	p := applicant(t)
	p.k.do = func(q Question) (Answer, error) {
		a, err := unknowing(q)
		a.Sources = []Source{{Collection: "contacts", ID: "berlin"}}
		return a, err
	}
	p.press("/join DE")
	for range 2 * mostAsides {
		post, text := p.say("so etwas wie ein Sonderfall")
		if !strings.HasPrefix(text, phrases.SayGuideUnclear.De) || !strings.Contains(text, phrases.SayGuideKind.De) || post.Choices[0].Say != "/join DE city" {
			t.Fatalf("got %q %v", text, post.Choices)
		}
		if p.say("ja"); len(p.store.inquiries) > 0 {
			t.Fatal("what was not understood is passed on")
		}
	}
	for _, question := range []string{"Was kostet das alles?", "Was kostet das alles", "要多少钱"} {
		if _, text := p.say(question); !strings.HasPrefix(text, "unknown") {
			t.Errorf("%q: %q", question, text)
		}
	}
}

func TestOtherThingsAreAnsweredAndTheGuideCanBeTakenUpAgain(t *testing.T) {
	p := applicant(t)
	p.press("/join DE city")
	post, text := p.say("Was kostet die Mitgliedschaft?")
	if !strings.Contains(text, phrases.SayOffer.De) || post.Choices[len(post.Choices)-1].Say != "/join go" {
		t.Fatalf("got %q %v", text, post.Choices)
	}
	if post, _ = p.say("nein"); post.Choices[len(post.Choices)-1].Say != "/join go" {
		t.Errorf("after the no: %v", post.Choices)
	}
	if post, text = p.press("/join go"); post.InPlace || !strings.Contains(text, phrases.SayGuideSize.De) {
		t.Errorf("taken up: %q, in place %v", text, post.InPlace)
	}
	if _, text = p.say("80.000"); !strings.Contains(text, phrases.SayGuideIndustries.De) {
		t.Errorf("goes on with %q", text)
	}
	for range mostAsides {
		p.say("Ist Mainz Mitglied?")
		p.clock.pass(time.Minute)
	}
	if post, text = p.say("Maschinenbau"); strings.Contains(text, phrases.SayGuideContact.De) {
		t.Errorf("words are still taken for an answer to what was asked long before: %q %v", text, post.Choices)
	}
}

func TestGuideIsLeftAtOnce(t *testing.T) {
	for out, lang := range map[string]string{"abbrechen": "de", "stopp": "de", "取消": "zh", "nein danke": "de", "/join stop": "de"} {
		p := applicant(t)
		p.press("/join DE city 3")
		if _, text := p.say(out); text != phrases.SayGuideLeft.In(lang) {
			t.Errorf("%q: %q", out, text)
		}
		if post, _ := p.say("Ist Köln Mitglied?"); len(post.Choices) > 0 {
			t.Errorf("%q: %v is offered after it", out, post.Choices)
		}
		if _, saved := p.store.sessions["telegram:p1"]; saved && strings.Contains(p.store.sessions["telegram:p1"], "DE city") {
			t.Errorf("%q: it is still saved: %v", out, p.store.sessions)
		}
	}
}

func TestGuideSurvivesARestart(t *testing.T) {
	p := applicant(t)
	p.say("/join")
	p.press("/join CN")
	p.press("/join CN region")
	p.restart()
	if _, text := p.say("120万"); !strings.Contains(text, "中国 · 地区 · 100万至500万") {
		t.Errorf("goes on with %q", text)
	}
	p.restart()
	p.clock.pass(guideAwake + time.Minute)
	if post, text := p.say("Region"); len(post.Choices) > 0 || strings.Contains(text, "Region ·") {
		t.Errorf("hours later the words are still an answer: %q", text)
	}
	post, text := p.say("/join")
	if !strings.Contains(text, phrases.SayGuideResume.In("zh", "choices", "中国 · 地区 · 100万至500万")) || post.Choices[0].Say != "/join CN region 4" {
		t.Errorf("offers %q %v", text, post.Choices)
	}
	p.restart()
	p.clock.pass(keepGuide)
	if _, text := p.say("/join"); !strings.Contains(text, phrases.SayGuideCountry.Zh) {
		t.Errorf("a week later: %q", text)
	}
}

func TestWhatIsSavedOfTheGuideIsLittleAndNotForLong(t *testing.T) {
	p := applicant(t)
	p.press("/join DE city")
	if want := `{"guide":{"path":"DE city","lang":"de","at":"2026-03-02T10:00:00Z"}}`; p.store.sessions["telegram:p1"] != want {
		t.Errorf("saved %s", p.store.sessions["telegram:p1"])
	}
	if left := p.store.expires["telegram:p1"].Sub(p.clock.now()); left != keepGuide {
		t.Errorf("kept for %s", left)
	}
	p.say("/language en")
	p.press("/join stop")
	if p.store.sessions["telegram:p1"] != `{"lang":"en"}` || p.store.expires["telegram:p1"].Sub(p.clock.now()) != keepLanguage {
		t.Errorf("saved %s until %s", p.store.sessions["telegram:p1"], p.store.expires["telegram:p1"])
	}
	p = applicant(t)
	p.press("/join DE city")
	p.press("/join DE city 3 cars no")
	if p.store.expires["telegram:p1"].After(p.clock.now()) {
		t.Error("something is kept of a guide that has ended")
	}
}

// On a server some answers are shown to their asker alone, others to all.
func TestNothingOfTheGuideIsShownAmongOthersThatWasChosenAlone(t *testing.T) {
	alone := Message{Place: Place{Platform: "discord", Chat: "server"}, Direct: true, Private: true, Home: Place{Platform: "discord", Chat: "p1"}}
	for name, choose := range map[string]func(*talker){
		"in their own chat": func(p *talker) {
			p.place = alone.Home
			p.press("/join CN region")
			m := alone
			m.Text = "/language de"
			p.hear(m)
		},
		"in their own chat, and then said to all": func(p *talker) {
			p.place = alone.Home
			p.press("/join CN region")
			p.hear(Message{Place: alone.Place, Direct: true, Text: "Ist Mainz Mitglied?"})
		},
		"unseen by the others": func(p *talker) {
			m := alone
			m.Text, m.Press = "/join CN region", true
			p.hear(m)
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := applicant(t)
			choose(p)
			for _, text := range []string{"auf Englisch bitte", "Maschinenbau, 120.000 Einwohner", "quatsch"} {
				if post, shown := p.hear(Message{Place: alone.Place, Direct: true, Text: text}); strings.Contains(shown, "China ·") || strings.Contains(shown, "region") || strings.Contains(fmt.Sprint(post.Choices), "CN") {
					t.Errorf("%q: all are shown %q %v", text, shown, post.Choices)
				}
			}
			m := alone
			m.Text = "/join"
			if _, text := p.hear(m); !strings.Contains(text, "China ·") {
				t.Errorf("they cannot go on: %q", text)
			}
			if _, text := p.hear(Message{Place: alone.Place, Direct: true, Text: "/join"}); strings.Contains(text, "China ·") {
				t.Errorf("all are shown %q", text)
			}
		})
	}
}

func TestNothingOfTheGuideIsSavedWhereOthersReadAlong(t *testing.T) {
	p := applicant(t)
	group := Place{Platform: "telegram", Chat: "g"}
	p.hear(Message{Place: group, Text: "/join DE city", Press: true, Direct: true})
	if len(p.store.sessions) > 0 {
		t.Errorf("saved %v", p.store.sessions)
	}
	p.press("/join CN")
	p.restart()
	if _, text := p.hear(Message{Place: group, Text: "/join", Direct: true}); strings.Contains(text, "China") && !strings.Contains(text, phrases.SayGuideCountry.De) {
		t.Errorf("the group is told what was chosen alone: %q", text)
	}
	p.hear(Message{Place: group, Text: "/language en", Direct: true})
	if !strings.Contains(p.store.sessions["telegram:p1"], `"path":"CN"`) || !strings.Contains(p.store.sessions["telegram:p1"], `"lang":"en"`) {
		t.Errorf("a language chosen in the group has replaced the guide: %v", p.store.sessions)
	}
}

func TestTheSameChoicesArePassedOnOnce(t *testing.T) {
	p := applicant(t)
	for range 3 {
		if _, text := p.press("/join DE city 3 cars here send"); !strings.Contains(text, "2026-7") {
			t.Errorf("got %q", text)
		}
	}
	p.restart()
	p.press("/join DE city 3 cars here send")
	p.press("/join DE city 3 cars here")
	if len(p.store.inquiries) != 1 {
		t.Errorf("opened %d inquiries", len(p.store.inquiries))
	}
	if p.press("/join DE city 4 cars here send"); len(p.store.inquiries) != 2 {
		t.Error("other choices are not passed on")
	}
}

func TestYesAndNoAtTheLastStep(t *testing.T) {
	for text, opened := range map[string]int{"ja": 1, "ohne Nachricht": 1, "不写": 1, "不写消息，直接转交": 1, "nein": 0, "abbrechen": 0, "zurück": 0, "danke": 0, "/help": 0} {
		p := applicant(t)
		p.press("/join DE city 3 cars here")
		if p.say(text); len(p.store.inquiries) != opened {
			t.Errorf("%q: %d inquiries", text, len(p.store.inquiries))
		}
		if opened == 1 && strings.Contains(p.store.inquiries[0].Question, "Nachricht:") {
			t.Errorf("%q is passed on as a word to the office", text)
		}
	}
}

func TestAGuideThatCannotPassOnCanTryAgain(t *testing.T) {
	p := applicant(t)
	p.press("/join DE city 3 cars here")
	p.store.fail = errBroken
	post, text := p.press("/join DE city 3 cars here send")
	if post.Outcome != Handover || text != phrases.SayPassingFailed.De || post.Choices[0].Say != "/join DE city 3 cars here send" {
		t.Errorf("got %q %v", text, post.Choices)
	}
	p.store.fail = nil
	if p.press(post.Choices[0].Say); len(p.store.inquiries) != 1 {
		t.Error("the second try opens nothing")
	}
}

func TestGuideEndsWithoutAnInquiryToo(t *testing.T) {
	for _, last := range []string{"show", "no"} {
		p := applicant(t)
		post, text := p.press("/join CN region 4 energy " + last)
		if len(p.store.inquiries) > 0 || !strings.Contains(text, "[de] contacts foshan") || !strings.HasPrefix(text, phrases.SayGuideEnd.De) {
			t.Errorf("%s: %q", last, text)
		}
		post, text = p.pressLabelled(post, phrases.ChoiceGuideAsk.De)
		if post.InPlace || !strings.Contains(text, "Das gebe ich weiter") {
			t.Errorf("%s: after all: %q", last, text)
		}
	}
	p := applicant(t, func(o *Options) { o.Inquiries = nil })
	if post, _ := p.press("/join DE city 3 cars here"); !strings.Contains(post.Body.Text(), phrases.SayGuideContact.De) || strings.Contains(strings.Join(says(post), " "), "here") {
		t.Errorf("offers to pass on what nobody takes: %v", post.Choices)
	}
}

func TestOfAThirdCountryTheRecordsAreAsked(t *testing.T) {
	p := applicant(t)
	p.say("/join")
	_, text := p.say("Frankreich")
	if !strings.HasPrefix(text, "[de] "+phrases.AskThirdCountry.De) || !strings.Contains(text, "Frankreich\n") {
		t.Errorf("got %q", text)
	}
	p.press("/join FR city 3 cars here send")
	if q := p.store.inquiries[0]; !strings.Contains(q.Question, "Land: Frankreich") || q.Office != "berlin" {
		t.Errorf("passed on %+v", q)
	}
	if _, text = p.press("/join XX city 3 cars no"); !strings.Contains(text, "[de] "+phrases.AskThirdCountry.De) {
		t.Errorf("the end: %q", text)
	}
}

func TestWhatTheRecordsSayOfTermsIsTold(t *testing.T) {
	p := applicant(t)
	p.k.do = nil // it knows everything
	_, text := p.press("/join DE city 3 cars no")
	for _, want := range []string{phrases.GuideHeads.Fees.De, "[de] " + phrases.AskFees.De, "[de] " + phrases.AskCriteria.De} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in %q", want, text)
		}
	}
	if strings.Contains(text, "nichts verzeichnet") {
		t.Errorf("something is said to be missing: %q", text)
	}
	p.k.do = func(Question) (Answer, error) { return Answer{}, errBroken }
	if post, text := p.press("/join DE city 3 cars no"); post.Outcome != Answered || !strings.Contains(text, phrases.SayNoTerms.De) {
		t.Errorf("without the records: %q", text)
	}
}

func TestGuideThatOnlyThePersonSeesTakesNoPublicWords(t *testing.T) {
	p := applicant(t)
	hidden := Message{Place: Place{Platform: "discord", Chat: "g"}, Direct: true, Press: true, Private: true, Home: Place{Platform: "discord", Chat: "dm"}}
	hidden.Text = "/join DE city 3 cars here"
	if _, text := p.hear(hidden); !strings.HasPrefix(text, "Das gebe ich an das Büro weiter") {
		t.Errorf("got %q", text)
	}
	p.hear(Message{Place: hidden.Place, Direct: true, Text: "Ist Köln Mitglied?"})
	if len(p.store.inquiries) > 0 {
		t.Fatal("a public question was passed on")
	}
	hidden.Text += " send"
	_, text := p.hear(hidden)
	if q := p.store.inquiries[0]; q.Chat != "dm" || q.Person.Chat != "dm" || !strings.Contains(text, "Direktnachricht") {
		t.Errorf("passed on %+v, and said %q", q, text)
	}
}

func TestOldOrForeignPathsShowTheNearestStep(t *testing.T) {
	for text, want := range map[string]phrases.Text{
		"/join DE village 3": phrases.SayGuideKind, "/join de": phrases.SayGuideCountry, "/join TW city": phrases.SayGuideCountry, "/join DE city 9 cars": phrases.SayGuideSize,
		"/join DE city 3 cars maybe": phrases.SayGuideContact, "/join Deutschland": phrases.SayGuideKind, "/join Musterstadt": phrases.SayGuideCountry,
		"/join first": phrases.SayGuideCountry, "/join new": phrases.SayGuideCountry, "/join go": phrases.SayGuideCountry,
	} {
		p := applicant(t)
		if _, got := p.press(text); !strings.Contains(got, want.De) {
			t.Errorf("%s: %q", text, got)
		}
	}
}

func TestWhoAsksHowToJoinIsOfferedTheGuide(t *testing.T) {
	p := newTalker(t, withLibrary) // whose records answer everything from the entry f1
	post, _ := p.say("Wie wird man Mitglied?")
	if len(post.Choices) != 1 || post.Choices[0].Say != "/join" {
		t.Fatalf("offered %v", post.Choices)
	}
	if post, _ = p.press("/join"); post.InPlace {
		t.Error("the guide replaces the answer")
	}
	if post, _ = p.say("Wie wird man Mitglied?"); len(post.Choices) != 1 || post.Choices[0].Say != "/join go" {
		t.Errorf("within the guide: %v", post.Choices)
	}
}

func TestForgettingEndsTheGuide(t *testing.T) {
	p := applicant(t)
	p.press("/join DE city")
	p.say("/forgetme")
	if _, text := p.say("/join"); !strings.Contains(text, phrases.SayGuideCountry.De) || len(p.store.sessions) > 1 {
		t.Errorf("got %q, saved %v", text, p.store.sessions)
	}
}

func TestNumbersOfInhabitants(t *testing.T) {
	for text, want := range map[string]string{
		"120.000": "2", "120,000": "2", "120 000": "2", "120'000": "2", "120000 Einwohner": "2", "ca. 80 tsd": "2", "80k": "2", "49.999": "1", "50000": "2",
		"1,2 Mio.": "4", "1.2 million people": "4", "1.234 Mio": "4", "1,234,567": "4", "über 5 Millionen": "5", "rund 300.000 Menschen": "3", "eine Million": "4",
		"eine halbe Million": "3", "half a million": "3", "one million": "4", "zwei Millionen": "4", "120万": "4", "12万人": "2", "约120万人口": "4", "一百二十万": "4",
		"五十万左右": "3", "百万人口": "4", "一千二百万": "5", "１２０万": "4", "我们市有80万人": "3", "1亿": "5", "500万": "5", "2.5百万": "4",
		"1.200.000": "4", "999": "1",
		"": "", "30": "", "12 bis 15": "", "viele": "", "Region": "", "seit 1999 dabei": "", "Ist Köln Mitglied": "", "0": "", "999999999999999": "", "ein Landkreis": "",
	} {
		if got, ok := sizeOf(text); got != want || ok != (want != "") {
			n, _ := inhabitants(text)
			t.Errorf("%q is %q (%v), want %q", text, got, n, want)
		}
	}
}

func FuzzInhabitants(f *testing.F) {
	for _, s := range []string{"1,2 Mio", "120万", "一百二十万", "half a million", "1.200.000", "亿万", "1.,", "9'", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if token, ok := sizeOf(s); ok && (len(token) != 1 || token < "1" || token > "5") {
			t.Errorf("%q is %q", s, token)
		}
	})
}
