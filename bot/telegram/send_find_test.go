package telegram

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/go-telegram/bot/models"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/telegram/telegramtest"
)

// marked is a text with the marker in a link of its text.
func marked(text, marker string) bot.Piece {
	return bot.Piece{Kind: bot.TextPiece, Method: "sendMessage", Plain: text + " Mehr", Fields: map[string]any{
		"text": text + ` <a href="https://isa.example.org/de/news/a#` + marker + `">Mehr</a>`, "parse_mode": "HTML"}}
}

// lost sends a piece whose answer is lost, after the effect or before it.
func (w *world) lost(t *testing.T, p bot.Piece, stands bool) (since time.Time) {
	t.Helper()
	since = w.clock()
	kind := telegramtest.TimeoutBefore
	if stands {
		kind = telegramtest.TimeoutAfter
	}
	w.fake.Fail(telegramtest.Fault{Kind: kind})
	var u *bot.UnsureError
	if _, err := w.Send(t.Context(), news, p, ""); !errors.As(err, &u) {
		t.Fatalf("the send was not unsure: %v", err)
	}
	w.add(30 * time.Second)
	return since
}

// hear brings the bot its updates, as a listener would.
func (w *world) hear(t *testing.T) {
	t.Helper()
	for _, raw := range w.fake.Updates() {
		u := &models.Update{}
		if err := json.Unmarshal(raw, u); err != nil {
			t.Fatal(err)
		}
		w.Note(u)
	}
}

// find asks as often as it is told to ask again, and counts.
func (w *world) find(t *testing.T, to bot.Place, p bot.Piece, marker string, since time.Time) (bot.Remote, bool, int) {
	t.Helper()
	for asked := 1; asked < 200; asked++ {
		r, known, err := w.Find(t.Context(), to, p, marker, since)
		var wait *bot.WaitError
		if errors.As(err, &wait) {
			w.add(wait.For)
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		return r, known, asked
	}
	t.Fatal("Find does not come to an end")
	return bot.Remote{}, false, 0
}

func TestTheDiscussionGroupTells(t *testing.T) {
	tests := []struct {
		name   string
		to     bot.Place
		piece  bot.Piece
		marker string
		other  string // the marker that is looked for instead
		ids    []string
	}{
		{name: "by the marker in a link of the text", to: news, piece: marked("x", "n1"), marker: "n1", ids: []string{"1"}},
		{name: "by the marker at a button", to: news, piece: textPiece("<b>x</b>"), marker: "n1", ids: []string{"1"}},
		{name: "in a channel that goes by its name", to: place("@ISA_news"), piece: marked("x", "n1"), marker: "n1", ids: []string{"1"}},
		{name: "by the whole text", to: news, piece: bot.Piece{Kind: bot.TextPiece, Method: "sendMessage", Plain: "only text\n", Fields: map[string]any{"text": "only text"}}, ids: []string{"1"}},
		{name: "by the marker in an address that is written out", to: news, marker: "n1", ids: []string{"1"},
			piece: bot.Piece{Kind: bot.TextPiece, Method: "sendMessage", Plain: "?", Fields: map[string]any{"text": "x\nhttps://isa.example.org/de/news/a#n1\ny"}}},
		{name: "a photo by its caption", to: news, piece: photoPiece("x"), marker: "n1", ids: []string{"1"}},
		{name: "all of an album", to: news, piece: albumPiece("x"), marker: "n1", ids: []string{"1", "2"}},
		{name: "not the same words under another marker", to: news, piece: marked("x", "n1"), marker: "n1", other: "n2"},
		{name: "not a marker that only begins alike", to: news, piece: marked("x", "n12"), marker: "n12", other: "n1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.linked()
			since := w.lost(t, tt.piece, true)
			w.hear(t)
			p, marker := tt.piece, tt.marker
			if tt.other != "" {
				p, marker = marked("x", tt.other), tt.other
			}
			r, known, _ := w.find(t, tt.to, p, marker, since)
			if known != (tt.ids != nil) || !slices.Equal(r.IDs, tt.ids) || known && r.Kind != tt.piece.Kind {
				t.Errorf("found %+v, known %v", r, known)
			}
		})
	}
}

