package discord

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"

	dg "github.com/bwmarrin/discordgo"
)

const (
	maxBody      = 256 << 10 // bytes of an interaction; Discord's are far smaller
	bodyPatience = 5 * time.Second

	// staleAfter is how old, or how far ahead, the time may be with which a
	// request is signed: nobody can repeat one that was caught earlier.
	staleAfter = 5 * time.Minute
)

// ServeHTTP takes interactions that Discord brings by HTTP, and answers them in
// its response. It refuses all that Discord has not signed: Discord tries that
// out now and then, and brings nothing more to one who takes such a request.
func (l *Listener) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if l.key == nil {
		http.NotFound(w, r)
		return
	}
	body, status := l.signed(w, r)
	if status != http.StatusOK {
		http.Error(w, http.StatusText(status), status)
		return
	}
	var i interaction
	if json.Unmarshal(body, &i) != nil {
		http.Error(w, http.StatusText(http.StatusBadRequest), http.StatusBadRequest)
		return
	}
	if i.Type == dg.InteractionPing {
		reply(w, callback{Type: dg.InteractionResponsePong})
		return
	}
	if !l.first(r.Context(), i) {
		http.Error(w, "answered already", http.StatusConflict)
		return
	}
	l.byHTTP(w, r, i)
}

// signed is the body of a request, if Discord has signed it a short while ago.
func (l *Listener) signed(w http.ResponseWriter, r *http.Request) (body []byte, status int) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		return nil, http.StatusMethodNotAllowed
	}
	stamp := r.Header.Get("X-Signature-Timestamp")
	signature, err := hex.DecodeString(r.Header.Get("X-Signature-Ed25519"))
	if err != nil || len(signature) != ed25519.SignatureSize || stamp == "" {
		return nil, http.StatusUnauthorized
	}
	line := http.NewResponseController(w)
	_ = line.SetReadDeadline(time.Now().Add(bodyPatience)) // where that can be said
	body, err = io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	_ = line.SetReadDeadline(time.Time{})
	if err != nil {
		return nil, http.StatusBadRequest
	}
	if len(body) > maxBody {
		return nil, http.StatusRequestEntityTooLarge
	}
	if !ed25519.Verify(l.key, append([]byte(stamp), body...), signature) {
		return nil, http.StatusUnauthorized
	}
	at, err := strconv.ParseInt(stamp, 10, 64)
	if age := l.cfg.Now().Sub(time.Unix(at, 0)); err != nil || age > staleAfter || age < -staleAfter {
		return nil, http.StatusUnauthorized
	}
	return body, http.StatusOK
}

var errNobodyWaits = errors.New("nobody waits for the answer any more")

// byHTTP answers an interaction in the response; what follows on that begins
// when it was written.
func (l *Listener) byHTTP(w http.ResponseWriter, r *http.Request, i interaction) {
	answers, written, gone := make(chan callback, 1), make(chan struct{}), make(chan struct{})
	defer close(gone)
	respond := func(_ context.Context, c callback) error {
		answers <- c
		select {
		case <-written:
			return nil
		case <-gone:
		}
		select {
		case <-written:
			return nil
		default:
			return errNobodyWaits
		}
	}
	if !l.begin(func(ctx context.Context) {
		defer close(answers)
		l.interact(ctx, i, respond)
	}) {
		http.Error(w, http.StatusText(http.StatusServiceUnavailable), http.StatusServiceUnavailable)
		return
	}
	late := time.NewTimer(answerTime)
	defer late.Stop()
	select {
	case c, ok := <-answers:
		if !ok {
			http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
			return
		}
		reply(w, c)
		close(written)
	case <-late.C:
		http.Error(w, http.StatusText(http.StatusGatewayTimeout), http.StatusGatewayTimeout)
	case <-r.Context().Done():
	}
}

func reply(w http.ResponseWriter, c callback) {
	body, err := json.Marshal(c)
	if err != nil {
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(body)
	_ = http.NewResponseController(w).Flush() // where that can be said
}
