package telegram

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"sync"
	"time"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
)

const (
	maxFound      = 10
	inlineWorkers = 4
	maxAsked      = 64               // queries that wait
	inlineLives   = 10 * time.Second // then nobody looks at the answer any more
	inlineCache   = 60               // seconds for which Telegram may give the same answer to the same person
)

// Found is what an inline query may mean.
type Found struct {
	Title string   // its name
	About string   // a line below it, may be ""
	Post  bot.Post // what is sent when it is chosen
}

// asked is an inline query, and when it came.
type asked struct {
	query
	at time.Time
}

// inline are the inline queries that wait. One comes with every letter that is
// typed, and is worth nothing when the next has come: they are not kept, and of
// one person only the last waits.
type inline struct {
	waiting chan int64 // persons
	mu      sync.Mutex
	last    map[int64]asked // of each who waits
	latest  []int64         // ids of updates, lest one be answered twice
}

// ask lets a query wait, in the place of the person's last one, or drops it.
func (i *inline) ask(u update, now time.Time) {
	i.mu.Lock()
	defer i.mu.Unlock()
	for _, id := range i.latest {
		if id == u.ID {
			return
		}
	}
	if len(i.latest) >= 4*maxAsked {
		i.latest = i.latest[maxAsked:]
	}
	i.latest = append(i.latest, u.ID)
	who := u.Inline.From.ID
	if _, waits := i.last[who]; !waits {
		select {
		case i.waiting <- who:
		default:
			return
		}
	}
	i.last[who] = asked{*u.Inline, now}
}

// take is the query of a person whose turn it is.
func (i *inline) take(who int64) asked {
	i.mu.Lock()
	defer i.mu.Unlock()
	q := i.last[who]
	delete(i.last, who)
	return q
}

// answerInline answers inline queries until ctx ends.
func (l *Listener) answerInline(ctx context.Context) {
	var all sync.WaitGroup
	for range inlineWorkers {
		all.Go(func() {
			for {
				select {
				case <-ctx.Done():
					return
				case who := <-l.inline.waiting:
					q := l.inline.take(who)
					if l.sender.pace().Sub(q.at) > inlineLives {
						continue
					}
					if err := l.find(ctx, q.query); err != nil && ctx.Err() == nil && !deniedAs(err, "query is too old") {
						l.cfg.Log.Warn("An inline query on Telegram could not be answered.", "error", l.sender.line.clean(err))
					}
				}
			}
		})
	}
	all.Wait()
}

// find answers an inline query. Its answer is for the one person: another who
// types the same may speak another language.
func (l *Listener) find(ctx context.Context, q query) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = bot.PanicError(r)
		}
	}()
	lang := cmp.Or(locale(q.From.Language), "en")
	var found []Found
	if l.cfg.Lookup != nil {
		found = l.cfg.Lookup(ctx, q.Text, lang, maxFound)
	}
	results := []map[string]any{}
	for n, f := range found[:min(len(found), maxFound)] {
		result, err := article(f)
		if err != nil {
			return fmt.Errorf("render what an inline query may mean: %w", err)
		}
		if result != nil {
			result["id"] = strconv.Itoa(n)
			results = append(results, result)
		}
	}
	fields := map[string]any{"inline_query_id": q.ID, "results": results, "cache_time": inlineCache, "is_personal": true}
	if len(results) == 0 {
		fields["button"] = map[string]any{"text": phrases.InlineAsk.In(lang), "start_parameter": "inline"}
	}
	_, err = l.sender.post(ctx, "answerInlineQuery", fields, &form{})
	return err
}

// article is what was found as one text without buttons: a press on one would
// not tell the chat. nil if it shows nothing.
func article(f Found) (map[string]any, error) {
	p := f.Post
	p.Media, p.Choices, p.Suggestions, p.Rate = nil, nil, nil, ""
	pieces, err := Renderer{}.Render(p, bot.Shape{Stands: []bot.Remote{{Kind: bot.TextPiece}}})
	if err != nil || len(pieces) == 0 || f.Title == "" {
		return nil, err
	}
	content := pick(pieces[0].Fields, []string{"parse_mode", "link_preview_options"})
	content["message_text"] = pieces[0].Fields["text"]
	out := map[string]any{"type": "article", "title": f.Title, "input_message_content": content}
	if f.About != "" {
		out["description"] = f.About
	}
	return out, nil
}
