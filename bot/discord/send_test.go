package discord

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"slices"
	"strings"
	"testing"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/discord/discordtest"
)

func TestAMessageIsSentEditedAndDeleted(t *testing.T) {
	b := newBench(t)
	ch := b.fake.Open(discordtest.Text, "news")
	r, err := b.Send(t.Context(), at(ch), filePiece("Guten Tag", 100), "n1")
	if err != nil || len(r.IDs) != 1 || r.Chat != ch || r.Kind != bot.PhotoPiece {
		t.Fatalf("sent: %+v, %v", r, err)
	}
	m := b.fake.Channel(ch)[0]
	if m.Nonce != "n1" || m.Attachments[0].Size != 100 || m.Attachments[0].Description != "Der Saal" || !m.Attachments[0].InEmbed {
		t.Errorf("stands: %+v", m)
	}
	if r, err = b.Edit(t.Context(), at(ch), r, filePiece("Guten Abend", 200)); err != nil || r.IDs[0] != m.ID {
		t.Fatalf("edited: %+v, %v", r, err)
	}
	if m = b.fake.Channel(ch)[0]; m.Embeds[0].Description != "Guten Abend" || len(m.Attachments) != 1 || m.Attachments[0].Size != 200 {
		t.Errorf("stands: %+v", m)
	}
	if r, err = b.Edit(t.Context(), at(ch), r, textPiece("ohne Bild")); err != nil || r.Kind != bot.TextPiece {
		t.Fatalf("edited: %+v, %v", r, err)
	}
	if m = b.fake.Channel(ch)[0]; len(m.Attachments) != 0 || m.Embeds[0].Image != nil {
		t.Errorf("the picture stays: %+v", m)
	}
	for range 2 { // the second finds it gone
		if err := b.Delete(t.Context(), at(ch), r); err != nil || len(b.fake.Channel(ch)) != 0 {
			t.Errorf("deleted: %v", err)
		}
	}
}

func TestAThreadIsAChannelOfItsOwn(t *testing.T) {
	b := newBench(t)
	ch := b.fake.Open(discordtest.Text, "news")
	thread := b.fake.OpenThread(ch, "ISA")
	place := bot.Place{Platform: "discord", Chat: ch, Thread: thread}
	r, err := b.Send(t.Context(), place, textPiece("x"), "n")
	if err != nil || r.Chat != thread || len(b.fake.Channel(thread)) != 1 {
		t.Fatalf("sent: %+v, %v", r, err)
	}
	b.fake.Archive(thread)
	if _, err := b.Edit(t.Context(), place, r, textPiece("y")); err != nil || b.fake.Channel(thread)[0].Embeds[0].Description != "y" {
		t.Errorf("edited in an archived thread: %v", err)
	}
	b.fake.Archive(thread)
	if err := b.Delete(t.Context(), place, r); err != nil || len(b.fake.Channel(thread)) != 0 {
		t.Errorf("deleted in an archived thread: %v", err)
	}
}

func TestWhatSomebodyDeletedIsAsItShouldBe(t *testing.T) {
	b := newBench(t)
	ch := b.fake.Open(discordtest.Text, "news")
	r, _ := b.Send(t.Context(), at(ch), textPiece("x"), "n")
	b.fake.Remove(ch, r.IDs[0])
	if got, err := b.Edit(t.Context(), at(ch), r, textPiece("y")); err != nil || !got.Empty() {
		t.Errorf("edited: %+v, %v", got, err)
	}
	if got, err := b.Send(t.Context(), at(ch), textPiece("x"), "n"); err != nil || !got.Empty() {
		t.Errorf("sent again with the same nonce: %+v, %v", got, err)
	}
	forum := b.fake.Open(discordtest.Forum, "forum")
	r, _ = b.Send(t.Context(), at(forum), forumPiece("T", "x"), "n")
	b.fake.Close(r.Chat)
	if got, err := b.Edit(t.Context(), at(forum), r, forumPiece("T", "y")); err != nil || !got.Empty() {
		t.Errorf("edited: %+v, %v", got, err)
	}
	if err := b.Delete(t.Context(), at(forum), r); err != nil {
		t.Errorf("deleted: %v", err)
	}
}

