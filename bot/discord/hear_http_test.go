package discord

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/discord/discordtest"
)

// byHTTP has interactions brought by HTTP, and the gateway off.
func byHTTP(e *ear) { e.cfg.PublicKey, e.cfg.Gateway = discordtest.PublicKey(), false }

// asked is what the listener answers to a request.
func (e *ear) asked(r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	e.l.ServeHTTP(w, r)
	return w
}

const ping = `{"id":"1","application_id":"2","type":1,"token":"x","version":1}`

// The signature was made by OpenSSL (Python's cryptography), of the moment
// 2000-01-01T00:00:00Z and the ping above, with the key of discordtest.
const (
	goldenKey       = "3f7ae40e7ee665cceecd731e2b6fd76b4542dc6ccbce0e2c985b008570537d23"
	goldenStamp     = "946684800"
	goldenSignature = "51ddd6d063108a5b3fd92c33375481398b3c44c19dc4751033366053cdb9399eb85b4b9f72e9eacd084090f252e23759cf9d35a00fa3450d61c2a35af025a006"
)

func golden(body, stamp, signature string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/api/isa/discord", strings.NewReader(body))
	r.Header.Set("X-Signature-Timestamp", stamp)
	r.Header.Set("X-Signature-Ed25519", signature)
	return r
}

func TestAPingThatAnotherHasSigned(t *testing.T) {
	listening(t, func(e *ear) {
		w := e.asked(golden(ping, goldenStamp, goldenSignature))
		if w.Code != http.StatusOK || w.Body.String() != `{"type":1}` || w.Header().Get("Content-Type") != "application/json" {
			t.Errorf("answered with %d %s", w.Code, w.Body)
		}
		if discordtest.PublicKey() != goldenKey {
			t.Error("the key of the Discord in memory is another one")
		}
	}, func(e *ear) { e.cfg.PublicKey, e.cfg.Gateway = strings.ToUpper(goldenKey), false })
}

func TestWhatDiscordHasNotSignedIsRefused(t *testing.T) {
	listening(t, func(e *ear) {
		is := func(name string, r *http.Request, want int) {
			t.Helper()
			if w := e.asked(r); w.Code != want {
				t.Errorf("%s: answered with %d %s", name, w.Code, w.Body)
			}
		}
		raw, _ := hex.DecodeString(goldenSignature)
		for bit := range len(raw) * 8 {
			flipped := bytes.Clone(raw)
			flipped[bit/8] ^= 1 << (bit % 8)
			is(fmt.Sprint("bit ", bit, " of the signature"), golden(ping, goldenStamp, hex.EncodeToString(flipped)), 401)
		}
		for bit := range len(ping) * 8 {
			flipped := []byte(ping)
			flipped[bit/8] ^= 1 << (bit % 8)
			is(fmt.Sprint("bit ", bit, " of the body"), golden(string(flipped), goldenStamp, goldenSignature), 401)
		}
		is("a time that is another second", golden(ping, "946684801", goldenSignature), 401)
		is("no time", golden(ping, "", goldenSignature), 401)
		is("no signature", golden(ping, goldenStamp, ""), 401)
		is("half a signature", golden(ping, goldenStamp, goldenSignature[:64]), 401)
		is("a signature that is none", golden(ping, goldenStamp, strings.Repeat("x", 128)), 401)
		is("the same JSON in another order", golden(`{"application_id":"2","id":"1","type":1,"token":"x","version":1}`, goldenStamp, goldenSignature), 401)
		is("the same JSON with a blank", golden(ping+" ", goldenStamp, goldenSignature), 401)
		is("a byte moved from the time to the body", golden("0"+ping, goldenStamp[:len(goldenStamp)-1], goldenSignature), 401)
		is("nothing", golden("", "", ""), 401)
		if len(e.heard.messages()) != 0 || len(e.disk.rows) != 0 {
			t.Error("something was heard")
		}
	}, byHTTP)
}

func TestWhatIsStaleIsRefused(t *testing.T) {
	listening(t, func(e *ear) {
		for age, want := range map[time.Duration]int{0: 200, 5 * time.Minute: 200, -5 * time.Minute: 200,
			5*time.Minute + time.Second: 401, -5*time.Minute - time.Second: 401, 24 * time.Hour: 401, -24 * time.Hour: 401} {
			if w := e.asked(discordtest.Signed([]byte(ping), time.Now().Add(-age))); w.Code != want {
				t.Errorf("%s old: answered with %d", age, w.Code)
			}
		}
		p := e.Person("Anna", "de")
		if err := e.SetEndpoint(e.l); err != nil {
			t.Fatal(err)
		}
		i := p.Use(p.DM(), "members", "")
		e.answered(i, 1)
		caught := discordtest.Signed(i.Body(), time.Now())
		passes(time.Hour)
		if w := e.asked(caught); w.Code != 401 {
			t.Errorf("caught an hour ago: answered with %d", w.Code)
		}
	}, byHTTP)
}

