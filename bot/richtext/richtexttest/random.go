// Package richtexttest makes documents that no person would write, for tests of
// what shows or cuts them.
package richtexttest

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"isa-portal.de/isabot/bot/richtext"
)

// scraps are German, English and Chinese words, characters of many code points,
// and what is markup elsewhere.
var scraps = []string{
	"Die ISA", "z. B.", "4. Plenarversammlung", "1.000,50 €", "Straße", "Dr. J. Müller", "e. V.", "Ende.", "Größe", "„Zitat“", "ca. 27 000",
	"The Alliance", "e.g.", "said:", "“Quote.”", "it's", "U.S.", "Dr.", "(see above)",
	"中德工业城市联盟", "成立于2016年。", "他说：“好！”", "，", "、", "《报告》", "（佛山）", "城市；", "施特凡·马茨", "……", "ｆｕｌｌ",
	"😀", "👨‍👩‍👧‍👦", "🇩🇪🇨🇳", "❤️", "👍🏽", "1️⃣", "हिन्दी", "e\u0301\u0323", "A\u030a", "z\u0333",
	"<b>&amp;", "</a>", "&lt;", "&#x41;", "<", ">", "\"", "@everyone", "@here", "<@123>", "`code`", "```", "*_~|", "**", "__", "||", "[a](b)", "# ", "> ", "- ", "\\", "/start", "#tag",
	"https://isa.example/x?a=1&b=2", "isa.example", "a@b.example", "\n", "\t", "\u00a0", "\u200b", "\u202e", "\u200f", "\x01",
	"Donaudampfschifffahrtsgesellschaftskapitän", "3×4", "10^6",
}

var links = []string{
	"https://isa.example/%d?a=1&b=%%22\"", "http://zh.example/路/%d", "mailto:a%d@b.example", "tel:+49 30 %d", "/de/news/%d", "https://localhost/%d", "http://192.168.0.1/%d",
}

// Doc returns a random document of up to size blocks, of all kinds.
func Doc(r *rand.Rand, size int) (d richtext.Doc) {
	for range 1 + r.IntN(size) {
		b := richtext.Block{Kind: richtext.Kind(r.IntN(int(richtext.Image) + 1))}
		switch b.Kind {
		case richtext.Heading:
			b.Level = 1 + r.IntN(6)
		case richtext.Item:
			b.Level, b.Number = r.IntN(4), max(0, r.IntN(30)-15)
		case richtext.Row:
			b.Header = r.IntN(4) == 0
			for range 1 + r.IntN(4) {
				b.Cells = append(b.Cells, spans(r, 2))
			}
		case richtext.Image:
			b.URL, b.Alt = link(r), words(r, 4)
		}
		if b.Kind != richtext.Row && b.Kind != richtext.Image {
			b.Spans = spans(r, 4)
		}
		d.Blocks = append(d.Blocks, b)
	}
	return d
}

func spans(r *rand.Rand, n int) (out []richtext.Span) {
	for range 1 + r.IntN(n) {
		s := richtext.Span{Text: words(r, 8)}
		if style := richtext.Style(r.IntN(16)); r.IntN(2) == 0 {
			s.Style = style
		}
		if r.IntN(6) == 0 {
			s.Link = link(r)
		}
		out = append(out, s)
	}
	return out
}

func words(r *rand.Rand, n int) string {
	var b strings.Builder
	for range 1 + r.IntN(n) {
		b.WriteString(scraps[r.IntN(len(scraps))])
		if r.IntN(3) > 0 {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func link(r *rand.Rand) string { return fmt.Sprintf(links[r.IntN(len(links))], r.IntN(99)) }

// Words are all characters that a document's blocks hold, in their order,
// without white space.
func Words(d richtext.Doc) string {
	var b strings.Builder
	add := func(spans []richtext.Span) {
		for _, s := range spans {
			b.WriteString(s.Text)
		}
	}
	for _, block := range d.Blocks {
		add(block.Spans)
		for _, c := range block.Cells {
			add(c)
		}
		b.WriteString(block.Alt)
	}
	return strings.Join(strings.Fields(b.String()), "")
}
