package discord

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/discord/discordtest"
	"isa-portal.de/isabot/bot/richtext"
)

// dice makes documents at random, the same for the same seed.
type dice struct{ *rand.Rand }

var scraps = []string{
	"Die Städte treffen sich in Köln. ", "z. B. ", "1.000 Gäste, ", "The alliance meets. ", "e.g. ", "中德工业城市联盟举行会议。", "共27个城市，", "2021年",
	"👩‍🚀", "🇩🇪🇨🇳", "é́", " ", "  ", "\n", "\n\n", "a", "b_c_d", "x*y*z", "**", "__", "~~", "||", "`", "```", "\\", "[", "]", "(", ")", "](https://evil.example)",
	"# ", "## Titel", "-# klein", "- ", "* ", "+ ", "> ", ">>> ", "1. ", "12.", "@everyone", "@here", "<@123>", "<@&5>", "<#42>", "<:x:1>", "<t:1:R>", "</ask:1>", "<id:home>",
	":smile:", "https://isa.example/a_b?c=(d)&e=*f*", "http://", "https://a.b/~~x~~|y", "见https://isa.example/zh，谢谢", "a@b.example", "¯\\_(ツ)_/¯", "…", "„Ja“, ", "http://localhost/x",
	"_a_", "*a*", "~a~", "!", "\u200b", "\u202e", "\t", "discord.gg/abc", "www.koeln.de",
}

var links = []string{"", "", "", "", "", "https://isa.example/de", "https://isa.example/a(b)_c_*d*", "mailto:a@b.example", "tel:+49 30 12", "http://localhost/x", "https://www.koeln.de/", "https://isa.example/~~a~~?q=[x]|`"}

func (d dice) one(from []string) string { return from[d.IntN(len(from))] }

func (d dice) spans() (out []richtext.Span) {
	for range 1 + d.IntN(5) {
		s := richtext.Span{Link: d.one(links)}
		for range 1 + d.IntN(4) {
			s.Text += d.one(scraps)
		}
		if d.IntN(2) == 0 {
			s.Style = richtext.Style(d.IntN(16))
		}
		if s.Link != "" && d.IntN(4) == 0 {
			s.Text = s.Link
		}
		out = append(out, s)
	}
	return out
}

func (d dice) doc(blocks int) (doc richtext.Doc) {
	number, rows := 0, 0
	for range blocks {
		b := richtext.Block{Kind: richtext.Kind(d.IntN(7))}
		switch b.Kind {
		case richtext.Heading:
			b.Level = 1 + d.IntN(6)
		case richtext.Item:
			b.Level = d.IntN(4)
			if number++; d.IntN(2) == 0 {
				b.Number = number
			}
		case richtext.Row:
			b.Header = rows%3 == 0
			rows++
			for range 1 + d.IntN(3) {
				b.Cells = append(b.Cells, d.spans())
			}
		case richtext.Image:
			b.URL, b.Alt = "https://isa.example/api/files/x.jpg", d.one(scraps)
		}
		if b.Kind != richtext.Row && b.Kind != richtext.Image {
			b.Spans = d.spans()
		}
		doc = doc.Add(b)
	}
	return doc
}

// expected is what a reader is to see of a document.
func expected(d richtext.Doc) (out []glyph) {
	say := func(s string, style richtext.Style, link string, quoted bool) {
		for _, r := range s {
			if !unicode.IsSpace(r) {
				out = append(out, glyph{r, style, link, quoted})
			}
		}
	}
	for _, b := range d.Blocks {
		switch {
		case b.Kind != richtext.Item || b.Continued:
		case b.Number > 0:
			say(fmt.Sprint(b.Number)+".", 0, "", false)
		default:
			say("•", 0, "", false)
		}
		for _, s := range b.Spans {
			switch {
			case b.Kind == richtext.Heading:
				s.Style = s.Style&^richtext.Mono | richtext.Bold
			case b.Kind == richtext.Code:
				s.Style = richtext.Mono
			}
			say(s.Text, s.Style, s.Link, b.Kind == richtext.Quote)
		}
	}
	return out
}

