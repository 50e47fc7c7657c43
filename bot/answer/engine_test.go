package answer

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
)

// The tests speak of an invented alliance, so that they hold whatever the
// records of the real one say.

var noon = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

func clock() time.Time { return noon }

func same(s string) phrases.Text { return phrases.Text{De: s, En: s, Zh: s} }

func ref(collection, id string) Ref {
	return Ref{Collection: collection, ID: id, Source: "https://example.org/" + id, AsOf: "2021"}
}

func testCorpus() Corpus {
	return Corpus{
		Alliance: Alliance{
			Ref: ref("alliance", "all"), ShortName: "ABC", Founded: "2010-03", Total: 5, German: 3, Chinese: 2, Website: "https://abc.example.org",
			Name:    phrases.Text{De: "Allianz der Beispielstädte", En: "Alliance of Example Cities", Zh: "示例城市联盟"},
			Purpose: phrases.Text{De: "Sie verbindet Städte.", En: "It connects cities.", Zh: "它连接城市。"},
		},
		States: []State{
			{Ref: ref("states", "nw"), Code: "NW", Country: "DE", Name: phrases.Text{De: "Nordrhein-Westfalen", En: "North Rhine-Westphalia", Zh: "北莱茵-威斯特法伦州"}, Aliases: []string{"NRW", "北威州"}},
			{Ref: ref("states", "bw"), Code: "BW", Country: "DE", Name: same("Baden-Württemberg")},
			{Ref: ref("states", "th"), Code: "TH", Country: "DE", Name: phrases.Text{De: "Thüringen", En: "Thuringia", Zh: "图林根州"}},
			{Ref: ref("states", "zj"), Code: "ZJ", Country: "CN", Name: phrases.Text{De: "Zhejiang", En: "Zhejiang", Zh: "浙江省"}},
			{Ref: ref("states", "js"), Code: "JS", Country: "CN", Name: phrases.Text{De: "Jiangsu", En: "Jiangsu", Zh: "江苏省"}},
		},
		Members: []Member{
			{Ref: ref("members", "koeln"), Kind: "city", Country: "DE", State: "nw", Joined: "2017-04", Website: "https://koeln.example.org", Lat: 50.94, Lon: 6.96,
				Name: phrases.Text{De: "Köln", En: "Cologne", Zh: "科隆"}, Aliases: []string{"Kölle"}, Profile: same("Profil von Köln.")},
			{Ref: ref("members", "wald"), Kind: "region", Country: "DE", State: "bw", Lat: 48.2, Lon: 7.9,
				Name: phrases.Text{De: "Region Schwarzwald (Lahr und Freiburg)", En: "Black Forest Region", Zh: "黑森林地区"}, Profile: same("Lahr und Freiburg gemeinsam.")},
			{Ref: ref("members", "rkn"), Kind: "county", Country: "DE", State: "nw", Lat: 51.2, Lon: 6.7,
				Name: phrases.Text{De: "Rhein-Kreis Neuss", En: "Rhein-Kreis Neuss", Zh: "莱茵-诺伊斯县"}},
			{Ref: ref("members", "taizhou"), Kind: "city", Country: "CN", State: "zj", Joined: "2016", Lat: 28.7, Lon: 121.4,
				Name: phrases.Text{De: "Taizhou (Zhejiang)", En: "Taizhou (Zhejiang)", Zh: "台州"}},
		},
		Places: []Place{
			{Ref: Ref{Collection: "places", ID: "freiburg"}, Name: phrases.Text{De: "Freiburg", En: "Freiburg", Zh: "弗赖堡"}, Aliases: []string{"弗莱堡"}, Country: "DE", State: "bw", Member: "wald", Relation: Part},
			{Ref: Ref{Collection: "places", ID: "freiberg"}, Name: phrases.Text{De: "Freiberg", En: "Freiberg", Zh: "弗赖贝格"}, Country: "DE", State: "th", Relation: None},
			{Ref: Ref{Collection: "places", ID: "neuss"}, Name: phrases.Text{De: "Neuss", En: "Neuss", Zh: "诺伊斯"}, Country: "DE", State: "nw", Member: "rkn", Relation: Inside},
			{Ref: Ref{Collection: "places", ID: "essen"}, Name: phrases.Text{De: "Essen", En: "Essen", Zh: "埃森"}, Country: "DE", State: "nw", Relation: None, Lat: 51.45, Lon: 7.01},
			{Ref: Ref{Collection: "places", ID: "taizhou-js"}, Name: phrases.Text{De: "Taizhou (Jiangsu)", En: "Taizhou (Jiangsu)", Zh: "泰州"}, Country: "CN", State: "js", Relation: None},
		},
		Contacts: []Contact{
			{Ref: ref("contacts", "bonn"), Country: "DE", Email: "office@example.org", Name: phrases.Text{De: "Büro XYZ, Bonn", En: "Office XYZ, Bonn", Zh: "波恩办公室"}, Role: same("Ansprechstelle")},
			{Ref: ref("contacts", "china"), Country: "CN", Phone: "+86 1", Name: phrases.Text{De: "Sekretariat Ost", En: "Secretariat East", Zh: "东部秘书处"}},
		},
		Events: []Event{
			{Ref: ref("events", "past"), Starts: "2019-10-16T00:00:00Z", Precision: "day", TimeZone: "UTC", Title: phrases.Text{De: "8. Treffen", En: "8th meeting", Zh: "第8次会议"}, Place: same("Bonn")},
		},
		Passages: []Passage{
			faq("fee", Open, "Was kostet die Mitgliedschaft?", "What does membership cost?", "会费是多少？", "Darüber ist nichts bekannt."),
			faq("weather", Outside, "Wie wird das Wetter?", "What is the weather like?", "天气怎么样？", "Zum Wetter sage ich nichts."),
			faq("when", "about", "Wann wurde die Allianz gegründet?", "When was the alliance founded?", "联盟是什么时候成立的？", "Im März 2010."),
			faq("where", "about", "Wo wurde die Allianz gegründet?", "Where was the alliance founded?", "联盟是在哪里成立的？", "In Bonn."),
			{Ref: ref("faqs", "german-only"), Category: "about", Title: phrases.Text{De: "Wer hütet das Siegel?"}, Body: phrases.Text{De: "Der Siegelbewahrer."}},
		},
	}
}

