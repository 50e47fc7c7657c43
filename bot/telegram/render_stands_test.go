package telegram_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/richtext"
	"isa-portal.de/isabot/bot/richtext/richtexttest"
)

// standing is what stands once pieces were sent where before stood something,
// or nothing: so the sender keeps it.
func standing(pieces []bot.Piece, before []bot.Remote) []bot.Remote {
	out := make([]bot.Remote, len(pieces))
	for i, p := range pieces {
		if i < len(before) {
			out[i] = before[i]
			if out[i].Kind == bot.TextPiece {
				out[i].Kind = p.Kind
			}
			continue
		}
		out[i].Kind = p.Kind
		items, _ := p.Fields["media"].([]map[string]any)
		for n := range max(len(items), 1) {
			out[i].IDs = append(out[i].IDs, fmt.Sprint(100*i+n))
		}
	}
	return out
}

func TestAnEditShowsWhatTheStandingMessagesCan(t *testing.T) {
	short, long := "<p>kurz</p>", "<p>"+strings.Repeat("Ein Satz von dreißig Zeichen. ", 60)+"</p>"
	huge := "<p>" + strings.Repeat("Ein Satz von dreißig Zeichen. ", 300) + "</p>"
	text, pic, doc, album := bot.TextPiece, bot.PhotoPiece, bot.DocumentPiece, bot.AlbumPiece
	split := bot.Shape{Split: true}
	for _, c := range []struct {
		name          string
		before, after bot.Post
		shape         bot.Shape
		want          []bot.PieceKind
		codes         []string
	}{
		{"a text gains a photo", news(short), news(short, photo("a")), bot.Shape{}, []bot.PieceKind{pic}, nil},
		{"a photo cannot go", news(short, photo("a")), news(short), bot.Shape{}, []bot.PieceKind{pic}, []string{"picture-stays"}},
		{"a photo whose text grows", news(short, seenPhoto("a")), news(long, seenPhoto("a")), bot.Shape{}, []bot.PieceKind{pic}, []string{"cut"}},
		{"a photo whose text grows gets no second part", news(short, photo("a")), news(long, photo("a")), split, []bot.PieceKind{pic}, []string{"cut"}},
		{"a text grows by less than its parts", news(huge), news(huge + long), split, []bot.PieceKind{text, text, text}, []string{"split"}},
		{"a text grows by more", news(huge), news(huge + huge), split, []bot.PieceKind{text, text, text}, []string{"parts-fixed"}},
		{"a text shrinks", news(huge), news(short), split, []bot.PieceKind{text}, nil},
		{"a text gains a photo and keeps its parts", news(huge), news(long, photo("a")), split, []bot.PieceKind{pic, text}, []string{"split"}},
		{"an album neither gains nor loses", news(short, photo("a"), photo("b")), news(short, photo("a")), bot.Shape{}, []bot.PieceKind{album}, []string{"album-stays"}},
		{"an album without its photos", news(short, photo("a"), photo("b")), news(short), bot.Shape{}, []bot.PieceKind{album}, []string{"album-stays"}},
		{"a photo gets no second", news(short, photo("a")), news(short, photo("a"), photo("b"), photo("c")), bot.Shape{}, []bot.PieceKind{pic}, []string{"pictures-left"}},
		{"a text gets one photo of many", news(short), news(short, photo("a"), photo("b")), bot.Shape{}, []bot.PieceKind{pic}, []string{"pictures-left"}},
		{"attachments cannot be added", news(short), news(short, documents(2)...), bot.Shape{}, []bot.PieceKind{text}, []string{"files-left"}},
		{"attachments can go", news(short, documents(2)...), news(short), bot.Shape{}, []bot.PieceKind{text}, nil},
		{"an attachment is replaced", news(short, documents(1)...), news(short, document("new.pdf")), bot.Shape{}, []bot.PieceKind{text, doc}, []string{"files-apart"}},
		{"a second attachment is left", news(short, documents(1)...), news(short, documents(2)...), bot.Shape{}, []bot.PieceKind{text, doc}, []string{"files-left"}},
		{"an album of attachments stays as it is", news(short, documents(3)...), news(short, documents(2)...), bot.Shape{}, []bot.PieceKind{text, album}, []string{"album-stays"}},
		{"a shorter text keeps its place before an album", news(huge, documents(2)...), news(long, documents(2)...), split, []bot.PieceKind{text, text, text, album}, []string{"split"}},
		{"hardly any text keeps it too", news(huge, documents(2)...), news(short, documents(2)...), split, []bot.PieceKind{text, text, text, album}, []string{"split"}},
		{"a longer text is cut before an album", news(long, documents(2)...), news(huge, documents(2)...), split, []bot.PieceKind{text, album}, []string{"cut"}},
		{"a part that is not needed becomes a file", news(huge), news(short, documents(2)...), split, []bot.PieceKind{text, doc, doc}, nil},
		{"overflow changes to link", news(huge), news(huge), bot.Shape{}, []bot.PieceKind{text}, []string{"cut"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			first := render(t, c.before, split)
			shape := c.shape
			shape.Stands = standing(first, nil)
			got := render(t, c.after, shape)
			if !slices.Equal(kindsOf(got), c.want) || !slices.Equal(codes(got), c.codes) {
				t.Fatalf("%v became %v, warned of %v; want %v, %v", kindsOf(first), kindsOf(got), codes(got), c.want, c.codes)
			}
			checkStanding(t, c.after, shape, got)
		})
	}
}