func TestWhatIsNotFoundIsNotKnown(t *testing.T) {
	w := newWorld(t)
	w.linked()
	p := textPiece("x")
	old := w.lost(t, p, true)
	w.hear(t)
	w.add(time.Hour)
	since := w.lost(t, p, false)
	if r, known, _ := w.find(t, news, p, "", since); known {
		t.Errorf("an old message with the same words was taken: %+v", r)
	}
	if r, known, _ := w.find(t, news, p, "", old); !known || r.IDs[0] != "1" {
		t.Errorf("the old one: %+v", r)
	}
	if r, known, _ := w.find(t, place("-1009"), p, "", old); known {
		t.Errorf("in another channel: %+v", r)
	}
	if r, known, _ := w.find(t, news, bot.Piece{Kind: bot.PhotoPiece}, "", old); known {
		t.Errorf("a piece that says nothing: %+v", r)
	}
}

// The same news without a public page, so without a marker: published,
// withdrawn, published again.
func TestAMessageOfAnotherIsNotTaken(t *testing.T) {
	for _, way := range []string{"discussion group", "probe"} {
		w := newWorld(t, withLog)
		if way == "discussion group" {
			w.linked()
		}
		p := bot.Piece{Kind: bot.TextPiece, Method: "sendMessage", Plain: "x", Fields: map[string]any{"text": "x"}}
		w.send(t, news, textPiece("before"))
		since := w.clock()
		w.send(t, news, p)
		w.lost(t, p, false)
		w.hear(t)
		if r, _, _ := w.find(t, news, p, "n2", since); !r.Empty() {
			t.Errorf("%s: found %+v, which is of another", way, r)
		}
		w.lost(t, p, true)
		w.hear(t)
		if r, known, _ := w.find(t, news, p, "n2", since); !known || !slices.Equal(r.IDs, []string{"3"}) {
			t.Errorf("%s: found %+v, known %v", way, r, known)
		}
	}
}

func TestUpdatesThatAreNoEvidence(t *testing.T) {
	w := newWorld(t)
	for _, u := range []*models.Update{nil, {}, {Message: &models.Message{Text: "x"}}, {Message: &models.Message{IsAutomaticForward: true}},
		{Message: &models.Message{IsAutomaticForward: true, ForwardOrigin: &models.MessageOrigin{}}},
		{ChannelPost: &models.Message{Text: "x"}}} {
		w.Note(u)
	}
	if n := len(w.seen.all); n != 0 {
		t.Errorf("%d were noted", n)
	}
	for i := range 3 * maxSeen {
		w.Note(&models.Update{Message: &models.Message{IsAutomaticForward: true, ForwardOrigin: &models.MessageOrigin{
			MessageOriginChannel: &models.MessageOriginChannel{MessageID: i}}}})
	}
	if n := len(w.seen.all); n > maxSeen || w.seen.all[n-1].id != 3*maxSeen-1 {
		t.Errorf("%d are remembered", n)
	}
}

func TestItIsToldWhenItIsTooEarly(t *testing.T) {
	w := newWorld(t)
	w.linked()
	since := w.clock()
	w.fake.Fail(telegramtest.Fault{Kind: telegramtest.TimeoutAfter})
	_, _ = w.Send(t.Context(), news, textPiece("x"), "")
	w.add(5 * time.Second)
	_, known, err := w.Find(t.Context(), news, textPiece("x"), "n1", since)
	if known || kindOf(err) != "wait 15s all false" {
		t.Errorf("%v, %v", known, err)
	}
	w.hear(t)
	if r, known, err := w.Find(t.Context(), news, textPiece("x"), "n1", since); !known || r.Empty() || err != nil {
		t.Errorf("with evidence it is never too early: %+v, %v", r, err)
	}
}

func withLog(c *Config) { c.LogChat = func() string { return strconv.Itoa(logs) } }