func TestAForumsPost(t *testing.T) {
	b := newBench(t)
	forum := b.fake.Open(discordtest.Forum, "forum")
	p := forumPiece("Titel", "eins")
	p.Then = []bot.After{bot.PinAfter}
	r, err := b.Send(t.Context(), at(forum), p, "n")
	if err != nil || r.Chat != r.IDs[0] || !slices.Equal(r.Then, p.Then) {
		t.Fatalf("sent: %+v, %v", r, err)
	}
	// the second part stands in the post
	second, err := b.Send(t.Context(), at(r.Chat), textPiece("zwei"), "n2")
	if err != nil || second.Chat != r.Chat || second.IDs[0] == r.Chat {
		t.Fatalf("sent: %+v, %v", second, err)
	}
	if posts := b.fake.Posts(forum); len(posts) != 1 || posts[0].Name != "Titel" || !posts[0].Pinned || len(b.fake.Channel(r.Chat)) != 2 {
		t.Errorf("stands: %+v", posts)
	}
	b.fake.Archive(r.Chat)
	b.now = b.now.Add(time.Hour)
	if r, err = b.Edit(t.Context(), at(forum), r, forumPiece("Neuer Titel", "neu")); err != nil || len(r.Then) != 0 {
		t.Fatalf("edited: %+v, %v", r, err)
	}
	if posts := b.fake.Posts(forum); posts[0].Name != "Neuer Titel" || posts[0].Pinned || b.fake.Channel(r.Chat)[0].Embeds[0].Description != "neu" {
		t.Errorf("stands: %+v", posts)
	}
	before := len(b.fake.Log())
	if _, err = b.Edit(t.Context(), at(forum), r, forumPiece("Neuer Titel", "neuer")); err != nil {
		t.Fatal(err)
	}
	for _, e := range b.fake.Log()[before:] {
		if e.Method == "PATCH" && e.Route == "/channels/{channel_id}" {
			t.Error("the post was given the name that it has")
		}
	}
	if err := b.Delete(t.Context(), at(forum), r); err != nil || len(b.fake.Posts(forum)) != 0 {
		t.Errorf("deleted: %v", err)
	}
}

func TestWhoMayNotDeleteAPostDeletesItsMessage(t *testing.T) {
	b := newBench(t)
	forum := b.fake.Open(discordtest.Forum, "forum")
	r, _ := b.Send(t.Context(), at(forum), forumPiece("Titel", "eins"), "n")
	b.fake.Break(discordtest.Fault{Kind: discordtest.NoPermission, Method: "DELETE", Route: "/channels/{channel_id}"})
	if err := b.Delete(t.Context(), at(forum), r); err != nil || len(b.fake.Channel(r.Chat)) != 0 || len(b.fake.Posts(forum)) != 1 {
		t.Errorf("deleted: %v", err)
	}
}

func TestCrosspostAndPinFollow(t *testing.T) {
	b := newBench(t)
	ch := b.fake.Open(discordtest.Announcement, "news")
	both := []bot.After{bot.CrosspostAfter, bot.PinAfter}
	r, err := b.Send(t.Context(), at(ch), filePiece("x", 1, both...), "n")
	if m := b.fake.Channel(ch)[0]; err != nil || !slices.Equal(r.Then, both) || !m.Pinned || !m.Crossposted {
		t.Fatalf("%+v, %v, %+v", r, err, m)
	}
	// a repetition finds it handed on already
	if again, err := b.Send(t.Context(), at(ch), filePiece("x", 1, both...), "n"); err != nil || !slices.Equal(again.Then, both) {
		t.Errorf("%+v, %v", again, err)
	}
	b.now = b.now.Add(time.Minute)
	b.fake.Break(discordtest.Fault{Kind: discordtest.NoPermission, Route: "/channels/{channel_id}/messages/{message_id}/crosspost"})
	r, err = b.Send(t.Context(), at(ch), filePiece("y", 1, both...), "n2")
	if err != nil || !slices.Equal(r.Then, []bot.After{bot.PinAfter}) || !strings.Contains(b.log.String(), "What should follow") {
		t.Errorf("where it fails: %+v, %v, %s", r, err, &b.log)
	}
	// an edit makes up for it
	if r, err = b.Edit(t.Context(), at(ch), r, filePiece("z", 1, both...)); err != nil || len(r.Then) != 2 {
		t.Errorf("after an edit: %+v, %v", r, err)
	}
	if r, err = b.Edit(t.Context(), at(ch), r, textPiece("z")); err != nil || !slices.Equal(r.Then, []bot.After{bot.CrosspostAfter}) {
		t.Errorf("unpinned: %+v, %v", r, err)
	}
}

