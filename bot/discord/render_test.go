package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/discord/discordtest"
	"isa-portal.de/isabot/bot/richtext"
)

func TestMarkdown(t *testing.T) {
	for _, c := range []struct{ name, html, markdown, plain string }{
		{"words and their styles", `<p>a <b>b</b> <i>c</i> <s>d</s> <code>e*f</code></p>`, "a **b** *c* ~~d~~ `e*f`", "a b c d e*f"},
		{"styles that touch", `<b>a</b><i>b</i>, <b>c<i>d</i></b>!`, "**a**_b_, **c_d_**!", "ab, cd!"},
		{"an italic part of a word after bold", `<b>a</b><i>b</i>c`, "**a**bc", "abc"},
		{"blanks stand outside of the marks", `<p>a<b> b </b>c</p>`, "a **b** c", "a b c"},
		{"markup in the text", `<p># a *b* __c__ ~~d~~ ||e|| [f](https://x.example)</p>`,
			`\# a \*b\* \_\_c\_\_ \~\~d\~\~ \|\|e\|\| \[f\]\(<https://x.example>)`, "# a *b* __c__ ~~d~~ ||e|| [f](https://x.example)"},
		{"mentions", `<p>@everyone @here &lt;@12&gt; &lt;#3&gt; a@everyone.example @alle</p>`,
			`\@everyone \@here \<@12> \<#3> a\@everyone.example @alle`, "@everyone @here <@12> <#3> a@everyone.example @alle"},
		{"what would begin a list or a quote", "<p>- a<br>1. b<br>2021. c<br>&gt; d<br>-# e<br>+ f</p>",
			"\\- a\n1\\. b\n2021\\. c\n\\> d\n\\-# e\n\\+ f", "- a\n1. b\n2021. c\n> d\n-# e\n+ f"},
		{"links", `<p><a href="https://x.example/a(b)">hier</a>, <a href="https://x.example">https://x.example</a>, <a href="https://x.example/de">x.example/de</a></p>`,
			"[hier](https://x.example/a%28b%29), <https://x.example>, [x.example/de](https://x.example/de)", "hier, https://x.example, x.example/de"},
		{"a link whose words name another address", `<p><a href="https://evil.example">www.koeln.de</a></p>`,
			"www.koeln.de (<https://evil.example>)", "www.koeln.de (https://evil.example)"},
		{"an address in the text, Chinese goes on", `<p>详见https://x.example/a_b，谢谢</p>`, "详见<https://x.example/a_b>，谢谢", "详见https://x.example/a_b，谢谢"},
		{"mail and telephone", `<p><a href="mailto:a@b.example">Büro</a>, <a href="tel:+4930">+49 30</a></p>`, "Büro (a@b.example), +49 30", "Büro (a@b.example), +49 30"},
		{"headings", "<h2>A</h2><p>b</p><h3>C</h3><ul><li>d</li></ul>", "**A**\nb\n\n**C**\n- d", "A\nb\n\nC\n• d"},
		{"lists", "<p>Es kommen:</p><ol><li>a<ul><li>b<br>c</li></ul></li><li>d</li></ol><p>e</p>", "Es kommen:\n1. a\n   - b\n     c\n2. d\n\ne", "Es kommen:\n1. a\n   • b\n     c\n2. d\n\ne"},
		{"numbers that Discord would count otherwise", `<ol><li>a</li><li value="5">b</li><li>c</li></ol>`, "1. a\n\n5. b\n6. c", "1. a\n\n5. b\n6. c"},
		{"a list of another kind", "<ul><li>a</li></ul><ol><li>b</li></ol>", "- a\n\n1. b", "• a\n\n1. b"},
		{"quotes", "<blockquote><p>a<br>b</p><p>c</p></blockquote>", "> a\n> b\n\n> c", "a\nb\n\nc"},
		{"code", "<pre>if a {\n\t*b*\n}</pre>", "```\nif a {\n\t*b*\n}\n```", "if a {\n\t*b*\n}"},
		{"code that would end its own block", "<pre>a ``` b</pre>", "a \\`\\`\\` b", "a ``` b"},
		{"a table", "<table><tr><th>Stadt</th><th>Land:</th></tr><tr><td>Köln</td><td><b>NRW</b></td></tr><tr><td>Jena</td><td></td></tr></table>",
			"- Stadt: Köln · Land: **NRW**\n- Stadt: Jena", "• Stadt: Köln · Land: NRW\n• Stadt: Jena"},
		{"a table of names alone", "<table><tr><th>A</th><th>B</th></tr></table>", "- A · B", "• A · B"},
		{"a picture", `<p>a</p><img src="/api/files/x.jpg" alt="Der Saal">`, "a\n\n[Bild: Der Saal](https://isa.example/api/files/x.jpg)", "a\n\nBild: Der Saal"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, _ := flat(richtext.ParseHTML(c.html).Absolute("https://isa.example/de/news/x"), "de")
			got := write(doc)
			if got.markdown != c.markdown {
				t.Errorf("markdown\n%s\nwanted\n%s", got.markdown, c.markdown)
			}
			if got.plain != c.plain {
				t.Errorf("plain\n%s\nwanted\n%s", got.plain, c.plain)
			}
			for name, s := range readers {
				if bad, _, _ := faults(s, doc); len(bad) > 0 {
					t.Errorf("%s: %q", name, bad)
				}
			}
		})
	}
}

