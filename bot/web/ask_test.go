package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

func TestAskAnswersWithEverythingPromised(t *testing.T) {
	e := &echo{}
	h := New(Config{Log: quiet()}, e, nil)
	for _, kind := range []string{"application/json", "text/plain", "application/x-www-form-urlencoded", ""} {
		w := call(h, "POST", "/api/isa/ask", `{"question":" Ist Köln <b>dabei</b>? ","lang":"de"}`, "Content-Type", kind)
		if w.Code != 200 {
			t.Fatalf("Content-Type %q: status %d: %s", kind, w.Code, w.Body)
		}
		got := decode[map[string]any](t, w.Body)
		for _, key := range []string{"answer", "html", "lang", "outcome", "sources", "suggestions", "conversation"} {
			if _, ok := got[key]; !ok {
				t.Errorf("the answer lacks %q", key)
			}
		}
		if got["answer"] != "Ist Köln <b>dabei</b>?" || got["html"] != "<p>Ist Köln &lt;b&gt;dabei&lt;/b&gt;?</p>" {
			t.Errorf("answer %q, html %q", got["answer"], got["html"])
		}
	}
	m := e.last(t)
	if m.Place.Platform != "web" || m.Place.Chat != m.Sender || !conversationID(m.Sender) || m.Lang != "de" || !m.Direct {
		t.Errorf("the handler got %+v", m)
	}
}

func TestAskAlwaysHasListsAndALanguage(t *testing.T) {
	h := New(Config{Log: quiet()}, handlerFunc(func(context.Context, bot.Message) (bot.Post, error) { return bot.Post{}, nil }), nil)
	w := call(h, "POST", "/api/isa/ask", `{"question":"x","lang":"zh"}`)
	for _, want := range []string{`"sources":[]`, `"suggestions":[]`, `"lang":"zh"`, `"outcome":"answered"`} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s lacks %s", w.Body, want)
		}
	}
}

func TestAskKeepsAConversationOnlyInItsOwnShape(t *testing.T) {
	own := "ABCDEFGHIJKLMNOPQRSTUVWX27"
	for _, c := range []struct {
		name, sent string
		kept       bool
	}{
		{"own shape", `"` + own + `"`, true},
		{"empty", `""`, false},
		{"lower case", `"` + strings.ToLower(own) + `"`, false},
		{"too long", `"` + own + `A"`, false},
		{"path", `"../../../../etc/passwd....."`, false},
		{"number", `17`, false},
		{"object", `{"a":1}`, false},
		{"null", `null`, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := New(Config{Log: quiet()}, &echo{}, nil)
			w := call(h, "POST", "/api/isa/ask", `{"question":"x","conversation":`+c.sent+`}`)
			if w.Code != 200 {
				t.Fatalf("status %d: %s", w.Code, w.Body)
			}
			id := decode[bot.Reply](t, w.Body).Conversation
			if (id == own) != c.kept || !conversationID(id) {
				t.Errorf("conversation %q", id)
			}
		})
	}
}

func TestAskRefusesInTheAskersLanguage(t *testing.T) {
	long := strings.Repeat("字", 1001)
	f := phrases.WebFaults
	for _, c := range []struct {
		name, body, accept string
		status             int
		lang               string
		text               phrases.Text
		pairs              []string
	}{
		{"no body, no header", ``, "", 400, "en", f.Malformed, nil},
		{"malformed, by the header", `{"question":`, "en-GB,en;q=0.9", 400, "en", f.Malformed, nil},
		{"malformed, Chinese header", `]`, "zh-CN", 400, "zh", f.Malformed, nil},
		{"a list", `[]`, "fr", 400, "en", f.Malformed, nil},
		{"more after the object", `{"question":"x"} {}`, "de", 400, "de", f.Malformed, nil},
		{"empty, by lang before the header", `{"question":"","lang":"en"}`, "zh", 400, "en", f.Empty, nil},
		{"null", `null`, "", 400, "en", f.Empty, nil},
		{"white space", `{"question":" \n\t\u3000 ","lang":"zh"}`, "", 400, "zh", f.Empty, nil},
		{"only invisible signs", `{"question":"\u0000\u200b\u202e\ufeff"}`, "de-DE", 400, "de", f.Empty, nil},
		{"too long, heard from the text", `{"question":"` + long + `"}`, "de", 400, "zh", f.TooLong, []string{"max", "1000"}},
		{"unknown language", `{"question":"x","lang":"fr"}`, "en", 400, "en", f.BadLang, []string{"allowed", "de, en, zh"}},
		{"question is a number", `{"question":5,"lang":"en"}`, "", 400, "en", f.BadType, []string{"field", "question"}},
		{"too big", `{"question":"` + strings.Repeat("x", 16<<10) + `"}`, "en", 413, "en", f.TooBig, []string{"max", "16"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := &echo{}
			w := call(New(Config{Log: quiet()}, e, nil), "POST", "/api/isa/ask", c.body, "Accept-Language", c.accept)
			got := decode[refusal](t, w.Body)
			if w.Code != c.status || got.Status != c.status || got.Message != c.text.In(c.lang, c.pairs...) || got.Data == nil {
				t.Errorf("status %d, %+v", w.Code, got)
			}
			if len(e.said) > 0 {
				t.Error("the handler was asked all the same")
			}
		})
	}
}

