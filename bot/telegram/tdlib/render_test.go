package tdlib

import (
	"fmt"
	"math/rand/v2"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
	"isa-portal.de/isabot/bot/richtext/richtexttest"
	"isa-portal.de/isabot/bot/telegram"
)

const posts = 10000

// Every text that is rendered is taken by TDLib as it was meant, and nothing
// of a post is lost on the way.
func TestTelegramTakesRandomPostsAsMeant(t *testing.T) {
	l := open(t)
	pieces := 0
	for seed := range uint64(posts) {
		post, shape := randomPost(rand.New(rand.NewPCG(seed, 2)))
		rendered, err := telegram.Renderer{}.Render(post, shape)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		for i, p := range rendered {
			if err := check(l, post, p); err != nil {
				t.Errorf("seed %d, piece %d: %v\n%q", seed, i+1, err, htmlOf(p))
			}
		}
		if err := checkWhole(post, shape, rendered); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
		if pieces += len(rendered); t.Failed() {
			return
		}
	}
	t.Logf("seeds 0 to %d: %d posts, %d pieces", posts-1, posts, pieces)
}

func FuzzTelegramTakesWhatIsTyped(f *testing.F) {
	for _, s := range []string{"<p>a <b>b</b></p>", "<ul><li>中文<ol><li>b</ol></ul>", "<table><tr><th>a<td>b</table>", "<pre>\n a</pre>",
		`<a href="https://b.example/&quot;>">y</a>`, "<blockquote>a</blockquote>&lt;b&gt;", `<img src="https://b.example/a.png" alt="<b>">`, `<a href="mailto:a@b.example">x</a>`} {
		f.Add(s, "Titel <&>", true)
	}
	l := open(f)
	f.Fuzz(func(t *testing.T, body, title string, split bool) {
		post := bot.Post{Title: title, Lang: "de", Link: "https://isa.example/de/news/x", Body: richtext.ParseHTML(body)}
		rendered, err := telegram.Renderer{}.Render(post, bot.Shape{Split: split, Marker: "n1"})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range rendered {
			if err := check(l, post, p); err != nil {
				t.Errorf("%v\n%q", err, htmlOf(p))
			}
		}
	})
}