// The channel has seen other posts before and after, some deleted.
func TestAProbeOfTheChannel(t *testing.T) {
	tests := []struct {
		name   string
		stands bool
		before func(w *world, t *testing.T)
		after  func(w *world, t *testing.T)
		found  bool
		known  bool
	}{
		{name: "it stands", stands: true, found: true, known: true},
		{name: "it does not", known: true},
		{name: "it stands between others", stands: true, found: true, known: true,
			after: func(w *world, t *testing.T) { w.fake.Post(channel, "by hand"); w.send(t, news, textPiece("later")) }},
		{name: "others stand, it does not", known: true,
			after: func(w *world, t *testing.T) { w.fake.Post(channel, "by hand"); w.send(t, news, textPiece("later")) }},
		{name: "somebody posted and deleted in the meantime", stands: true, found: true, known: true,
			before: func(w *world, t *testing.T) {
				for range endAfter - 1 {
					w.fake.Remove(channel, w.fake.Post(channel, "x"))
				}
			}},
		{name: "something stands that cannot be read", known: false,
			after: func(w *world, t *testing.T) { w.send(t, news, pinned(textPiece("pinned"))) }},
		{name: "too many others", known: false,
			after: func(w *world, t *testing.T) {
				for range maxLooks {
					w.fake.Post(channel, "by hand")
				}
			}},
		{name: "the log chat takes nothing", stands: true, known: false,
			after: func(w *world, t *testing.T) { w.fake.SetAccess(logs, telegramtest.Kicked) }},
		{name: "the channel was taken from us", stands: true, known: false,
			after: func(w *world, t *testing.T) { w.fake.SetAccess(channel, telegramtest.Kicked) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, withLog)
			w.send(t, news, textPiece("the last that is known"))
			if tt.before != nil {
				tt.before(w, t)
			}
			p := marked("lost", "n7")
			since := w.lost(t, p, tt.stands)
			if tt.after != nil {
				tt.after(w, t)
			}
			sent := len(w.fake.Chat(channel))
			r, known, _ := w.find(t, news, p, "n7", since)
			if known != tt.known || r.Empty() == tt.found {
				t.Errorf("found %+v, known %v", r, known)
			}
			if tt.found {
				id, _ := strconv.Atoi(r.IDs[0])
				if i := slices.IndexFunc(w.fake.Chat(channel), func(m telegramtest.Message) bool { return m.ID == id }); !strings.HasPrefix(w.fake.Chat(channel)[i].Text, "lost") {
					t.Errorf("found the wrong one: %+v", r)
				}
			}
			if len(w.fake.Chat(channel)) != sent || len(w.fake.Chat(logs)) != 0 {
				t.Errorf("the probe left something: %+v", w.fake.Chat(logs))
			}
			if v := w.fake.Violations(); len(v) > 0 {
				t.Errorf("%d violations, the first %+v", len(v), v[0])
			}
			for _, e := range w.fake.Entries() {
				if e.Method == "forwardMessage" && e.Effect == "send" && e.Chat != logs {
					t.Errorf("a post was forwarded to %d", e.Chat)
				}
			}
		})
	}
}

func TestAProbeThatCannotBegin(t *testing.T) {
	tests := []struct {
		name   string
		to     bot.Place
		change func(*Config)
	}{
		{"without a log chat", news, func(c *Config) { c.LogChat = nil }},
		{"with an empty one", news, func(c *Config) { c.LogChat = func() string { return "" } }},
		{"of the log chat itself", place(strconv.Itoa(logs)), withLog},
		{"of a person", place("7"), withLog},
		{"of a group, where people talk", place("-1001"), withLog},
		{"without an id to begin at", news, func(c *Config) { withLog(c); c.Around = func(bot.Place, time.Time) (int, bool) { return 0, false } }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, func(c *Config) {
				c.Around = func(bot.Place, time.Time) (int, bool) { return 0, true }
				tt.change(c)
			})
			w.fake.Post(forum, "said by somebody")
			r, known, err := w.Find(t.Context(), tt.to, marked("x", "n1"), "n1", w.clock().Add(-time.Minute))
			if known || !r.Empty() || err != nil {
				t.Errorf("%+v, %v, %v", r, known, err)
			}
			for _, e := range w.fake.Entries() {
				if e.Method == "forwardMessage" {
					t.Error("something was forwarded")
				}
			}
		})
	}
}