func TestAskTakesAThousandCharactersOfAnyScript(t *testing.T) {
	for _, sign := range []string{"a", "字", "😀"} {
		e := &echo{}
		w := call(New(Config{Log: quiet()}, e, nil), "POST", "/api/isa/ask", `{"question":"`+strings.Repeat(sign, 1000)+`"}`)
		if w.Code != 200 || utf8.RuneCountInString(e.last(t).Text) != 1000 {
			t.Errorf("%s: status %d", sign, w.Code)
		}
	}
}

func TestAskCleansWhatIsNoText(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"broken UTF-8", "{\"question\":\"Ist K\xff\xf6ln dabei?\"}", "Ist Kln dabei?"},
		{"lone surrogate", `{"question":"a\ud800b"}`, "ab"},
		{"NUL and escape", `{"question":"a\u0000b\u001b[31mc"}`, "ab[31mc"},
		{"text turned around", `{"question":"a\u202eb\u2066c"}`, "abc"},
		{"byte order mark", "\xef\xbb\xbf{\"question\":\"a\"}", "a"},
		{"an emoji of several signs stays", `{"question":"👩‍🚒"}`, "👩‍🚒"},
		{"line breaks stay", `{"question":"a\r\nb"}`, "a\nb"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := &echo{}
			w := call(New(Config{Log: quiet()}, e, nil), "POST", "/api/isa/ask", c.body)
			if w.Code != 200 || e.last(t).Text != c.want {
				t.Errorf("status %d, asked %q", w.Code, e.last(t).Text)
			}
		})
	}
}

func TestAskSaysWhatTheHandlersErrorsMean(t *testing.T) {
	for _, c := range []struct {
		name   string
		err    error
		status int
		retry  string
		text   phrases.Text
		pairs  []string
	}{
		{"wait", fmt.Errorf("answering: %w", &bot.WaitError{For: 90 * time.Second}), 429, "90", phrases.WebFaults.TooMany, []string{"seconds", "90"}},
		{"anything else", errors.New("no luck"), 500, "", phrases.WebFaults.Broken, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := New(Config{Log: quiet()}, handlerFunc(func(context.Context, bot.Message) (bot.Post, error) { return bot.Post{}, c.err }), nil)
			w := call(h, "POST", "/api/isa/ask", `{"question":"x","lang":"en"}`)
			if got := decode[refusal](t, w.Body); w.Code != c.status || got.Message != c.text.In("en", c.pairs...) || w.Header().Get("Retry-After") != c.retry {
				t.Errorf("status %d, Retry-After %q, %+v", w.Code, w.Header().Get("Retry-After"), got)
			}
		})
	}
}

func TestAPanicIsOneAnswerAndOneLineWithoutTheText(t *testing.T) {
	var out bytes.Buffer
	h := New(Config{Log: slog.New(slog.NewTextHandler(&out, nil))},
		handlerFunc(func(_ context.Context, m bot.Message) (bot.Post, error) { panic("at " + m.Text) }), nil)
	w := call(h, "POST", "/api/isa/ask", `{"question":"secret matter","lang":"zh"}`)
	if got := decode[refusal](t, w.Body); w.Code != 500 || got.Message != phrases.WebFaults.Broken.Zh {
		t.Errorf("status %d, %+v", w.Code, got)
	}
	if n := strings.Count(out.String(), "\n"); n != 1 || strings.Contains(out.String(), "secret") {
		t.Errorf("%d log lines:\n%s", n, out.String())
	}
}

func TestAskGivesUpAfterItsTime(t *testing.T) {
	h := New(Config{Log: quiet(), Timeout: time.Millisecond}, handlerFunc(func(ctx context.Context, _ bot.Message) (bot.Post, error) {
		<-ctx.Done()
		return bot.Post{}, ctx.Err()
	}), nil)
	w := call(h, "POST", "/api/isa/ask", `{"question":"x"}`)
	if got := decode[refusal](t, w.Body); w.Code != 503 || got.Message != phrases.WebFaults.Slow.En || w.Header().Get("Retry-After") == "" {
		t.Errorf("status %d, %+v", w.Code, got)
	}
}

