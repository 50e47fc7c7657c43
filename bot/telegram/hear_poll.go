package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync/atomic"
	"time"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"isa-portal.de/isabot/bot"
)

// pollFor is how long Telegram may take to answer a poll to which there is
// nothing to say. It takes 50 s at most; the client waits longer.
const pollFor = 50 * time.Second

// poll fetches updates until ctx ends. The library asks and counts; what comes
// is kept in between, before the library counts it as come.
func (l *Listener) poll(ctx context.Context) {
	if !l.until(ctx, l.withoutWebhook) {
		return
	}
	nothing := func(context.Context, *tg.Bot, *models.Update) {}
	api, err := tg.New(l.sender.line.token, tg.WithSkipGetMe(), tg.WithServerURL(l.sender.url), tg.WithHTTPClient(pollFor, &poller{Listener: l}),
		tg.WithAllowedUpdates(heard), tg.WithDefaultHandler(nothing), tg.WithNotAsyncHandlers(), tg.WithErrorsHandler(func(error) {}))
	if err != nil { // not with a token that made a Sender
		l.cfg.Log.Error("Telegram's client could not be set up.", "error", l.sender.line.clean(err))
		return
	}
	api.Start(ctx)
}

// withoutWebhook takes off a webhook that is set: Telegram does not answer polls
// beside one.
func (l *Listener) withoutWebhook(ctx context.Context) error {
	info, err := l.sender.api.GetWebhookInfo(ctx)
	if err != nil || info.URL == "" {
		return err
	}
	_, err = l.sender.api.DeleteWebhook(ctx, &tg.DeleteWebhookParams{})
	return err
}

// poller is the library's way to Telegram. What it answers with an error the
// library asks for again.
type poller struct {
	*Listener
	rest atomic.Int64 // before the next poll
}

// Do satisfies the library's HttpClient.
func (p *poller) Do(req *http.Request) (resp *http.Response, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = bot.PanicError(r)
			p.rest.Store(int64(longestRest))
			p.cfg.Log.Error("Fetching from Telegram failed; it is tried again.", "error", err)
		}
	}()
	ctx := req.Context()
	if rest := p.rest.Swap(0); rest > 0 {
		if err := p.cfg.Wait(ctx, time.Duration(rest)); err != nil {
			return nil, err
		}
	}
	resp, err = p.sender.line.Do(req)
	if err == nil {
		err = p.keep(ctx, resp)
	}
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		p.rest.Store(int64(p.failed(err)))
		return nil, err
	}
	p.well()
	return resp, nil
}

// keep keeps the updates of an answer, and leaves of them what the library
// counts by.
func (p *poller) keep(ctx context.Context, resp *http.Response) error {
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return fmt.Errorf("read what Telegram told: %w", err)
	}
	var answer struct {
		Updates []json.RawMessage `json:"result"`
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return errors.New("what Telegram told is no list of updates")
	}
	if err := p.accept(ctx, answer.Updates...); err != nil {
		return err
	}
	ids := []map[string]int64{}
	for _, raw := range answer.Updates {
		if u, _ := readUpdate(raw); u.ID != 0 {
			ids = append(ids, map[string]int64{"update_id": u.ID})
		}
	}
	if len(ids) == 0 && len(answer.Updates) > 0 {
		return errors.New("what Telegram told are no updates")
	}
	body, err = json.Marshal(map[string]any{"ok": true, "result": ids})
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return err
}