// checkStanding: an edit adds no message and changes no kind that cannot be
// changed, and once it is made, there is nothing to edit.
func checkStanding(t *testing.T, p bot.Post, s bot.Shape, pieces []bot.Piece) {
	t.Helper()
	if len(pieces) > len(s.Stands) {
		t.Errorf("%d messages stand, %d pieces", len(s.Stands), len(pieces))
		return
	}
	for i, p := range pieces {
		if was := s.Stands[i].Kind; was != p.Kind && (was != bot.TextPiece || p.Kind == bot.AlbumPiece) {
			t.Errorf("piece %d was a %s and cannot become a %s", i+1, was, p.Kind)
		}
		if p.Length > p.Limit || p.Kind == bot.TextPiece && p.Plain == "" {
			t.Errorf("piece %d has %d characters of at most %d", i+1, p.Length, p.Limit)
		}
	}
	s.Stands = standing(pieces, s.Stands)
	if again := render(t, p, s); asJSON(again) != asJSON(pieces) {
		t.Errorf("an edit that was made is not the last:\n%s\n%s", asJSON(pieces), asJSON(again))
	}
}

func TestRandomEditsAddNothingAndComeToRest(t *testing.T) {
	post := func(r *rand.Rand) bot.Post {
		p := bot.Post{Title: "Titel", Lang: "de", Link: page, Body: richtexttest.Doc(r, []int{1, 10, 60, 200}[r.IntN(4)])}
		for i := range max(0, r.IntN(16)-8) {
			p.Media = append(p.Media, []bot.Media{photo(fmt.Sprint(i)), seenPhoto(fmt.Sprint(i)), document(fmt.Sprint(i))}[r.IntN(3)])
		}
		return p
	}
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 4))
		p, s := post(r), bot.Shape{Split: r.IntN(3) > 0}
		pieces := render(t, p, s)
		s.Stands = standing(pieces, nil)
		if again := render(t, p, s); asJSON(again) != asJSON(pieces) {
			t.Fatalf("seed %d: what was sent would be edited at once", seed)
		}
		for range 3 {
			p, s.Split = post(r), r.IntN(3) > 0
			pieces = render(t, p, s)
			checkStanding(t, p, s, pieces)
			s.Stands = standing(pieces, s.Stands)
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

func TestAPostThatIsOnItsWayIsTheSame(t *testing.T) {
	p := news("<p>"+strings.Repeat("Ein Satz von dreißig Zeichen. ", 300)+"</p>", photo("a"), document("a.pdf"), document("b.pdf"))
	fresh := render(t, p, bot.Shape{Split: true})
	stands := standing(fresh, nil)
	for n := range stands {
		some := make([]bot.Remote, len(stands)) // of the others nothing is known yet
		copy(some, stands[:n+1])
		if got := render(t, p, bot.Shape{Split: true, Stands: some}); asJSON(got) != asJSON(fresh) {
			t.Errorf("with %d messages sent it is another", n+1)
		}
	}
}

func TestABodyIsNotChanged(t *testing.T) {
	d := richtext.ParseHTML("<h1>a</h1><p>b <a href=/c>d</a></p><table><tr><th>e<td>f</table>")
	before := fmt.Sprintf("%+v", d)
	render(t, bot.Post{Title: "T", Link: page, Body: d}, bot.Shape{})
	if after := fmt.Sprintf("%+v", d); after != before {
		t.Errorf("%s\n%s", before, after)
	}
}