// kinds of verdicts, for tables.
const (
	fine    = "fine"
	refused = "refused"
	wait    = "wait"
	waitAll = "wait, all"
	unsure  = "unsure"
	closed  = "place"
	away    = "unreachable"
)

func verdictOf(err error) string {
	w, isWait := errors.AsType[*bot.WaitError](err)
	_, isUnsure := errors.AsType[*bot.UnsureError](err)
	_, isPlace := errors.AsType[*bot.PlaceError](err)
	_, isAway := errors.AsType[*bot.UnreachableError](err)
	switch {
	case err == nil:
		return fine
	case isWait && w.All:
		return waitAll
	case isWait:
		return wait
	case isUnsure:
		return unsure
	case isPlace:
		return closed
	case isAway:
		return away
	case errors.Is(err, bot.ErrRefused):
		return refused
	}
	return err.Error()
}

func TestVerdicts(t *testing.T) {
	for _, c := range []struct {
		kind               discordtest.FaultKind
		send, edit, delete string
	}{
		{discordtest.None, fine, fine, fine},
		{discordtest.Unreachable, away, away, away},
		{discordtest.ErrorBefore, unsure, away, away},
		{discordtest.ErrorAfter, unsure, away, away},
		{discordtest.HTMLBefore, unsure, away, away},
		{discordtest.HTMLAfter, unsure, away, away},
		{discordtest.StallBefore, unsure, away, away},
		{discordtest.StallAfter, unsure, away, away},
		{discordtest.CutBefore, unsure, away, away},
		{discordtest.CutAfter, unsure, away, away},
		{discordtest.CutInAnswer, unsure, away, away},
		{discordtest.Unauthorized, waitAll, waitAll, waitAll},
		{discordtest.NoAccess, closed, closed, closed},
		{discordtest.NoPermission, closed, closed, closed},
		{discordtest.NoDM, closed, closed, closed},
		{discordtest.UnknownChannel, closed, closed, fine},
		{discordtest.UnknownMessage, fine, fine, fine},
		{discordtest.Limited, wait, wait, wait},
		{discordtest.LimitedShared, wait, wait, wait},
		{discordtest.LimitedMute, wait, wait, wait},
		{discordtest.LimitedGlobal, waitAll, waitAll, waitAll},
		{discordtest.LimitedHTML, waitAll, waitAll, waitAll},
	} {
		t.Run(string(c.kind), func(t *testing.T) {
			for verb, want := range map[string]string{"send": c.send, "edit": c.edit, "delete": c.delete} {
				b := newBench(t)
				ch := b.fake.Open(discordtest.Text, "news")
				r, err := b.Send(t.Context(), at(ch), textPiece("x"), "first")
				if err != nil {
					t.Fatal(err)
				}
				b.fake.Break(discordtest.Fault{Kind: c.kind, Wait: 3 * time.Second, Times: -1})
				switch verb {
				case "send":
					_, err = b.Send(t.Context(), at(ch), textPiece("streng geheim"), "n")
				case "edit":
					_, err = b.Edit(t.Context(), at(ch), r, textPiece("streng geheim"))
				case "delete":
					err = b.Delete(t.Context(), at(ch), r)
				}
				if got := verdictOf(err); got != want {
					t.Errorf("%s: %s (%v), wanted %s", verb, got, err, want)
				}
				if err != nil && (strings.Contains(err.Error(), "geheim") || strings.Contains(err.Error(), token) || strings.Contains(err.Error(), ch)) {
					t.Errorf("%s: the error tells too much: %v", verb, err)
				}
				if b.fake.Heal(); len(b.fake.Log()) != 2 {
					t.Errorf("%s: %d requests for one call", verb, len(b.fake.Log())-1)
				}
			}
		})
	}
}