func runes(g []glyph) string {
	var b strings.Builder
	for _, x := range g {
		b.WriteRune(x.r)
	}
	return b.String()
}

// sameText compares texts. In addresses markup is written in another way.
func sameText(a, b string) bool {
	plain := strings.NewReplacer("%2A", "*", "%7E", "~", "%60", "`", "%7C", "|", "%5C", `\`, "%28", "(", "%29", ")", "%5B", "[", "%5D", "]")
	return plain.Replace(a) == plain.Replace(b)
}

// faults is what a reader sees otherwise than it was written, for one kind of reader.
func faults(s *scanner, doc richtext.Doc) (out []string, lost, italics int) {
	got, want := s.scan(strings.TrimSpace(write(doc).markdown)), expected(doc)
	out = append(out, got.odd...)
	if !sameText(runes(got.glyphs), runes(want)) {
		return append(out, fmt.Sprintf("the text is\n%s\nwanted\n%s", runes(got.glyphs), runes(want))), 0, 0
	}
	if len(got.glyphs) != len(want) {
		return out, 0, 0 // an address was written in another way: the characters do not pair
	}
	for i, g := range got.glyphs {
		w := want[i]
		edge := strings.ContainsRune("*_~`|\\…", w.r) || unicode.IsSpace(w.r)
		if w.style&richtext.Italic != 0 {
			italics++
		}
		switch {
		case g.style&^w.style != 0:
			out = append(out, fmt.Sprintf("%q at %d has the styles %04b, wanted %04b", g.r, i, g.style, w.style))
		case (g.style^w.style)&^richtext.Italic != 0 && !edge:
			out = append(out, fmt.Sprintf("%q at %d has only the styles %04b, wanted %04b", g.r, i, g.style, w.style))
		case g.style != w.style && !edge:
			lost++
		}
		if g.link != "" && g.link != inMarkup.Replace(w.link) && !strings.HasPrefix(g.link, "http") || g.quoted != w.quoted {
			out = append(out, fmt.Sprintf("%q at %d leads to %q, wanted %q; quoted %v, wanted %v", g.r, i, g.link, w.link, g.quoted, w.quoted))
		}
		if w.link != "" && openable(w.link) && !edge && g.link != inMarkup.Replace(w.link) {
			out = append(out, fmt.Sprintf("%q at %d leads to %q, wanted %q", g.r, i, g.link, w.link))
		}
	}
	return out, lost, italics
}

func TestNothingInATextIsMarkup(t *testing.T) {
	n, lost, italics := 3000, 0, 0
	if testing.Short() {
		n = 300
	}
	for seed := range uint64(n) {
		d := dice{rand.New(rand.NewPCG(seed, 1))}
		doc, _ := flat(d.doc(1+d.IntN(6)), "de")
		for name, s := range readers {
			bad, l, all := faults(s, doc)
			lost, italics = lost+l, italics+all
			if len(bad) > 0 {
				t.Fatalf("seed %d, %s: %s\nmarkdown:\n%s\ndocument: %+v", seed, name, strings.Join(bad[:min(len(bad), 5)], "\n"), write(doc).markdown, doc)
			}
		}
	}
	if lost*10 > italics { // of words that touch each other in other styles; in real texts there are none
		t.Errorf("%d of %d italic characters stand upright", lost, italics)
	}
}

