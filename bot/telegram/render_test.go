package telegram_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
	"isa-portal.de/isabot/bot/richtext/richtexttest"
	"isa-portal.de/isabot/bot/telegram"
)

const page = "https://isa.example/de/news/x"

// news is an announcement with a body as the editor writes it.
func news(body string, media ...bot.Media) bot.Post {
	return bot.Post{Title: "Titel", Lang: "de", Link: page, Body: richtext.ParseHTML(body), Media: media}
}

func opened(context.Context) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("x")), nil }

func photo(name string) bot.Media {
	return bot.Media{Kind: bot.Photo, Name: name, Type: "image/jpeg", Alt: "Alt", Open: opened}
}

func seenPhoto(name string) bot.Media {
	m := photo(name)
	m.URL = "https://isa.example/files/" + name
	return m
}

func document(name string) bot.Media {
	return bot.Media{Kind: bot.Document, Name: name, Type: "application/pdf", Open: opened}
}

func documents(n int) (out []bot.Media) {
	for i := range n {
		out = append(out, document(fmt.Sprintf("%d.pdf", i+1)))
	}
	return out
}

func render(t *testing.T, p bot.Post, s bot.Shape) []bot.Piece {
	t.Helper()
	pieces, err := telegram.Renderer{}.Render(p, s)
	if err != nil {
		t.Fatal(err)
	}
	return pieces
}

func kindsOf(pieces []bot.Piece) (out []bot.PieceKind) {
	for _, p := range pieces {
		out = append(out, p.Kind)
	}
	return out
}

func codes(pieces []bot.Piece) (out []string) {
	for i, p := range pieces {
		for _, w := range p.Warnings {
			if out = append(out, w.Code); i > 0 || w.In("de") == "" || w.In("zh") == "" || strings.Contains(w.In("en"), "{") {
				out = append(out, "bad warning")
			}
		}
	}
	return out
}

// asJSON is all of a piece that its platform or the outbox looks at.
func asJSON(pieces []bot.Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		var names []string
		for _, f := range p.Files {
			names = append(names, f.Name)
		}
		raw, err := json.MarshalIndent([]any{p.Kind, p.Method, p.Fields, names, p.Then}, "", " ")
		if err != nil {
			return err.Error()
		}
		b.Write(append(raw, '\n'))
	}
	return b.String()
}

func TestTheWordsOfAnAnnouncement(t *testing.T) {
	title := `<a href="` + page + `"><b>Titel</b></a>`
	for _, c := range []struct{ name, in, want string }{
		{"nothing but the title", "", ""},
		{"paragraphs and styles", "<p>a <b>b <i>c</i></b> <s>d</s><br>e</p><p>f &lt;g&gt; &amp;</p>", "\n\na <b>b</b> <b><i>c</i></b> <s>d</s>\ne\n\nf &lt;g&gt; &amp;"},
		{"a heading is bold and stands close to its text", "<p>a</p><h2>B <i>c</i></h2><p>d</p>", "\n\na\n\n<b>B </b><b><i>c</i></b>\nd"},
		{"lists", "<p>Dabei:</p><ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul><p>x</p><ol start=3><li>d<br>e</li><li>f</li></ol>",
			"\n\nDabei:\n• a\n    ◦ b\n        ▪ c\n\nx\n\n3. d\n    e\n4. f"},
		{"quotes that follow one another are one", "<p>Er sagt:</p><blockquote><p>a</p><p>b</p></blockquote><p>c</p>", "\n\nEr sagt:\n<blockquote>a\n\nb</blockquote>\n\nc"},
		{"code", "<pre>if a &lt; b {\n\tc\n}</pre><p>und <code>x<b>y</b></code></p>", "\n\n<pre>if a &lt; b {\n    c\n}</pre>\n\nund <code>x</code><code>y</code>"},
		{"code mixes with nothing else", `<p><a href="https://b.example"><code>a</code></a> <b><code>b</code></b></p><h2>c <code>d</code></h2>`,
			"\n\n" + `<a href="https://b.example">a</a> <code>b</code>` + "\n\n<b>c </b><b>d</b>"},
		{"a table with names of columns", "<table><tr><th>Stadt</th><th>Land:</th></tr><tr><td>Köln</td><td>DE</td></tr><tr><td><b>Foshan</b></td><td></td></tr><tr><td colspan=2>Summe</td></tr></table>",
			"\n\n• Stadt: Köln · Land: DE\n• Stadt: <b>Foshan</b>\n• Summe"},
		{"a table without", "<table><tr><td>a<br>b</td><td>c</td></tr></table>", "\n\n• a, b · c"},
		{"only the names of columns", "<table><tr><th>a</th><th>b</th></tr></table>", "\n\n• a · b"},
		{"a picture", `<img src="/files/a.jpg" alt="Der Saal">`, "\n\n" + `<a href="https://isa.example/files/a.jpg">Bild: Der Saal</a>`},
		{"links", `<a href="https://b.example/?a=&quot;&amp;b">x</a> <a href="/de/faq">y</a> <a href="http://localhost/z">z</a> <a href="http://10.0.0.1/">p</a>`,
			"\n\n" + `<a href="https://b.example/?a=&quot;&amp;b">x</a> <a href="https://isa.example/de/faq">y</a> z p`},
		{"mail and telephone are written out", `<a href="mailto:a@b.example?subject=x">Mail</a>, <a href="mailto:a@b.example">a@b.example</a>, <a href="tel:+49-30-1">+49 30 1</a>, <a href="tel:+49302">Büro</a>`,
			"\n\nMail (a@b.example), a@b.example, +49 30 1, Büro (+49302)"},
		{"what means something elsewhere means nothing here", "<p>@everyone *a* _b_ `c` [d](e) /start #tag</p>", "\n\n@everyone *a* _b_ `c` [d](e) /start #tag"},
		{"letters as they will be sent", "<p>A\u030a \u202eb\u200e z\u0333</p>", "\n\nÅ b z"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := render(t, news(c.in), bot.Shape{})
			if got := p[0].Fields["text"]; len(p) != 1 || got != title+c.want {
				t.Errorf("\n got %q\nwant %q", got, title+c.want)
			}
		})
	}
}