func TestHowLongToWait(t *testing.T) {
	for name, c := range map[string]struct {
		header http.Header
		body   string
		want   bot.WaitError
	}{
		"told":       {nil, `{"message":"x","retry_after":1.25,"global":false}`, bot.WaitError{For: 1250 * time.Millisecond}},
		"global":     {nil, `{"retry_after":2,"global":true}`, bot.WaitError{For: 2 * time.Second, All: true}},
		"by header":  {http.Header{"Retry-After": {"7"}}, `{"message":"x","code":20028}`, bot.WaitError{For: 7 * time.Second}},
		"not told":   {nil, `{"message":"x"}`, bot.WaitError{For: mutedWait}},
		"zero":       {nil, `{"retry_after":0}`, bot.WaitError{For: shortestWait}},
		"negative":   {nil, `{"retry_after":-5}`, bot.WaitError{For: shortestWait}},
		"huge":       {nil, `{"retry_after":1e300}`, bot.WaitError{For: longest}},
		"no number":  {nil, `{"retry_after":"soon"}`, bot.WaitError{For: mutedWait}},
		"HTML":       {http.Header{"Retry-After": {"90"}}, `<html>`, bot.WaitError{For: 90 * time.Second, All: true}},
		"bare HTML":  {nil, `<html>`, bot.WaitError{For: bannedWait, All: true}},
		"over scope": {http.Header{"X-Ratelimit-Scope": {"global"}}, `{"retry_after":2}`, bot.WaitError{For: 2 * time.Second, All: true}},
	} {
		t.Run(name, func(t *testing.T) {
			now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
			s, err := NewSender(Config{Token: "t", Now: func() time.Time { return now }, HTTP: answers(429, c.header, c.body)})
			if err != nil {
				t.Fatal(err)
			}
			_, err = s.Send(t.Context(), at("1"), textPiece("x"), "n")
			w, ok := errors.AsType[*bot.WaitError](err)
			if !ok || *w != c.want {
				t.Fatalf("%v, wanted %v", err, &c.want)
			}
			if got := s.Take(at("1"), 1, now).Sub(now); got != c.want.For {
				t.Errorf("Take asks to wait %s", got)
			}
			if got := s.Take(at("2"), 1, now).IsZero(); got == c.want.All {
				t.Errorf("another channel is let through: %v", got)
			}
		})
	}
}

// answers is a Discord that always says the same.
type answering func(*http.Request) (*http.Response, error)

func (f answering) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func answers(status int, h http.Header, body string) http.RoundTripper {
	return answering(func(r *http.Request) (*http.Response, error) {
		if h == nil {
			h = http.Header{}
		}
		httptrace.ContextClientTrace(r.Context()).WroteHeaders()
		return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
	})
}

func TestRefusalsTellWhereAndNotWhat(t *testing.T) {
	body := `{"code":50035,"message":"Invalid Form Body","errors":{"embeds":{"0":{"description":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH","message":"geheim"}]}}}}}`
	quietly := slog.New(slog.DiscardHandler)
	for status, want := range map[int]string{400: refused, 403: closed, 401: waitAll, 500: unsure, 302: unsure, 200: unsure} {
		s, _ := NewSender(Config{Token: "t", HTTP: answers(status, nil, body), Log: quietly})
		_, err := s.Send(t.Context(), at("1"), textPiece("x"), "n")
		if got := verdictOf(err); got != want {
			t.Errorf("%d: %s (%v)", status, got, err)
		}
		if status == 400 && (!strings.Contains(err.Error(), "embeds.0.description BASE_TYPE_MAX_LENGTH") || strings.Contains(err.Error(), "geheim")) {
			t.Errorf("the error says %v", err)
		}
	}
	s, _ := NewSender(Config{Token: "t", HTTP: answers(413, nil, "<html>")})
	if _, err := s.Send(t.Context(), at("1"), textPiece("x"), "n"); verdictOf(err) != refused {
		t.Errorf("413 in HTML: %v", err)
	}
	for code, want := range map[int]string{40067: closed, 50005: refused, 240000: refused, 50013: closed, 0: closed} {
		s, _ := NewSender(Config{Token: "t", HTTP: answers(403, nil, fmt.Sprintf(`{"code":%d,"message":"x"}`, code))})
		if _, err := s.Send(t.Context(), at("1"), textPiece("x"), "n"); verdictOf(err) != want {
			t.Errorf("403 with %d: %v", code, err)
		}
	}
}