func faq(id, category, de, en, zh, body string) Passage {
	return Passage{Ref: ref("faqs", id), Category: category, Title: phrases.Text{De: de, En: en, Zh: zh}, Body: same(body)}
}

func testEngine(t testing.TB, c Corpus) *Engine {
	t.Helper()
	e := New(func(context.Context) (Corpus, error) { return c, nil }, Options{Now: clock})
	if err := e.Load(context.Background()); err != nil {
		t.Fatal(err)
	}
	return e
}

// talk asks one question after the other in one conversation and returns the
// last answer.
func talk(t testing.TB, e *Engine, turns ...string) bot.Answer {
	t.Helper()
	var a bot.Answer
	for _, turn := range turns {
		next, err := e.Answer(context.Background(), bot.Question{Text: turn, Habit: a.Lang, Topic: a.Topic})
		if err != nil {
			t.Fatal(err)
		}
		a = next
	}
	return a
}

func TestAnEngineThatHasReadNothingSaysSo(t *testing.T) {
	e := New(func(context.Context) (Corpus, error) { return Corpus{}, nil }, Options{Now: clock})
	if _, err := e.Answer(context.Background(), bot.Question{Text: "Köln?"}); err == nil {
		t.Error("an engine without records answered")
	}
}

func TestAFailedReadingLeavesTheAnswersAsTheyWere(t *testing.T) {
	c, fail := testCorpus(), error(nil)
	e := New(func(context.Context) (Corpus, error) { return c, fail }, Options{Now: clock})
	if err := e.Load(context.Background()); err != nil {
		t.Fatal(err)
	}
	fail = errors.New("the disk is gone")
	if err := e.Load(context.Background()); !errors.Is(err, fail) {
		t.Errorf("Load = %v", err)
	}
	if a := talk(t, e, "Ist Köln Mitglied?"); a.Outcome != bot.Answered {
		t.Errorf("after a failed reading: %s %s", a.Outcome, a.Body.Text())
	}
}

func TestAChangedRecordIsInTheNextAnswerAfterLoad(t *testing.T) {
	c := testCorpus()
	e := testEngine(t, c)
	c.Passages = append([]Passage(nil), c.Passages...)
	c.Passages[2] = faq("when", "about", "Wann wurde die Allianz gegründet?", "", "", "Im Mai 2011.")
	e.source = func(context.Context) (Corpus, error) { return c, nil }
	if err := e.Load(context.Background()); err != nil {
		t.Fatal(err)
	}
	if a := talk(t, e, "Wann wurde die Allianz gegründet?"); !strings.Contains(a.Body.Text(), "Mai 2011") {
		t.Error(a.Body.Text())
	}
}