// After a restart the sender has seen nothing, and the caller knows.
func TestAProbeBeginsWhereTheCallerSays(t *testing.T) {
	var asked []time.Time
	w := newWorld(t, withLog, func(c *Config) {
		c.Around = func(_ bot.Place, before time.Time) (int, bool) { asked = append(asked, before); return 2, true }
	})
	for range 2 {
		w.fake.Post(channel, "x")
	}
	p := marked("x", "n1")
	since := w.lost(t, p, true)
	if r, known, _ := w.find(t, news, p, "n1", since); !known || !slices.Equal(r.IDs, []string{"3"}) {
		t.Errorf("%+v, %v", r, known)
	}
	if len(asked) != 1 || !asked[0].Equal(since) {
		t.Errorf("asked for %v", asked)
	}
}

// A message that was sent after the lost one has the higher id: the search must
// not begin behind it.
func TestLaterMessagesAreNoPlaceToBegin(t *testing.T) {
	w := newWorld(t, withLog)
	w.send(t, news, textPiece("before"))
	p := marked("lost", "n1")
	since := w.lost(t, p, true)
	for range 5 {
		w.send(t, news, textPiece("after"))
	}
	if r, known, _ := w.find(t, news, p, "n1", since); !known || !slices.Equal(r.IDs, []string{"2"}) {
		t.Errorf("%+v, %v", r, known)
	}
}

func TestAProbeGoesOnAfterAFault(t *testing.T) {
	for _, kind := range []telegramtest.FaultKind{telegramtest.Unreachable, telegramtest.TimeoutBefore, telegramtest.CutAfter, telegramtest.ServerErrorBefore} {
		t.Run(string(kind), func(t *testing.T) {
			w := newWorld(t, withLog)
			w.send(t, news, textPiece("known"))
			p := marked("lost", "n1")
			since := w.lost(t, p, true)
			w.fake.Fail(telegramtest.Fault{Kind: kind, Method: "forwardMessage"})
			_, known, err := w.Find(t.Context(), news, p, "n1", since)
			if known || kindOf(err) != "unreachable" {
				t.Errorf("%v, %v", known, err)
			}
			w.add(5 * time.Second)
			if r, known, _ := w.find(t, news, p, "n1", since); !known || !slices.Equal(r.IDs, []string{"2"}) {
				t.Errorf("%+v, %v", r, known)
			}
		})
	}
}

func TestAProbeThatAlwaysFailsEnds(t *testing.T) {
	w := newWorld(t, withLog)
	w.send(t, news, textPiece("known"))
	p := marked("lost", "n1")
	since := w.lost(t, p, true)
	w.fake.FailAtRandom(1, 1, telegramtest.Fault{Kind: telegramtest.ServerErrorBefore, Method: "forwardMessage"})
	for range 3 * maxLooks {
		_, known, err := w.Find(t.Context(), news, p, "n1", since)
		if known {
			t.Fatal("it is known though nothing could be read")
		}
		if err == nil {
			return
		}
		w.add(5 * time.Second)
	}
	t.Error("it never ends")
}

func TestKnownMessagesAreBounded(t *testing.T) {
	var k known
	for i := range 3 * maxKnown {
		k.add(strconv.Itoa(-i-1), i+1, begin)
		k.add(strconv.Itoa(i+1), i+1, begin) // people: never searched
	}
	if n := len(k.all); n > maxKnown {
		t.Errorf("%d chats", n)
	}
	for i := range 100 {
		k.add("-5", i+1, begin.Add(time.Duration(i)*time.Second))
	}
	if id, ok := k.before(place("-5"), begin.Add(95*time.Second)); !ok || id != 96 || len(k.all["-5"]) > 8 {
		t.Errorf("%d, %v, %d kept", id, ok, len(k.all["-5"]))
	}
	if _, ok := k.before(place("-5"), begin); ok {
		t.Error("something later was taken")
	}
	var p probes
	for i := range 3 * maxProbes {
		p.keep(strconv.Itoa(i), probe{})
	}
	if n := len(p.all); n > maxProbes {
		t.Errorf("%d probes", n)
	}
}
