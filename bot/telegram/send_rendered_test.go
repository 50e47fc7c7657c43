package telegram

import (
	"context"
	"io"
	"strconv"
	"strings"
	"testing"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/richtext"
)

func medium(kind bot.MediaKind, name, content string) bot.Media {
	types := map[bot.MediaKind]string{bot.Photo: "image/jpeg", bot.Document: "application/pdf"}
	return bot.Media{Kind: kind, Name: name, Type: types[kind], Open: func(context.Context) (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(content)), nil
	}}
}

// What the renderer makes is taken by the server as it is, shows what it says
// that it shows, can be edited into a correction, found again and withdrawn.
func TestWhatIsRenderedIsSent(t *testing.T) {
	post := func(words string, media ...bot.Media) bot.Post {
		return bot.Post{Title: "Köln & <Foshan>", Lang: "de", Link: "https://isa.example.org/de/news/a", Media: media,
			Body: richtext.ParseHTML("<p>" + words + `</p><ul><li>eins</li><li><b>zwei</b></li></ul><p><a href="https://isa.example.org/x?a=1&amp;b=2">Mehr</a></p>`)}
	}
	long := strings.Repeat("Die Städte arbeiten zusammen. 各城市共同合作。😀 ", 300)
	tests := []struct {
		name  string
		post  bot.Post
		shape bot.Shape
	}{
		{"a text", post("kurz"), bot.Shape{}},
		{"a long text, cut", post(long), bot.Shape{}},
		{"a long text, in parts", post(long), bot.Shape{Split: true, Silent: true}},
		{"a photo", post("kurz", medium(bot.Photo, "a.jpg", "A")), bot.Shape{Pin: true}},
		{"photos", post("kurz", medium(bot.Photo, "a.jpg", "A"), medium(bot.Photo, "a.jpg", "B")), bot.Shape{}},
		{"a photo and files", post("kurz", medium(bot.Photo, "a.jpg", "A"), medium(bot.Document, "a.pdf", "B"), medium(bot.Document, "b.pdf", "C")), bot.Shape{}},
		{"a long text with a photo", post(long, medium(bot.Photo, "a.jpg", "A")), bot.Shape{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.linked()
			shape := tt.shape
			for part := 0; ; part++ { // each message has a marker of its own
				marker := "n" + strconv.Itoa(part)
				pieces, err := Renderer{}.Render(tt.post, bot.Shape{Split: tt.shape.Split, Silent: tt.shape.Silent, Pin: tt.shape.Pin, Marker: marker})
				if err != nil || len(pieces) == 0 {
					t.Fatalf("%d pieces, %v", len(pieces), err)
				}
				if part == len(pieces) {
					break
				}
				p, since := pieces[part], w.clock()
				r := w.send(t, news, p)
				shape.Stands = append(shape.Stands, r)
				w.shows(t, r, p)
				w.hear(t)
				if found, known, _ := w.find(t, news, p, marker, since); !known || found.IDs[0] != r.IDs[0] || len(found.IDs) != len(r.IDs) {
					t.Errorf("it is found as %+v, known %v; it is %+v", found, known, r)
				}
			}
			tt.post.Title += " (neu)"
			again, err := Renderer{}.Render(tt.post, shape)
			if err != nil {
				t.Fatal(err)
			}
			for i, p := range again {
				w.shows(t, w.edit(t, news, shape.Stands[i], p), p)
				w.shows(t, w.edit(t, news, shape.Stands[i], Renderer{}.RenderWithdrawn(shape.Stands[i])), Renderer{}.RenderWithdrawn(shape.Stands[i]))
				if err := w.Delete(t.Context(), news, shape.Stands[i]); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

func (w *world) shows(t *testing.T, r bot.Remote, p bot.Piece) {
	t.Helper()
	for _, m := range w.fake.Chat(channel) {
		if id, err := messageID(r); err == nil && m.ID == id {
			if strings.TrimSpace(m.Text) != strings.TrimSpace(p.Plain) {
				t.Errorf("it shows %q, the piece says %q", m.Text, p.Plain)
			}
			return
		}
	}
	t.Errorf("%+v does not stand", r)
}