func TestPlacesThatAreNone(t *testing.T) {
	b := newBench(t)
	for _, chat := range []string{"", "@news", "12/../34", "1 2"} {
		if _, err := b.Send(t.Context(), at(chat), textPiece("x"), "n"); verdictOf(err) != closed {
			t.Errorf("%q: %v", chat, err)
		}
	}
	if len(b.fake.Log()) != 0 {
		t.Error("requests were made")
	}
}

func TestFilesThatAreTooLargeOrBroken(t *testing.T) {
	b := newBench(t)
	ch := b.fake.Open(discordtest.Text, "news")
	three := filePiece("x", 9<<20)
	three.Files = append(three.Files, three.Files[0], three.Files[0])
	broken := filePiece("x", 1)
	broken.Files[0].Open = func(context.Context) (io.ReadCloser, error) { return nil, errors.New("no disk") }
	for name, c := range map[string]struct {
		p    bot.Piece
		want string
	}{
		"one":    {filePiece("x", 10<<20+1), refused},
		"all":    {three, refused},
		"broken": {broken, "open a file: no disk"},
	} {
		if _, err := b.Send(t.Context(), at(ch), c.p, "n"); verdictOf(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	if len(b.fake.Log()) != 0 {
		t.Error("requests were made")
	}
}

func TestTheTokensFailureIsToldOnce(t *testing.T) {
	b := newBench(t)
	ch := b.fake.Open(discordtest.Text, "news")
	b.fake.Break(discordtest.Fault{Kind: discordtest.Unauthorized, Times: -1})
	for range 3 {
		if _, err := b.Send(t.Context(), at(ch), textPiece("x"), "n"); err == nil {
			t.Fatal("it was sent")
		}
	}
	if n := strings.Count(b.log.String(), "does not take the bot's token"); n != 1 || len(b.fake.Log()) != 1 {
		t.Errorf("told %d times, %d requests", n, len(b.fake.Log()))
	}
	if strings.Contains(b.log.String(), "secret") {
		t.Error("the log has the token in it")
	}
}

func TestOverSockets(t *testing.T) {
	seen := make(chan discordtest.Entry, 10)
	f := discordtest.New(discordtest.Config{Token: token, Seen: func(e discordtest.Entry) { seen <- e }})
	server := httptest.NewServer(f)
	ch := f.Open(discordtest.Text, "news")
	s, err := NewSender(Config{Token: token, APIURL: server.URL + "/api"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Send(t.Context(), at(ch), filePiece("x", 1000), "n"); err != nil {
		t.Fatal(err)
	}
	for kind, want := range map[discordtest.FaultKind]string{discordtest.CutBefore: unsure, discordtest.CutAfter: unsure, discordtest.CutInAnswer: unsure} {
		f.Break(discordtest.Fault{Kind: kind})
		if _, err := s.Send(t.Context(), at(f.Open(discordtest.Text, "n")), textPiece("x"), "n"); verdictOf(err) != want {
			t.Errorf("%s: %v", kind, err)
		}
	}
	f.Break(discordtest.Fault{Kind: discordtest.StallAfter})
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		for e := range seen {
			if e.Fault == discordtest.StallAfter {
				cancel()
				return
			}
		}
	}()
	if _, err := s.Send(ctx, at(ch), textPiece("y"), "n2"); verdictOf(err) != unsure || len(f.Channel(ch)) != 2 {
		t.Errorf("stalled: %v", err)
	}
	if v := f.Violations(); len(v) > 0 {
		t.Errorf("violations: %q", v)
	}
	server.Close()
	if _, err := s.Send(t.Context(), at(ch), textPiece("x"), "n"); verdictOf(err) != away || strings.Contains(err.Error(), "http") {
		t.Errorf("nobody listens: %v", err)
	}
}

func TestNewSenderWantsATokenAndAnAddress(t *testing.T) {
	for _, c := range []Config{{}, {Token: "a b"}, {Token: "a", APIURL: "discord.com"}, {Token: "a", APIURL: "ftp://x"}} {
		if _, err := NewSender(c); err == nil {
			t.Errorf("%+v is taken", c)
		} else if c.Token != "" && strings.Contains(err.Error(), c.Token+" ") {
			t.Errorf("the error has the token in it: %v", err)
		}
	}
}