func medium(kind bot.MediaKind, name string) bot.Media {
	return bot.Media{Kind: kind, Name: name, Alt: "Der Saal", Type: "image/jpeg", Open: func(context.Context) (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader([]byte(name))), nil
	}}
}

func news(paragraphs int, media ...bot.Media) bot.Post {
	p := bot.Post{Title: "Treffen in Foshan", Lang: "de", Link: "https://isa.example/de/news/foshan", More: "https://www.foshan.example/x", Media: media}
	for i := range paragraphs {
		p.Body = p.Body.Add(richtext.Para(fmt.Sprintf("Absatz %d. %s", i, strings.Repeat("Die Städte sprechen über Zusammenarbeit. ", 20))))
	}
	return p
}

// codes are those of a piece's warnings.
func codes(p bot.Piece) (out []string) {
	for _, w := range p.Warnings {
		out = append(out, w.Code)
	}
	return out
}

func render(t *testing.T, p bot.Post, s bot.Shape) []bot.Piece {
	t.Helper()
	pieces, err := Renderer{}.Render(p, s)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := Renderer{}.Render(p, s)
	if a, b := asJSON(t, pieces), asJSON(t, again); a != b {
		t.Errorf("another time it is another message:\n%s\n%s", a, b)
	}
	return pieces
}

