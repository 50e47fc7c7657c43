package discordtest

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"time"
)

// key is what interactions by HTTP are signed with. It is the same in every
// fake, so that tests can name what is signed with it.
var key = ed25519.NewKeyFromSeed([]byte("a Discord that stands in memory."))

// PublicKey is that by which the bot knows an interaction for Discord's.
func PublicKey() string { return hex.EncodeToString(key.Public().(ed25519.PublicKey)) }

// Signed is a request that brings a body to the bot, signed as of a moment.
func Signed(body []byte, at time.Time) *http.Request {
	stamp := strconv.FormatInt(at.Unix(), 10)
	r := httptest.NewRequest(http.MethodPost, "/api/isa/discord", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Signature-Timestamp", stamp)
	r.Header.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(key, append([]byte(stamp), body...))))
	return r
}

// SetEndpoint brings interactions to h from now on, in place of the gateway; nil
// brings them to the gateway again. It is given as in Discord's settings: h must
// answer a ping, and refuse one that is signed wrongly.
func (f *Fake) SetEndpoint(h http.Handler) error {
	if h != nil {
		if err := f.probe(h); err != nil {
			return err
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.endpoint = h
	return nil
}

// probe asks as Discord does, also now and then later.
func (f *Fake) probe(h http.Handler) error {
	body := jsonOf(map[string]any{"id": "1", "application_id": f.App(), "type": kindPing, "token": "x", "version": 1})
	w := httptest.NewRecorder()
	h.ServeHTTP(w, Signed(body, f.cfg.Now()))
	if w.Code != http.StatusOK || w.Body.String() != `{"type":1}` {
		return fmt.Errorf("a ping is answered with %d", w.Code)
	}
	forged := Signed(body, f.cfg.Now())
	forged.Header.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(key, body)))
	w = httptest.NewRecorder()
	if h.ServeHTTP(w, forged); w.Code != http.StatusUnauthorized {
		return fmt.Errorf("a ping that is signed wrongly is answered with %d", w.Code)
	}
	return nil
}

// call brings an interaction to the bot by HTTP and takes its answer.
func (f *Fake) call(h http.Handler, i *Interaction) {
	w := httptest.NewRecorder()
	r := Signed(i.body, f.cfg.Now())
	h.ServeHTTP(w, r)
	f.mu.Lock()
	defer f.mu.Unlock()
	i.Status = w.Code
	if w.Code != http.StatusOK {
		return
	}
	if f.cfg.Now().Sub(i.at) > answerTime {
		return // nobody waits for it any more
	}
	where, _ := match(http.MethodPost, "/interactions/"+i.ID+"/"+i.Token+"/callback")
	c := &call{r: r, route: where, body: w.Body.Bytes()}
	c.entry = Entry{At: f.cfg.Now(), Method: http.MethodPost, Route: where.path}
	if i.answered != 0 {
		f.violate("an interaction is answered twice")
		return
	}
	err := error(nil)
	if f.cfg.Schema != nil {
		err = f.cfg.Schema.request(c)
	}
	if err == nil {
		err = f.take(c, i)
	}
	if err != nil {
		f.violate("the answer to an interaction: " + err.Error())
	}
	f.log = append(f.log, c.entry)
}

// Body is the interaction as it is sent, for those who want to send it themselves.
func (i *Interaction) Body() []byte { return append([]byte(nil), i.body...) }
