package telegram

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"os"
	"time"

	tg "github.com/go-telegram/bot"
)

const (
	maxUpdate    = 1 << 20          // bytes; Telegram's longest messages are far below
	bodyPatience = 15 * time.Second // for a body on its way
	keepPatience = 10 * time.Second // for the disk
	hookAgain    = time.Hour        // after that the webhook is set anew, should somebody have changed it
)

// secretOf makes a webhook's secret from the token: it is the same after each
// start, and tells nothing of the token.
func secretOf(token string) string {
	m := hmac.New(sha256.New, []byte(token))
	m.Write([]byte("the secret of the webhook"))
	return hex.EncodeToString(m.Sum(nil))
}

// keepWebhook has Telegram bring its updates, until ctx ends.
func (l *Listener) keepWebhook(ctx context.Context) {
	set := func(ctx context.Context) error {
		_, err := l.sender.api.SetWebhook(ctx, &tg.SetWebhookParams{URL: l.cfg.WebhookURL, SecretToken: l.secret, AllowedUpdates: heard})
		return err
	}
	for l.until(ctx, set) {
		l.well()
		if l.cfg.Wait(ctx, hookAgain) != nil {
			return
		}
	}
}

// ServeHTTP takes an update from Telegram's webhook. It answers 200 when the
// update is kept, or was before, and 503 when that failed: then Telegram brings
// it again. Without a webhook there is nothing here.
func (l *Listener) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, status := l.delivered(w, r)
	if status == http.StatusOK {
		ctx, cancel := context.WithTimeout(r.Context(), keepPatience)
		defer cancel()
		if err := l.accept(ctx, body); err != nil {
			l.failed(err)
			status = http.StatusServiceUnavailable
		} else {
			l.well()
		}
	}
	if status != http.StatusOK {
		http.Error(w, http.StatusText(status), status)
	}
}

// delivered reads a request of Telegram's, or says what is wrong with it.
// Nothing is read of one that is not Telegram's.
func (l *Listener) delivered(w http.ResponseWriter, r *http.Request) (body []byte, status int) {
	switch kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); {
	case l.cfg.WebhookURL == "":
		return nil, http.StatusNotFound
	case r.Method != http.MethodPost:
		w.Header().Set("Allow", http.MethodPost)
		return nil, http.StatusMethodNotAllowed
	case !l.isTelegram(r.Header.Get("X-Telegram-Bot-Api-Secret-Token")):
		return nil, http.StatusUnauthorized
	case kind != "application/json":
		return nil, http.StatusUnsupportedMediaType
	}
	line := http.NewResponseController(w)
	_ = line.SetReadDeadline(time.Now().Add(l.patience)) // not every server can
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxUpdate))
	_ = line.SetReadDeadline(time.Time{})
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, http.StatusRequestEntityTooLarge
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil, http.StatusRequestTimeout
	case err != nil:
		return nil, http.StatusBadRequest
	}
	if u, _ := readUpdate(body); u.ID == 0 || !json.Valid(body) {
		return nil, http.StatusBadRequest
	}
	return body, http.StatusOK
}

// isTelegram compares in a time that tells nothing of the secret.
func (l *Listener) isTelegram(said string) bool {
	got, want := sha256.Sum256([]byte(said)), sha256.Sum256([]byte(l.secret))
	return subtle.ConstantTimeCompare(got[:], want[:]) == 1
}