func TestWhatIsBroughtAgainIsRefused(t *testing.T) {
	listening(t, func(e *ear) {
		p := e.Person("Anna", "de")
		if err := e.SetEndpoint(e.l); err != nil {
			t.Fatal(err)
		}
		i := p.Use(p.DM(), "members", "")
		e.answered(i, 1)
		for range 3 {
			if w := e.asked(discordtest.Signed(i.Body(), time.Now())); w.Code != http.StatusConflict {
				t.Errorf("answered with %d", w.Code)
			}
		}
		e.stop()
		e.start() // and by another process
		if w := e.asked(discordtest.Signed(i.Body(), time.Now())); w.Code != http.StatusConflict {
			t.Errorf("answered with %d", w.Code)
		}
		if n := len(e.heard.messages()); n != 1 {
			t.Errorf("heard %d times", n)
		}
		e.disk.setFull(true)
		if i := p.Use(p.DM(), "members", ""); i.Status == http.StatusOK {
			t.Error("answered, although nobody can tell whether it was answered before")
		}
	}, byHTTP)
}

func TestWhatIsNoInteractionIsRefused(t *testing.T) {
	listening(t, func(e *ear) {
		is := func(name string, r *http.Request, want int) {
			t.Helper()
			if w := e.asked(r); w.Code != want {
				t.Errorf("%s: answered with %d %s", name, w.Code, w.Body)
			}
		}
		signed := func(body string) *http.Request { return discordtest.Signed([]byte(body), time.Now()) }
		is("a GET", httptest.NewRequest(http.MethodGet, "/api/isa/discord", nil), 405)
		is("no JSON", signed("type=1"), 400)
		is("a list", signed("[]"), 400)
		is("too large", signed(`{"type":1,"x":"`+strings.Repeat("x", maxBody)+`"}`), 413)
		is("as large as it may be", signed(`{"type":1,"x":"`+strings.Repeat("x", maxBody-17)+`"}`), 200)
		is("nobody's", signed(`{"id":"5","type":2,"token":"x"}`), 500)
		broken := signed(ping)
		broken.Body = io.NopCloser(io.MultiReader(strings.NewReader(ping[:5]), failing{}))
		is("cut off", broken, 400)
		e.stop()
		is("after the end", signed(`{"id":"6","type":2,"token":"x","user":{"id":"7"}}`), 503)
	}, byHTTP)
	listening(t, func(e *ear) {
		if w := e.asked(discordtest.Signed([]byte(ping), time.Now())); w.Code != 404 {
			t.Errorf("without a key: answered with %d", w.Code)
		}
	})
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("cut off") }

func TestWhoDoesNotWaitIsNotWaitedFor(t *testing.T) {
	listening(t, func(e *ear) {
		e.heard.set(func(context.Context, bot.Message) (bot.Post, error) {
			spend(time.Second)
			return says1("fertig"), nil
		})
		ctx, cancel := context.WithTimeout(e.t.Context(), 100*time.Millisecond)
		defer cancel()
		r := discordtest.Signed([]byte(`{"id":"6","type":2,"token":"x","user":{"id":"7"},"data":{"name":"help"}}`), time.Now())
		began := time.Now()
		e.asked(r.WithContext(ctx))
		if took := time.Since(began); took > time.Second {
			t.Errorf("it took %s", took)
		}
		passes(time.Minute)
	}, byHTTP)
}

func TestALateWordBeforeDiscordHasTakenTheFirst(t *testing.T) {
	listening(t, func(e *ear) {
		e.heard.set(func(context.Context, bot.Message) (bot.Post, error) {
			spend(soon + time.Millisecond)
			return says1("fertig"), nil
		})
		if err := e.SetEndpoint(e.l); err != nil {
			t.Fatal(err)
		}
		e.Break(discordtest.Fault{Kind: discordtest.UnknownWebhook, Method: "PATCH", Times: 2})
		e.answered(e.Person("Anna", "de").Use(e.Open(discordtest.Text, "chat"), "members", ""), 1)
	}, byHTTP)
}

func TestAListenerThatCannotHearIsNone(t *testing.T) {
	s, err := NewSender(Config{Token: token})
	if err != nil {
		t.Fatal(err)
	}
	for name, cfg := range map[string]ListenerConfig{
		"no way": {Sender: s}, "a short key": {Sender: s, Gateway: true, PublicKey: "0a0b"}, "a key that is none": {Sender: s, PublicKey: strings.Repeat("x", 64)},
	} {
		if _, err := NewListener(cfg); err == nil {
			t.Errorf("%s: it is taken", name)
		}
	}
}
