package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"isa-portal.de/isabot/bot/discord/discordtest"
	"isa-portal.de/isabot/bot/telegram/telegramtest"
	"isa-portal.de/isabot/cmd/stage"
)

// story is what staff do, and what is to be seen of it.
type story struct {
	stage    *stage.Stage
	channels []channel
	out      io.Writer
	patience time.Duration                   // with each channel
	pause    func(ctx context.Context) error // after each step

	news   news
	id     string              // of the piece at hand
	stands map[string][]string // the ids of its messages, by channel
}

// play publishes, corrects, saves without a change and withdraws a piece of
// news. Its error says which channel did not show what it should.
func (t *story) play(ctx context.Context) (err error) {
	if t.news, err = readNews(); err != nil {
		return err
	}
	for _, step := range []func(context.Context) error{t.publish, t.correct, t.saveAgain, t.retract} {
		if err := step(ctx); err != nil {
			return err
		}
		if err := t.pause(ctx); err != nil {
			return err
		}
	}
	return t.judge()
}

// publish saves a draft and publishes it by a change of its status.
func (t *story) publish(ctx context.Context) error {
	if err := t.create(ctx, t.news.First); err != nil {
		return err
	}
	t.stands = map[string][]string{}
	err := t.await(ctx, "1. Published", func(c channel, seen []sight) bool {
		return t.says(seen, title(t.news.First, c.lang), weekdays[c.lang].before)
	})
	for _, c := range t.announcing() {
		t.stands[c.key()] = ids(c.look(t.stage))
	}
	return err
}

// create saves a draft and publishes it.
func (t *story) create(ctx context.Context, text stage.Fields) error {
	fields, err := draft(text)
	if err != nil {
		return err
	}
	if t.id, err = t.stage.Create(ctx, "news", fields); err != nil {
		return fmt.Errorf("saving the draft: %w", err)
	}
	if len(t.everything()) > 0 {
		return errors.New("a draft is shown in the channels")
	}
	if err := t.change(ctx, stage.Fields{"status": "published"}); err != nil {
		return fmt.Errorf("publishing: %w", err)
	}
	return nil
}

func (t *story) change(ctx context.Context, fields stage.Fields) error {
	return t.stage.Change(ctx, "news", t.id, fields)
}

// correct changes title and text: the messages stay and say something else.
func (t *story) correct(ctx context.Context) error {
	if err := t.change(ctx, t.news.Correction); err != nil {
		return fmt.Errorf("saving the correction: %w", err)
	}
	err := t.await(ctx, "2. Corrected", func(c channel, seen []sight) bool {
		return t.says(seen, title(t.news.Correction, c.lang), weekdays[c.lang].after) && !t.says(seen, weekdays[c.lang].before)
	})
	if err != nil {
		return err
	}
	for _, c := range t.announcing() {
		if is := ids(c.look(t.stage)); !slices.Equal(is, t.stands[c.key()]) {
			return fmt.Errorf("%s shows other messages than before the correction: %v, not %v", c.label(), is, t.stands[c.key()])
		}
	}
	fmt.Fprintln(t.out, "\nIn each channel these are the messages that stood before: none was added.")
	return nil
}

// saveAgain saves what is saved already. What a change asks of the channels is
// written down with it, so once it is saved there is nothing to wait for.
func (t *story) saveAgain(ctx context.Context) error {
	before := t.requests()
	if err := t.change(ctx, t.news.Correction); err != nil {
		return fmt.Errorf("saving without a change: %w", err)
	}
	open, err := t.deliveries(ctx, "state != 'sent'")
	if err != nil {
		return err
	}
	made := t.requests() - before
	fmt.Fprintf(t.out, "\n3. Saved once more without a change: %d requests, %d deliveries that wait.\n", made, len(open))
	if made > 0 || len(open) > 0 {
		return errors.New("a save without a change was not without consequences")
	}
	return nil
}

// retract withdraws the piece. Since the save without a change nothing else may
// have been asked for.
func (t *story) retract(ctx context.Context) error {
	telegram, discord := len(t.stage.Telegram.Entries()), len(t.stage.Discord.Log())
	if err := t.change(ctx, stage.Fields{"status": "retracted"}); err != nil {
		return fmt.Errorf("withdrawing: %w", err)
	}
	err := t.await(ctx, "4. Withdrawn", func(_ channel, seen []sight) bool { return len(seen) == 0 })
	if err != nil {
		return err
	}
	other := slices.ContainsFunc(t.stage.Telegram.Entries()[telegram:], func(e telegramtest.Entry) bool {
		return e.Effect != "" && e.Effect != "delete"
	}) || slices.ContainsFunc(t.stage.Discord.Log()[discord:], func(e discordtest.Entry) bool {
		return e.Effect != discordtest.Nothing && e.Method != http.MethodDelete
	})
	if other {
		return errors.New("something else was sent or changed before the news was withdrawn")
	}
	return nil
}

// leave publishes a piece for staff to try their hands at.
func (t *story) leave(ctx context.Context) error {
	if err := t.create(ctx, t.news.Last); err != nil {
		return err
	}
	return t.await(ctx, "5. Published for you", func(c channel, seen []sight) bool { return t.says(seen, title(t.news.Last, c.lang)) })
}

// judge says what the platforms thought of the requests. A request that came too
// early was refused and made again, as it would have been for real: it is told,
// and is no reason to fail.
func (t *story) judge() error {
	early, faults := len(t.stage.Telegram.Violations()), t.stage.Telegram.Complaints()
	for _, v := range t.stage.Discord.Violations() {
		if strings.HasPrefix(v, "the limit is broken") {
			early++
		} else {
			faults = append(faults, v)
		}
	}
	fmt.Fprintf(t.out, "\n%d requests to Telegram, %d to Discord: %d against their rules, %d too early and made again.\n",
		len(t.stage.Telegram.Entries()), len(t.stage.Discord.Log()), len(faults), early)
	if len(faults) > 0 {
		return errors.New("requests break the rules of the platforms: " + strings.Join(faults, "; "))
	}
	return nil
}

func title(n stage.Fields, lang string) string {
	s, _ := n["title_"+lang].(string)
	return s
}

// says reports whether all words stand in what is seen.
func (t *story) says(seen []sight, words ...string) bool {
	for _, w := range words {
		if w == "" || !slices.ContainsFunc(seen, func(s sight) bool { return strings.Contains(s.text, w) }) {
			return false
		}
	}
	return true
}

func ids(seen []sight) []string {
	out := make([]string, len(seen))
	for i, s := range seen {
		out[i] = s.id
	}
	return out
}

// requests is how many both platforms were asked so far.
func (t *story) requests() int { return len(t.stage.Telegram.Entries()) + len(t.stage.Discord.Log()) }