func asJSON(t *testing.T, pieces []bot.Piece) string {
	t.Helper()
	var all []map[string]any
	for _, p := range pieces {
		all = append(all, p.Fields)
	}
	b, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// shownAs sends pieces and returns what stands then.
func shownAs(t *testing.T, kind discordtest.Kind, pieces []bot.Piece) []discordtest.Message {
	t.Helper()
	b := newBench(t)
	ch := b.fake.Open(kind, "news")
	for i, p := range pieces {
		r, err := b.Send(t.Context(), at(ch), p, fmt.Sprint(i))
		if err != nil {
			t.Fatal(err)
		}
		ch = r.Chat
	}
	return b.fake.Channel(ch)
}

func TestAnAnnouncement(t *testing.T) {
	pieces := render(t, news(2, medium(bot.Photo, "saal_x1.jpg"), medium(bot.Photo, "stadt.jpg"), medium(bot.Document, "Satzung 章程.pdf")),
		bot.Shape{Marker: "n1", Silent: true, Pin: true, Crosspost: true})
	if len(pieces) != 1 || pieces[0].Kind != bot.PhotoPiece || len(codes(pieces[0])) != 0 || !slices.Equal(pieces[0].Then, []bot.After{bot.CrosspostAfter, bot.PinAfter}) {
		t.Fatalf("%d pieces, the first %+v", len(pieces), pieces[0])
	}
	m := shownAs(t, discordtest.Announcement, pieces)[0]
	e := m.Embeds[0]
	if e.Title != "Treffen in Foshan" || e.URL != "https://isa.example/de/news/foshan#n1" || !strings.HasPrefix(e.Description, "Absatz 0.") || e.Footer != nil {
		t.Errorf("the embed is %+v", e)
	}
	var names []string
	for _, a := range m.Attachments {
		names = append(names, fmt.Sprint(a.Filename, " ", a.Description, " ", a.InEmbed))
	}
	if want := []string{"saal_x1.jpg Der Saal true", "stadt.jpg Der Saal false", "Satzung.pdf Der Saal false"}; !slices.Equal(names, want) {
		t.Errorf("the files are %q", names)
	}
	var buttons []string
	for _, b := range m.Rows[0].Components {
		buttons = append(buttons, b.Label+" "+b.URL)
	}
	if want := []string{"Zur Meldung https://isa.example/de/news/foshan#n1", "foshan.example https://www.foshan.example/x"}; !slices.Equal(buttons, want) {
		t.Errorf("the buttons are %q", buttons)
	}
	if m.Flags&^1 != 4096 || !m.Pinned || !m.Crossposted {
		t.Errorf("flags %d, pinned %v, handed on %v", m.Flags, m.Pinned, m.Crossposted)
	}
	if !strings.HasPrefix(pieces[0].Plain, "Treffen in Foshan\n\nAbsatz 0.") {
		t.Errorf("plain: %s", pieces[0].Plain)
	}
}

func TestWhatIsTooLong(t *testing.T) {
	stands := func(n int) (out []bot.Remote) {
		for i := range n {
			out = append(out, bot.Remote{IDs: []string{fmt.Sprint(i)}})
		}
		return out
	}
	private := func(p bot.Post) bot.Post { p.Link, p.More = "http://localhost:8090/de/news/x", ""; return p }
	for _, c := range []struct {
		name   string
		post   bot.Post
		shape  bot.Shape
		pieces int
		codes  []string
		button string
	}{
		{"fits", news(3), bot.Shape{}, 1, nil, "Zur Meldung"},
		{"is cut", news(12), bot.Shape{}, 1, []string{"cut"}, "Weiterlesen"},
		{"comes in parts", news(12), bot.Shape{Split: true}, 3, []string{"split"}, "Zur Meldung"},
		{"has no page to read on", private(news(12)), bot.Shape{}, 3, []string{"no-public-address", "split"}, ""},
		{"stands as one", news(12), bot.Shape{Split: true, Stands: stands(1)}, 1, []string{"cut"}, "Weiterlesen"},
		{"stands in two parts", news(12), bot.Shape{Split: true, Stands: stands(2)}, 2, []string{"parts-fixed"}, "Weiterlesen"},
		{"stands in three parts", news(12), bot.Shape{Split: true, Stands: stands(3)}, 3, []string{"split"}, "Zur Meldung"},
		{"stands in parts and is short now", news(1), bot.Shape{Split: true, Stands: stands(3)}, 1, nil, "Zur Meldung"},
		{"stands and has no page", private(news(12)), bot.Shape{Stands: stands(1)}, 1, []string{"no-public-address", "cut"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			pieces := render(t, c.post, c.shape)
			if len(pieces) != c.pieces || !slices.Equal(codes(pieces[0]), c.codes) {
				t.Fatalf("%d pieces, warnings %q", len(pieces), codes(pieces[0]))
			}
			all := shownAs(t, discordtest.Text, pieces)
			for i, m := range all {
				e, last := m.Embeds[0], i == len(all)-1
				if (e.Title != "") != (i == 0) || (e.Footer != nil) != (len(all) > 1) || (len(m.Rows) > 0) != (last && c.button != "") {
					t.Errorf("part %d is %+v", i, m)
				}
				if len(all) > 1 && e.Footer.Text != fmt.Sprintf("Teil %d von %d", i+1, len(all)) {
					t.Errorf("part %d says %q", i, e.Footer.Text)
				}
			}
			last := all[len(all)-1]
			if c.button != "" && last.Rows[0].Components[0].Label != c.button {
				t.Errorf("the button says %q", last.Rows[0].Components[0].Label)
			}
			cut := slices.Contains(c.codes, "cut") || slices.Contains(c.codes, "parts-fixed")
			if strings.HasSuffix(last.Embeds[0].Description, "…") != cut {
				t.Errorf("it ends with %q", last.Embeds[0].Description[len(last.Embeds[0].Description)-20:])
			}
		})
	}
}

func TestTitles(t *testing.T) {
	for _, c := range []struct {
		title string
		cut   bool
	}{
		{"Kurz", false}, {strings.Repeat("x", 256), false}, {strings.Repeat("x", 257), true}, {strings.Repeat("*", 128), false},
		{strings.Repeat("*", 129), true}, {strings.Repeat("😀", 128), false}, {strings.Repeat("😀", 129), true}, {strings.Repeat("联盟", 200), true},
		{"@everyone **x** <@1> [a](https://x.example) ||y||", false},
	} {
		p := news(1)
		p.Title = c.title
		pieces := render(t, p, bot.Shape{})
		m := shownAs(t, discordtest.Text, pieces)[0]
		if got := slices.Contains(codes(pieces[0]), "title-cut"); got != c.cut || strings.HasSuffix(m.Embeds[0].Title, "…") != c.cut {
			t.Errorf("%s: cut is %v, the title %q", c.title, got, m.Embeds[0].Title)
		}
		for _, s := range readers {
			read := s.scan(m.Embeds[0].Title)
			if len(read.odd) > 0 || !c.cut && runes(read.glyphs) != strings.ReplaceAll(c.title, " ", "") {
				t.Errorf("%s is read as %s, %q", c.title, runes(read.glyphs), read.odd)
			}
		}
	}
}

func TestAPostOfAForum(t *testing.T) {
	p := news(12, medium(bot.Photo, "saal.jpg"))
	p.Title = strings.Repeat("Ein langer Titel ", 8)
	pieces := render(t, p, bot.Shape{Forum: true, Split: true, Pin: true, Crosspost: true, Silent: true, Marker: "n1"})
	if len(pieces) != 3 || pieces[0].Method != MethodForumPost || pieces[1].Method != MethodMessage || !slices.Equal(pieces[0].Then, []bot.After{bot.PinAfter}) || pieces[1].Then != nil {
		t.Fatalf("%d pieces, the first %+v", len(pieces), pieces[0])
	}
	b := newBench(t)
	forum := b.fake.Open(discordtest.Forum, "forum")
	r, err := b.Send(t.Context(), at(forum), pieces[0], "n")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Send(t.Context(), at(r.Chat), pieces[1], "n2"); err != nil {
		t.Fatal(err)
	}
	post := b.fake.Posts(forum)[0]
	if !strings.HasSuffix(post.Name, "langer…") || units(post.Name) > 100 || !post.Pinned || len(b.fake.Channel(r.Chat)) != 2 {
		t.Errorf("the post is %+v", post)
	}
	answer := bot.Post{Lang: "de", Body: richtext.Doc{}.Add(richtext.Para("Die Antwort.\nMehr."))}
	if p := render(t, answer, bot.Shape{Forum: true})[0]; p.Fields["name"] != "Die Antwort." {
		t.Errorf("an answer's post is named %q", p.Fields["name"])
	}
}

func TestManyFiles(t *testing.T) {
	var many []bot.Media
	for i := range 23 {
		many = append(many, medium(bot.Document, fmt.Sprintf("章程%d.pdf", i%2)))
	}
	pieces := render(t, news(1, many...), bot.Shape{Marker: "n1"})
	if len(pieces) != 3 || !slices.Equal(codes(pieces[0]), []string{"files-apart"}) || pieces[2].Kind != bot.DocumentPiece || len(pieces[2].Files) != 3 {
		t.Fatalf("%d pieces, %q", len(pieces), codes(pieces[0]))
	}
	all := shownAs(t, discordtest.Text, pieces)
	if e := all[2].Embeds[0]; e.Description != "[Treffen in Foshan](https://isa.example/de/news/foshan#n1)" || e.URL != "https://isa.example/de/news/foshan#n1" {
		t.Errorf("the third message has %+v", e)
	}
	seen := map[string]bool{}
	for _, a := range all[0].Attachments {
		seen[a.Filename] = true
	}
	if len(seen) != 10 {
		t.Errorf("the files are named %v", seen)
	}
	one := render(t, news(1, many...), bot.Shape{Stands: make([]bot.Remote, 1)})
	if len(one) != 1 || !slices.Equal(codes(one[0]), []string{"files-left"}) || !strings.Contains(one[0].Warnings[0].In("de"), "13 Dateien") {
		t.Errorf("%d pieces, %q", len(one), codes(one[0]))
	}
}

func TestAnswers(t *testing.T) {
	answer := func(n int) bot.Post {
		return bot.Post{Lang: "de", Body: richtext.Doc{}.Add(richtext.Para(strings.TrimSpace(strings.Repeat("Ja. ", n)))), Sources: []bot.Source{
			{Title: "Satzung", URL: "https://isa.example/de/faq#1", AsOf: "2021-02-01"}, {Collection: "faqs"}}}
	}
	short := render(t, answer(3), bot.Shape{})
	m := shownAs(t, discordtest.DM, short)[0]
	if m.Content != "Ja. Ja. Ja.\n\n-# Quelle: [Satzung](https://isa.example/de/faq#1) · Stand 1. Februar 2021\n-# Quelle: faqs" {
		t.Errorf("the answer is %q", m.Content)
	}
	if len(m.Embeds) != 0 || m.Flags != 4 || len(m.Rows) != 0 || !strings.HasSuffix(short[0].Plain, "\n\nQuelle: Satzung · Stand 1. Februar 2021\nQuelle: faqs") {
		t.Errorf("the message is %+v, plain %q", m, short[0].Plain)
	}
	long := shownAs(t, discordtest.DM, render(t, answer(800), bot.Shape{}))
	if len(long) != 2 || len(long[1].Embeds) != 0 || long[1].Flags != 4 || !strings.Contains(long[1].Content, "-# Quelle") || strings.Contains(long[0].Content, "-#") {
		t.Errorf("a long answer is %+v", long)
	}
	one := render(t, answer(800), bot.Shape{Stands: make([]bot.Remote, 1)})
	if len(one) != 1 || one[0].Length > 2000 || !slices.Equal(codes(one[0]), []string{"cut"}) {
		t.Errorf("a long answer in place of one message comes in %d", len(one))
	}
	if pieces := render(t, bot.Post{Lang: "de"}, bot.Shape{}); pieces != nil {
		t.Errorf("nothing becomes %+v", pieces)
	}
}

func TestTheLineThatTellsTheGroundIsSmallPrint(t *testing.T) {
	const cafe = "https://www.cafe.example/isa"
	ground := func(text string) richtext.Doc {
		return richtext.FromText("Ja.").Add(richtext.Block{Spans: []richtext.Span{{Text: text, Style: richtext.Italic}}}).Join(richtext.FromText("Weitergeben?"))
	}
	source := func(title, url, asOf string) bot.Source { return bot.Source{Title: title, URL: url, AsOf: asOf} }
	for _, c := range []struct {
		name, lang, line string
		sources          []bot.Source
		want             string
	}{
		{"one", "de", "Stand: 2021 · Quelle: cafe.example", []bot.Source{source("Köln", cafe, "2021")},
			"Ja.\n\n-# Stand: 2021 · Quelle: cafe.example\n-# [Köln](" + cafe + ")\n\nWeitergeben?"},
		{"several on one page", "en", "As of: 2021 · Source: cafe.example", []bot.Source{source("Köln", cafe, "2021"), source("Jena", cafe, "2021"), source("ISA", "https://isa.example/", "")},
			"Ja.\n\n-# As of: 2021 · Source: cafe.example\n-# [Köln, Jena](" + cafe + ") · [ISA](https://isa.example/)\n\nWeitergeben?"},
		{"many on one page", "zh", "截至：2021年", []bot.Source{source("科隆", cafe, "2021"), source("耶拿", cafe, "2021"), source("富尔达", cafe, "2021"), source("杜塞尔多夫", cafe, "2021")},
			"Ja.\n\n-# 截至：2021年\n-# [cafe.example](" + cafe + ")\n\nWeitergeben?"},
		{"none", "de", "Quelle: Satzung", nil, "Ja.\n\n-# Quelle: Satzung\n\nWeitergeben?"},
		{"no such line", "de", "Nur so.", []bot.Source{source("Köln", cafe, "2021"), source("Jena", cafe, "2021")},
			"Ja.\n\n*Nur so.*\n\nWeitergeben?\n\n-# Quelle: [Köln, Jena](" + cafe + ") · Stand 2021"},
		{"a page that cannot be opened", "de", "Stand: 2021", []bot.Source{source("Köln", "http://localhost/x", "2021")}, "Ja.\n\n-# Stand: 2021\n-# Köln\n\nWeitergeben?"},
	} {
		m := shownAs(t, discordtest.DM, render(t, bot.Post{Lang: c.lang, Body: ground(c.line), Sources: c.sources}, bot.Shape{}))[0]
		if m.Content != c.want {
			t.Errorf("%s: %q, wanted %q", c.name, m.Content, c.want)
		}
	}
	twice := ground("Stand: 2021").Join(ground("Stand: 2022"))
	m := shownAs(t, discordtest.DM, render(t, bot.Post{Lang: "de", Body: twice, Sources: []bot.Source{source("Köln", cafe, "2021")}}, bot.Shape{}))[0]
	if m.Content != "Ja.\n\n-# Stand: 2021\n\nWeitergeben?\n\nJa.\n\n-# Stand: 2022\n-# [Köln]("+cafe+")\n\nWeitergeben?" {
		t.Errorf("twice: %q", m.Content)
	}
}

func TestWhereButtonsLead(t *testing.T) {
	long := "https://x.example/" + strings.Repeat("a", 600)
	for _, c := range []struct {
		link, more string
		buttons    []string
	}{
		{"https://isa.example/x", "", []string{"https://isa.example/x#n1"}},
		{"https://isa.example/x#alt", "https://isa.example/x#alt", []string{"https://isa.example/x#n1"}},
		{"https://isa.example/x", long, []string{"https://isa.example/x#n1"}},
		{"http://localhost/x", "http://192.168.1.1/", nil},
		{"https://intranet/x", "https://x.example/", []string{"https://x.example/"}},
		{"", "javascript:alert(1)", nil},
	} {
		p := news(1)
		p.Link, p.More = c.link, c.more
		m := shownAs(t, discordtest.Text, render(t, p, bot.Shape{Marker: "n1"}))[0]
		var got []string
		for _, r := range m.Rows {
			for _, b := range r.Components {
				got = append(got, b.URL)
			}
		}
		if !reflect.DeepEqual(got, c.buttons) {
			t.Errorf("%s and %s: %q", c.link, c.more, got)
		}
		if strings.Contains(m.Embeds[0].Description, "[x.example]("+long+")") != (c.more == long) {
			t.Errorf("%s: the text says %s", c.more, m.Embeds[0].Description)
		}
	}
}

func TestTheWordThatItWasWithdrawn(t *testing.T) {
	p := Renderer{}.RenderWithdrawn(bot.Remote{})
	b := newBench(t)
	ch := b.fake.Open(discordtest.Text, "news")
	r, err := b.Send(t.Context(), at(ch), render(t, news(2, medium(bot.Photo, "a.jpg")), bot.Shape{})[0], "n")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Edit(t.Context(), at(ch), r, p); err != nil {
		t.Fatal(err)
	}
	m := b.fake.Channel(ch)[0]
	if m.Content != p.Plain || strings.Count(m.Content, "\n") != 2 || len(m.Embeds)+len(m.Attachments)+len(m.Rows) != 0 {
		t.Errorf("%+v", m)
	}
}