func TestOneTooManyAtOnceIsTurnedAwayPolitely(t *testing.T) {
	entered, leave := make(chan bool), make(chan bool)
	h := New(Config{Log: quiet(), AtOnce: 1, Patience: time.Millisecond}, handlerFunc(func(context.Context, bot.Message) (bot.Post, error) {
		entered <- true
		<-leave
		return bot.Post{}, nil
	}), nil)
	first := make(chan int)
	go func() { first <- call(h, "POST", "/api/isa/ask", `{"question":"x"}`).Code }()
	<-entered
	w := call(h, "POST", "/api/isa/ask", `{"question":"x","lang":"en"}`)
	if got := decode[refusal](t, w.Body); w.Code != 503 || got.Message != phrases.WebFaults.Busy.En || w.Header().Get("Retry-After") == "" {
		t.Errorf("status %d, %+v", w.Code, got)
	}
	leave <- true
	if code := <-first; code != 200 {
		t.Errorf("the first got %d", code)
	}
}

func TestASlowAnswerOutlivesTheDeadlineOfTheBody(t *testing.T) {
	var had error
	srv := httptest.NewServer(New(Config{Log: quiet()}, handlerFunc(func(ctx context.Context, _ bot.Message) (bot.Post, error) {
		had = ctx.Err()
		return bot.Post{Body: richtext.FromText("well")}, nil
	}), nil))
	defer srv.Close()
	for range 3 { // the same connection, again and again
		res, err := http.Post(srv.URL+"/api/isa/ask", "text/plain", strings.NewReader(`{"question":"x"}`))
		if err != nil {
			t.Fatal(err)
		}
		if got := decode[bot.Reply](t, res.Body); got.Answer != "well" || had != nil {
			t.Errorf("answer %q, context %v", got.Answer, had)
		}
		res.Body.Close()
	}
}

func TestOtherMethodsAreRefused(t *testing.T) {
	h := New(Config{Log: quiet()}, &echo{}, nil)
	for _, c := range []struct{ method, path, allow string }{
		{"GET", "/api/isa/ask", "POST"},
		{"DELETE", "/api/isa/conversations/x", "GET, HEAD"},
		{"PUT", "/chat", "GET, HEAD, POST"},
	} {
		if w := call(h, c.method, c.path, ""); w.Code != 405 || w.Header().Get("Allow") != c.allow {
			t.Errorf("%s %s: %d, Allow %q", c.method, c.path, w.Code, w.Header().Get("Allow"))
		}
	}
}

func FuzzAsk(f *testing.F) {
	for _, s := range []string{
		`{"question":"Ist Köln dabei?","lang":"de"}`, `{"question":"\u0000\ud800","conversation":7}`, `[[[[`, `null`, `{"lang":{}}`,
		"{\"question\":\"\xff\xfe\"}", `{"question":"` + strings.Repeat("🏳️‍🌈", 200) + `","lang":"zh"}`, "question=a&conversation=b", "",
	} {
		f.Add([]byte(s), "de,en;q=0.5")
	}
	h := New(Config{Log: quiet()}, &echo{}, nil)
	f.Fuzz(func(t *testing.T, body []byte, accept string) {
		w := call(h, "POST", "/api/isa/ask", string(body), "Accept-Language", accept)
		switch w.Code {
		case 200:
			got := decode[bot.Reply](t, w.Body)
			if !utf8.ValidString(got.Answer) || strings.ContainsRune(got.Answer, 0) || !conversationID(got.Conversation) || !phrases.Known(got.Lang) {
				t.Errorf("%+v", got)
			}
		case 400, 413:
			if got := decode[refusal](t, w.Body); got.Message == "" || got.Status != w.Code {
				t.Errorf("%+v", got)
			}
		default:
			t.Errorf("status %d", w.Code)
		}
		if w := call(h, "POST", "/chat", string(body), "Accept-Language", accept); w.Code >= 500 {
			t.Errorf("the page answers %d", w.Code)
		}
	})
}

func BenchmarkAsk(b *testing.B) {
	h := New(Config{Log: quiet(), PerMinute: 1 << 30}, handlerFunc(func(_ context.Context, m bot.Message) (bot.Post, error) {
		return bot.Post{Body: richtext.FromText(m.Text), Lang: "de"}, nil
	}), nil)
	b.ReportAllocs()
	for b.Loop() {
		if w := call(h, "POST", "/api/isa/ask", `{"question":"Ist Köln Mitglied der Allianz?","lang":"de"}`); w.Code != 200 {
			b.Fatal(w.Code)
		}
	}
}