func TestTheRequestOfAnAnnouncement(t *testing.T) {
	p := news("<p>a</p>")
	p.More = "https://www.b.example/c"
	got := asJSON(render(t, p, bot.Shape{Silent: true, Pin: true, Marker: "n1"}))
	want := asJSON([]bot.Piece{{Kind: "text", Method: "sendMessage", Then: []bot.After{bot.PinAfter}, Fields: map[string]any{
		"text": `<a href="` + page + `#n1"><b>Titel</b></a>` + "\n\na", "parse_mode": "HTML", "disable_notification": true,
		"link_preview_options": map[string]any{"is_disabled": true},
		"reply_markup": map[string]any{"inline_keyboard": [][]map[string]string{
			{{"text": "Zur Meldung", "url": page + "#n1"}}, {{"text": "b.example", "url": "https://www.b.example/c"}}}},
	}}})
	if got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestAPageThatNobodyCanOpenIsNotLinked(t *testing.T) {
	for _, link := range []string{"", "http://localhost:8090/de/news/x", "http://127.0.0.1/x", "http://192.168.1.2/x", "http://[::1]/x", "http://isabot/x", "https://isabot.local/x", "ftp://isa.example/x", "https://a:b@isa.example/x"} {
		p := news("<p>a</p>")
		p.Link = link
		got := render(t, p, bot.Shape{Marker: "n1"})
		if got[0].Fields["text"] != "<b>Titel</b>\n\na" || got[0].Fields["reply_markup"] != nil || !slices.Contains(codes(got), "no-public-address") {
			t.Errorf("%q: %s, warned of %v", link, asJSON(got), codes(got))
		}
	}
}

func TestAnAnswerHasSources(t *testing.T) {
	p := bot.Post{Body: richtext.FromText("Ja."), Lang: "zh", Link: page,
		Sources: []bot.Source{{Title: "Liste <1>", URL: "https://isa.example/de/members", AsOf: "2021-03"}, {Collection: "faqs"}}}
	got := render(t, p, bot.Shape{})
	want := "Ja.\n\n<i>来源：</i><a href=\"https://isa.example/de/members\"><i>Liste &lt;1&gt;</i></a><i> · 截至 2021年3月</i><i>\n来源：</i><i>faqs</i>"
	if len(got) != 1 || got[0].Fields["text"] != want || got[0].Fields["reply_markup"] != nil || len(codes(got)) > 0 {
		t.Errorf("%s", asJSON(got))
	}
	if none := render(t, bot.Post{Lang: "de"}, bot.Shape{}); len(none) != 0 {
		t.Errorf("an empty post has pieces: %s", asJSON(none))
	}
}

func TestWhatAPostBecomes(t *testing.T) {
	short, long := "<p>kurz</p>", "<p>"+strings.Repeat("Ein Satz von dreißig Zeichen. ", 60)+"</p>"                         // 1,800
	huge, chinese := "<p>"+strings.Repeat("Ein Satz von dreißig Zeichen. ", 300)+"</p>", strings.Repeat("中德工业城市联盟的成员", 600) // 9,000, 6,600
	text, pic, doc, album := bot.TextPiece, bot.PhotoPiece, bot.DocumentPiece, bot.AlbumPiece
	for _, c := range []struct {
		name  string
		post  bot.Post
		shape bot.Shape
		want  []bot.PieceKind
		codes []string
	}{
		{"a photo with a short text", news(short, photo("a")), bot.Shape{}, []bot.PieceKind{pic}, nil},
		{"a long text below a photo that Telegram can fetch", news(long, seenPhoto("a")), bot.Shape{}, []bot.PieceKind{text}, nil},
		{"a long text to a photo that it cannot fetch is cut", news(long, photo("a")), bot.Shape{}, []bot.PieceKind{pic}, []string{"cut"}},
		{"or split", news(long, photo("a")), bot.Shape{Split: true}, []bot.PieceKind{pic, text}, []string{"split"}},
		{"several photos", news(short, photo("a"), photo("a"), photo("c")), bot.Shape{}, []bot.PieceKind{album}, nil},
		{"several photos and a long text", news(long, photo("a"), photo("b")), bot.Shape{Split: true}, []bot.PieceKind{album, text}, []string{"split"}},
		{"eleven photos", news(short, slices.Repeat([]bot.Media{photo("a")}, 11)...), bot.Shape{}, []bot.PieceKind{album, pic}, []string{"files-apart"}},
		{"a document", news(short, document("a.pdf")), bot.Shape{}, []bot.PieceKind{text, doc}, []string{"files-apart"}},
		{"photo and documents", news(short, photo("a"), document("a.pdf"), document("b.pdf")), bot.Shape{}, []bot.PieceKind{pic, album}, []string{"files-apart"}},
		{"twelve documents", news(short, documents(12)...), bot.Shape{}, []bot.PieceKind{text, album, album}, []string{"files-apart"}},
		{"what is no photo to Telegram", news(short, bot.Media{Kind: bot.Photo, Name: "a.tiff", Type: "image/tiff", Open: opened}), bot.Shape{}, []bot.PieceKind{text, doc}, []string{"files-apart"}},
		{"what cannot be had at all", news(short, bot.Media{Kind: bot.Photo, Name: "a"}), bot.Shape{}, []bot.PieceKind{text}, nil},
		{"too much text is cut", news(huge), bot.Shape{}, []bot.PieceKind{text}, []string{"cut"}},
		{"or split", news(huge), bot.Shape{Split: true}, []bot.PieceKind{text, text, text}, []string{"split"}},
		{"Chinese without a blank", news(chinese), bot.Shape{Split: true}, []bot.PieceKind{text, text}, []string{"split"}},
		{"without a page it is split in any case", bot.Post{Title: "T", Body: richtext.ParseHTML(huge)}, bot.Shape{}, []bot.PieceKind{text, text, text}, []string{"no-public-address", "split"}},
		{"an answer is never cut", bot.Post{Link: page, Body: richtext.ParseHTML(huge)}, bot.Shape{}, []bot.PieceKind{text, text, text}, []string{"split"}},
		{"too much markup", news("<p>" + strings.Repeat(`<a href="https://isa.example/`+strings.Repeat("a", 500)+`">wort</a> und `, 99)), bot.Shape{Split: true}, []bot.PieceKind{text, text}, []string{"split"}},
		{"an endless title", bot.Post{Title: strings.Repeat("Wort ", 99), Link: page}, bot.Shape{}, []bot.PieceKind{text}, []string{"title-cut"}},
		{"tables and pictures", news("<table><tr><td>a</table><table><tr><td>a</table><img src=/a.jpg alt=a><img src=/b.jpg alt=b>"), bot.Shape{}, []bot.PieceKind{text}, []string{"table", "picture-link"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := render(t, c.post, c.shape)
			if !slices.Equal(kindsOf(got), c.want) || !slices.Equal(codes(got), c.codes) {
				t.Fatalf("%v, warned of %v; want %v, %v", kindsOf(got), codes(got), c.want, c.codes)
			}
			for i, p := range got {
				if p.Length > p.Limit || p.Plain == "" {
					t.Errorf("piece %d has %d characters of at most %d", i+1, p.Length, p.Limit)
				}
				if c.post.Title != "" && c.post.Link != "" && !strings.Contains(asJSON([]bot.Piece{p}), `href=\"`+page) && !strings.Contains(asJSON([]bot.Piece{p}), `href=\\\"`+page) && !strings.Contains(asJSON([]bot.Piece{p}), "u003ca href") {
					t.Errorf("piece %d does not link to the page: %s", i+1, asJSON([]bot.Piece{p}))
				}
			}
		})
	}
}

func TestACutTextLeadsOn(t *testing.T) {
	long := news("<p>" + strings.Repeat("Ein Satz ohne ein Ende, und ", 300) + "</p>")
	p := render(t, long, bot.Shape{})[0]
	if !strings.HasSuffix(p.Plain, "…") || !strings.Contains(asJSON([]bot.Piece{p}), "Weiterlesen") || p.Length < 4000 {
		t.Errorf("%d characters, %s", p.Length, asJSON([]bot.Piece{p}))
	}
	long.Media = []bot.Media{photo("a"), photo("b")}
	p = render(t, long, bot.Shape{})[0]
	if !strings.HasSuffix(p.Plain, "…\n\nWeiterlesen") || p.Fields["reply_markup"] != nil {
		t.Errorf("an album leads on by a link in its text: %q", p.Plain)
	}
}

func TestOnlyTheLastTextHasButtons(t *testing.T) {
	p := render(t, news("<p>"+strings.Repeat("Ein Satz von dreißig Zeichen. ", 300)+"</p>", documents(2)...), bot.Shape{Split: true})
	for i, want := range []bool{false, false, true, false} {
		if has := p[i].Fields["reply_markup"] != nil; has != want {
			t.Errorf("piece %d has buttons: %v", i+1, has)
		}
	}
}

func TestFilesHaveNamesOfTheirOwn(t *testing.T) {
	p := render(t, news("", photo("a.jpg"), photo("a.jpg")), bot.Shape{})[0]
	media := p.Fields["media"].([]map[string]any)
	if media[0]["media"] != "attach://a.jpg" || media[1]["media"] != "attach://2-a.jpg" || len(p.Files) != 2 || p.Files[1].Name != "2-a.jpg" || media[1]["caption"] != nil {
		t.Errorf("%s", asJSON([]bot.Piece{p}))
	}
}

func TestThePreviewOfAPhotoStandsAboveALongText(t *testing.T) {
	p := render(t, news("<p>"+strings.Repeat("Ein Satz. ", 150)+"</p>", seenPhoto("a.jpg")), bot.Shape{})[0]
	want := map[string]any{"url": "https://isa.example/files/a.jpg", "prefer_large_media": true, "show_above_text": true}
	if !reflect.DeepEqual(p.Fields["link_preview_options"], want) || len(p.Files) > 0 {
		t.Errorf("%s", asJSON([]bot.Piece{p}))
	}
}

func TestTheWordThatItWasWithdrawn(t *testing.T) {
	for kind, method := range map[bot.PieceKind]string{"": "sendMessage", bot.TextPiece: "sendMessage", bot.PhotoPiece: "sendPhoto", bot.DocumentPiece: "sendDocument", bot.AlbumPiece: "sendMediaGroup"} {
		p := telegram.Renderer{}.RenderWithdrawn(bot.Remote{Kind: kind, IDs: []string{"1"}})
		for _, l := range phrases.Languages {
			if !strings.Contains(p.Plain, phrases.Posts.Withdrawn.In(l)) {
				t.Errorf("%s: not in %s: %q", kind, l, p.Plain)
			}
		}
		if p.Method != method || len(p.Files) > 0 || kind != "" && p.Kind != kind || !strings.Contains(asJSON([]bot.Piece{p}), "zurückgezogen") {
			t.Errorf("%s: %s", kind, asJSON([]bot.Piece{p}))
		}
	}
}

func TestPartsOfRandomPostsAreTheWhole(t *testing.T) {
	most := 0
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 3))
		p := bot.Post{Body: richtexttest.Doc(r, 150), Lang: phrases.Languages[r.IntN(3)]}
		p.Body.Blocks = slices.DeleteFunc(p.Body.Blocks, func(b richtext.Block) bool { return b.Header }) // rows must look the same alone
		pieces := render(t, p, bot.Shape{})
		joined, whole := "", ""
		for i, piece := range pieces {
			said := piece.Plain
			if len(pieces) > 1 {
				said = strings.TrimSuffix(said, phrases.Posts.PartOf.In(p.Lang, "part", fmt.Sprint(i+1), "parts", fmt.Sprint(len(pieces))))
			}
			joined += said
		}
		for _, b := range p.Body.Blocks { // none of them needs a cut
			for _, piece := range render(t, bot.Post{Body: richtext.Doc{Blocks: []richtext.Block{b}}, Lang: p.Lang}, bot.Shape{}) {
				whole += piece.Plain
			}
		}
		if squeezed(joined) != squeezed(whole) {
			t.Fatalf("seed %d:\n%q\n%q", seed, squeezed(joined), squeezed(whole))
		}
		most = max(most, len(pieces))
	}
	if most < 3 {
		t.Errorf("no post came in more than %d parts: nothing was tested", most)
	}
}

func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }
