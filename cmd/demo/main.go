// Command demo shows what becomes of news: it starts isabot between a Telegram
// and a Discord that stand in memory, publishes, corrects and withdraws a piece
// of news as staff do, and says what each channel shows after each step. On a
// page of its own the channels can be watched as readers see them.
//
//	demo -program dist/isabot          leaves a piece of news standing and stays, for staff to practise
//	demo -program dist/isabot -once    ends after the last step; fails if a channel shows anything else than it should
//
// For practising what is to be decided when a platform does not answer, the page
// lets the next message to a channel go wrong: POST /trouble with the channel's
// name and a kind, which is lost, cut or, on Discord, refused.
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"isa-portal.de/isabot/bot/discord/discordtest"
	"isa-portal.de/isabot/bot/telegram/telegramtest"
	"isa-portal.de/isabot/cmd/stage"
)

type options struct {
	program, view, http string
	once, step, verbose bool
	patience            time.Duration
}

func main() {
	var o options
	flag.StringVar(&o.program, "program", "", "the file of isabot")
	flag.StringVar(&o.view, "view", "127.0.0.1:8099", "where the page with the channels is served")
	flag.StringVar(&o.http, "http", "", "where isabot is served; empty = a free port of this machine")
	flag.BoolVar(&o.once, "once", false, "ends after the last step")
	flag.BoolVar(&o.step, "step", false, "waits for the Enter key after each step")
	flag.BoolVar(&o.verbose, "verbose", false, "prints what isabot prints")
	flag.DurationVar(&o.patience, "patience", time.Minute, "how long a channel may take to show what it should")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, o, os.Stdin, os.Stdout)
	if err != nil && !(errors.Is(err, context.Canceled) && ctx.Err() != nil) {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o options, in io.Reader, out io.Writer) error {
	if o.program == "" {
		return errors.New("-program has to name the file of isabot")
	}
	listener, err := net.Listen("tcp", o.view)
	if err != nil {
		return fmt.Errorf("opening the page (-view chooses another address): %w", err)
	}
	defer listener.Close()
	kept := newUploads()
	s, err := open(ctx, o, kept)
	if err != nil {
		return err
	}
	defer s.Close()
	channels, err := openChannels(ctx, s)
	if err != nil {
		return err
	}
	page := "http://" + listener.Addr().String()
	server := &http.Server{ReadHeaderTimeout: 10 * time.Second, Handler: newView(s, channels, kept)}
	go func() { _ = server.Serve(listener) }() // it ends with Close
	defer server.Close()
	hello(out, page, s.Base)
	t := &story{stage: s, channels: channels, out: out, patience: o.patience, pause: func(context.Context) error { return nil }}
	if o.step {
		t.pause = onEnter(in, out)
	}
	if err := t.play(ctx); err != nil || o.once {
		return err
	}
	if err := t.leave(ctx); err != nil {
		return err
	}
	fmt.Fprintf(out, "\nThis one stays. Watch it at %s and change it at %s. Ctrl+C ends it all.\n", page, adminOf(s.Base))
	<-ctx.Done()
	return nil
}

// modelEnv are the variables of an environment that say which language model there
// is.
func modelEnv(environ []string) []string {
	return slices.DeleteFunc(slices.Clone(environ), func(v string) bool { return !strings.HasPrefix(v, "OPENAI_") })
}

// open sets up the stage. The vendors' schemas are used where ISABOT_SPECS says
// that they are.
func open(ctx context.Context, o options, kept *uploads) (*stage.Stage, error) {
	cfg := stage.Config{Program: o.program, HTTP: o.http, Before: kept.keep, Env: modelEnv(os.Environ())}
	if o.verbose {
		cfg.Out = os.Stderr
	}
	if specs := os.Getenv("ISABOT_SPECS"); specs != "" {
		schema, err := discordtest.LoadSchema(specs)
		if err != nil {
			return nil, fmt.Errorf("reading Discord's schema: %w", err)
		}
		cfg.Discord.Schema, cfg.Telegram = schema, telegramtest.Config{Specs: specs}
	}
	return stage.Open(ctx, cfg)
}

func adminOf(base string) string { return base + "/_/" }

func hello(out io.Writer, page, base string) {
	fmt.Fprintf(out, `Two platforms stand in memory, with isabot between them. Nothing leaves this machine.

  Channels  %s
  Admin     %s   e-mail %s   password %s

To try: in the admin, open "news", change a headline or a text and save, and watch the channels: the message
that stands is corrected, and none is added. Save once more without a change: nothing happens. Set the status
to "retracted": it disappears. The page of the channels says more, in German, English and Chinese.
`, page, adminOf(base), stage.Email, stage.Password)
}

// onEnter waits for the Enter key; the end of the input lets everything pass.
func onEnter(in io.Reader, out io.Writer) func(context.Context) error {
	pressed := make(chan struct{})
	go func() {
		defer close(pressed)
		for lines := bufio.NewScanner(in); lines.Scan(); {
			pressed <- struct{}{}
		}
	}()
	return func(ctx context.Context) error {
		fmt.Fprintln(out, "\nEnter goes on.")
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-pressed:
			return nil
		}
	}
}
