// Package terminal leads the conversation on standard input and output.
package terminal

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
)

// Options say how to talk. The zero value is a conversation of its own, in
// the language of what is typed.
type Options struct {
	Lang         string // de, en or zh: the language asked for, "" for none
	Conversation string // names the conversation, so that it can go on later
	Width        int    // columns to wrap at; 0: 80 on a screen, else no wrapping
}

// maxLine is the longest line that is read, in bytes.
const maxLine = 64 << 10

// Run leads a conversation until :quit, the end of in, or the end of ctx. A
// line is a message; a number is what stands under it in the last answer. The
// error is one of reading or writing, or ctx's.
func Run(ctx context.Context, in io.Reader, out io.Writer, h bot.Handler, opts Options) error {
	p := newPrinter(out, opts)
	if p.screen {
		p.line(phrases.TerminalHello.In(opts.Lang))
	}
	reading, stop := context.WithCancel(ctx)
	defer stop()
	lines := newLines(reading, in)
	var offered []string
	for p.err == nil {
		p.prompt()
		text, err := lines.next(ctx)
		switch {
		case errors.Is(err, io.EOF):
			return p.err
		case errors.Is(err, bufio.ErrTooLong):
			p.line(phrases.TerminalTooLong.In(opts.Lang))
			return fmt.Errorf("reading a line: %w", err)
		case err != nil:
			return fmt.Errorf("reading a line: %w", err)
		}
		text = strings.TrimSpace(text)
		if text == ":quit" || text == ":q" {
			return p.err
		}
		if n, err := strconv.Atoi(text); err == nil && n >= 1 && n <= len(offered) {
			text = offered[n-1]
		}
		post, err := h.Handle(ctx, message(text, opts))
		if err != nil {
			return fmt.Errorf("answering: %w", err)
		}
		offered = p.post(post)
	}
	return p.err
}

// message is a line as a message of the one person who sits here.
func message(text string, opts Options) bot.Message {
	chat := cmp.Or(opts.Conversation, "terminal")
	return bot.Message{
		Place: bot.Place{Platform: "terminal", Chat: chat}, Sender: chat,
		Text: text, Lang: opts.Lang, Direct: true, Private: true,
	}
}

// lines reads lines when they are asked for, so that waiting for one can be
// given up.
type lines struct {
	wanted chan struct{}
	got    chan line
}

type line struct {
	text string
	err  error
}

func newLines(ctx context.Context, in io.Reader) *lines {
	l := &lines{wanted: make(chan struct{}), got: make(chan line, 1)}
	go l.read(ctx, in)
	return l
}

func (l *lines) read(ctx context.Context, in io.Reader) {
	defer func() {
		if r := recover(); r != nil {
			l.got <- line{err: fmt.Errorf("the input panicked: %v", r)}
		}
	}()
	scanner := bufio.NewScanner(in)
	scanner.Buffer(nil, maxLine)
	for {
		select {
		case <-l.wanted:
		case <-ctx.Done():
			return
		}
		if !scanner.Scan() {
			l.got <- line{err: cmp.Or(scanner.Err(), io.EOF)}
			return
		}
		l.got <- line{text: scanner.Text()}
	}
}

func (l *lines) next(ctx context.Context) (string, error) {
	select {
	case l.wanted <- struct{}{}:
	case <-ctx.Done():
		return "", ctx.Err()
	}
	select {
	case got := <-l.got:
		return got.text, got.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// isScreen reports whether w is a terminal, where a prompt and dim words help.
func isScreen(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