func TestPartsAreTheWholeAndWithinTheLimits(t *testing.T) {
	n := 10_000
	if testing.Short() {
		n = 1_000
	}
	b := newBenchWith(t, discordtest.Config{Limits: discordtest.Limits{Route: discordtest.Limit{N: -1}, Global: discordtest.Limit{N: -1}}})
	ch := b.fake.Open(discordtest.Text, "news")
	split := 0
	for seed := range uint64(n) {
		d := dice{rand.New(rand.NewPCG(seed, 2))}
		post := bot.Post{Title: d.one(scraps) + "Titel" + d.one(scraps), Lang: d.one([]string{"de", "en", "zh"}), Link: "https://isa.example/de/news/x", Body: d.doc(1 + d.IntN(12))}
		if seed%50 == 0 {
			post.Body = d.doc(150)
		}
		pieces, err := Renderer{}.Render(post, bot.Shape{Split: true, Marker: marker})
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		whole := newDraft(post, bot.Shape{Split: true})
		docs, _, _ := whole.parts()
		var joined []glyph
		for _, part := range docs {
			joined = append(joined, expected(part)...)
		}
		if runes(joined) != runes(expected(whole.body)) {
			t.Fatalf("seed %d: the parts are not the whole", seed)
		}
		if split += len(pieces) - 1; len(pieces) != len(docs) {
			t.Fatalf("seed %d: %d pieces of %d parts", seed, len(pieces), len(docs))
		}

		for i, p := range pieces {
			if p.Length > p.Limit {
				t.Fatalf("seed %d: part %d has %d of %d", seed, i, p.Length, p.Limit)
			}
			if seed%10 != 0 { // a tenth of them is shown to Discord
				continue
			}
			b.now = b.now.Add(1100 * time.Millisecond)
			if _, err := b.Send(t.Context(), at(ch), p, fmt.Sprint(seed, "-", i)); err != nil {
				t.Fatalf("seed %d, part %d: %v", seed, i, err)
			}
		}
		b.fake.Close(ch)
		b.fake.OpenAs(ch, discordtest.Text, "news")
	}
	if split < n/50 {
		t.Errorf("only %d documents came in parts", split)
	}
}

func TestALongChineseTextLosesNothing(t *testing.T) {
	said := strings.Repeat("中德工业城市联盟的代表在佛山举行会议，就智能制造与职业教育的合作交换了意见。与会者认为，交流应当继续；下一次会议将在德国举行。", 120)[:6000*3]
	for _, text := range []string{said, strings.Map(func(r rune) rune {
		if unicode.IsPunct(r) {
			return '字'
		}
		return r
	}, said)} {
		post := bot.Post{Title: "会议", Lang: "zh", Link: "https://isa.example/zh/news/x", Body: richtext.Doc{}.Add(richtext.Para(text))}
		pieces, err := Renderer{}.Render(post, bot.Shape{Split: true})
		if err != nil || len(pieces) != 2 {
			t.Fatalf("%d pieces, %v", len(pieces), err)
		}
		var joined []string
		for _, p := range pieces {
			lines := strings.Split(p.Plain, "\n\n")
			lines = slices.DeleteFunc(lines, func(l string) bool { return l == "会议" || strings.HasPrefix(l, "第 ") })
			joined = append(joined, lines...)
		}
		if strings.Join(joined, "") != text {
			t.Error("something is lost")
		}
	}
}

func FuzzNothingInATextIsMarkup(f *testing.F) {
	for _, s := range scraps {
		f.Add(s, "x", uint8(3))
		f.Add("a ", s, uint8(5))
	}
	f.Fuzz(func(t *testing.T, one, two string, style uint8) {
		if len(one)+len(two) > 500 {
			return
		}
		for kind := richtext.Paragraph; kind <= richtext.Code; kind++ {
			doc, _ := flat(richtext.Doc{Blocks: []richtext.Block{{Kind: kind, Spans: []richtext.Span{
				{Text: one, Style: richtext.Style(style % 16)}, {Text: two, Style: richtext.Style(style / 16)}}}}}, "de")
			for name, s := range readers {
				if bad, _, _ := faults(s, doc); len(bad) > 0 {
					t.Fatalf("%s: %s\nmarkdown: %q", name, strings.Join(bad, "\n"), write(doc).markdown)
				}
			}
		}
	})
}