func TestTelegramTakesTheWordThatAMessageWasWithdrawn(t *testing.T) {
	l := open(t)
	for _, kind := range []bot.PieceKind{bot.TextPiece, bot.PhotoPiece, bot.DocumentPiece, bot.AlbumPiece} {
		if err := check(l, bot.Post{}, telegram.Renderer{}.RenderWithdrawn(bot.Remote{Kind: kind})); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

func randomPost(r *rand.Rand) (bot.Post, bot.Shape) {
	size := 1 + r.IntN(12)
	if r.IntN(10) == 0 {
		size = 150
	}
	p := bot.Post{Body: richtexttest.Doc(r, size), Lang: phrases.Languages[r.IntN(3)]}
	if r.IntN(4) > 0 {
		p.Title, p.Link = richtexttest.Doc(r, 1).Excerpt(200), "https://isa.example/de/news/meldung"
	}
	for i := range max(0, r.IntN(16)-10) {
		m := bot.Media{Kind: bot.Photo, Name: fmt.Sprintf("%d.jpg", i), URL: fmt.Sprintf("https://isa.example/%d.jpg", i), Type: "image/jpeg"}
		if r.IntN(2) == 0 {
			m.Kind, m.Type = bot.Document, "application/pdf"
		}
		p.Media = append(p.Media, m)
	}
	if r.IntN(5) == 0 {
		p.Sources = []bot.Source{{Title: "<Quelle> & mehr", URL: "https://isa.example/faq", AsOf: "2021-03"}, {Collection: "members"}}
	}
	s := bot.Shape{Split: r.IntN(2) == 0, Marker: "n1r2"}
	if p.Title == "" { // an answer
		for range r.IntN(8) {
			p.Suggestions = append(p.Suggestions, richtexttest.Doc(r, 1+r.IntN(2)).Excerpt(5+r.IntN(120)))
		}
		p.Choices, p.Rate = []bot.Choice{{Label: richtexttest.Doc(r, 1).Excerpt(100), Say: "ja"}}, bot.NewQuestionID()
		s.ReplyTo = "17"
	}
	return p, s
}

// checkButtons: labels stay as they are when they are sent, or their data would
// not find them, and the data are as short as they must be.
func checkButtons(l *Library, p bot.Piece) error {
	markup, _ := p.Fields["reply_markup"].(map[string]any)
	rows, _ := markup["inline_keyboard"].([][]map[string]string)
	n := 0
	for _, row := range rows {
		n += len(row)
		for _, b := range row {
			if sent, err := l.Sent(b["text"]); err != nil || sent != b["text"] || strings.TrimSpace(sent) != sent || sent == "" {
				return fmt.Errorf("TDLib sends the label %q for %q (%v)", sent, b["text"], err)
			}
			if d := len(b["callback_data"]); b["url"] == "" && (d < 1 || d > 64) || len(row) > 3 {
				return fmt.Errorf("a button %q in a row of %d", b, len(row))
			}
		}
	}
	if n > 100 {
		return fmt.Errorf("%d buttons", n)
	}
	return nil
}

// htmlOf is the text of a piece with its markup.
func htmlOf(p bot.Piece) string {
	fields := p.Fields
	if all, ok := fields["media"].([]map[string]any); ok {
		fields = all[0]
	}
	for _, name := range []string{"text", "caption"} {
		if s, ok := fields[name].(string); ok {
			return s
		}
	}
	return ""
}

var (
	tag  = regexp.MustCompile(`<(b|i|s|a|code|pre|blockquote)(?: href="([^"]*)")?>`)
	mean = map[string]string{
		"b": "Bold", "i": "Italic", "s": "Strikethrough", "a": "TextUrl", "code": "Code", "pre": "Pre", "blockquote": "BlockQuote",
	}
)

// check holds a piece against TDLib: its text is taken, is what Plain says, is
// within all limits, and has the marks that were written and no others.
func check(l *Library, post bot.Post, p bot.Piece) error {
	html := htmlOf(p)
	text, entities, err := l.ParseHTML(html)
	if err != nil {
		return err
	}
	switch {
	case text != p.Plain:
		return fmt.Errorf("TDLib reads %q, Plain is %q", text, p.Plain)
	case utf8.RuneCountInString(text) != p.Length || p.Length > p.Limit:
		return fmt.Errorf("%d characters, Length is %d, Limit %d", utf8.RuneCountInString(text), p.Length, p.Limit)
	case p.Limit != map[bool]int{true: 4096, false: 1024}[p.Kind == bot.TextPiece]:
		return fmt.Errorf("the limit of a %s is not %d", p.Kind, p.Limit)
	case len(html) > 32768:
		return fmt.Errorf("%d bytes of markup", len(html))
	case strings.Trim(text, " \n") != text && !strings.Contains(html, "<pre>"):
		return fmt.Errorf("white space at an end of %q", text)
	}
	if err := checkButtons(l, p); err != nil {
		return err
	}
	if sent, err := l.Sent(text); err != nil || sent != text {
		return fmt.Errorf("TDLib sends %q for %q (%v)", sent, text, err)
	}
	var got, want []string
	for _, e := range entities {
		got = append(got, strings.TrimPrefix(e.Type, "textEntityType"))
		if e.URL != "" && !meant(e.URL, post) {
			return fmt.Errorf("a link to %s", e.URL)
		}
	}
	for _, m := range tag.FindAllStringSubmatch(html, -1) {
		want = append(want, mean[m[1]])
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		return fmt.Errorf("TDLib sees %v, written was %v", got, want)
	}
	return nil
}

// meant reports whether the post has such a link, however TDLib writes it.
func meant(link string, post bot.Post) bool {
	body := post.Body.Absolute(post.Link)
	intended := append(body.Links(), post.Link+"#n1r2", post.More)
	for _, b := range body.Pictures() {
		intended = append(intended, b.URL)
	}
	for _, s := range post.Sources {
		intended = append(intended, s.URL)
	}
	return slices.ContainsFunc(intended, func(s string) bool { return same(s, link) })
}

func same(a, b string) bool {
	if strings.TrimSuffix(a, "/") == strings.TrimSuffix(b, "/") {
		return true
	}
	x, err := url.Parse(a)
	y, err2 := url.Parse(b)
	if err != nil || err2 != nil {
		return false
	}
	path := func(u *url.URL) string { return strings.TrimSuffix(u.Path, "/") }
	return strings.EqualFold(x.Scheme, y.Scheme) && strings.EqualFold(x.Host, y.Host) && path(x) == path(y) && x.Query().Encode() == y.Query().Encode()
}

// checkWhole: the texts of a post that is not cut, joined, hold every character
// that was written, in order. The names of a table's columns are held against
// their rows elsewhere: they stand in another order.
func checkWhole(post bot.Post, shape bot.Shape, pieces []bot.Piece) error {
	named := slices.ContainsFunc(post.Body.Blocks, func(b richtext.Block) bool { return b.Header })
	if post.Title != "" && !shape.Split || named {
		return nil
	}
	var joined strings.Builder
	for _, p := range pieces {
		joined.WriteString(p.Plain)
	}
	have := []rune(joined.String())
	at := 0
	for _, r := range compose.Replace(post.Title + richtexttest.Words(post.Body)) {
		if gone.MatchString(string(r)) {
			continue
		}
		for at < len(have) && have[at] != r {
			at++
		}
		if at == len(have) {
			return fmt.Errorf("the parts do not hold %q where they should:\n%q", r, joined.String())
		}
		at++
	}
	return nil
}

// What TDLib takes out of a text is not expected in it, and letters are composed.
var (
	gone    = regexp.MustCompile("[\\s\u00a0\\x00-\\x1f\u200e\u200f\u2028-\u202e\u0333•]")
	compose = strings.NewReplacer("A\u030a", "Å", "e\u0301\u0323", "ẹ\u0301")
)
