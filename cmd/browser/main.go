// Command browser walks through isabot's pages with a real Chromium, by
// keyboard, at several widths and with every foreign host blocked. It ends
// with a line "N passed, N failed" and fails if anything did.
//
//	browser -isabot ./isabot -out shots     starts that program on a fresh folder, walks, stops it
//	BASE_URL=http://… browser -out shots    walks what is running; ADMIN_EMAIL and ADMIN_PASSWORD open the admin
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"time"
)

func main() {
	isabot := flag.String("isabot", "", "the program to start, on a free port and a folder of its own")
	out := flag.String("out", "", "a folder for screenshots; empty = none")
	chromium := flag.String("chromium", cmp.Or(os.Getenv("CHROMIUM"), "/usr/bin/chromium"), "the browser")
	only := flag.String("only", "", "walk only the steps whose names contain this")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, 20*time.Minute)
	defer cancel()
	ok, err := run(ctx, *isabot, *chromium, *out, *only)
	if err != nil {
		fmt.Fprintln(os.Stderr, "browser:", err)
	}
	if err != nil || !ok {
		os.Exit(1)
	}
}

func run(ctx context.Context, isabot, chromium, out, only string) (bool, error) {
	at := site{base: os.Getenv("BASE_URL"), email: os.Getenv("ADMIN_EMAIL"), password: os.Getenv("ADMIN_PASSWORD")}
	if isabot != "" {
		started, stop, err := start(ctx, isabot)
		if err != nil {
			return false, fmt.Errorf("starting %s: %w", isabot, err)
		}
		defer stop()
		at = started
	}
	if at.base == "" {
		return false, fmt.Errorf("BASE_URL or -isabot has to say what to walk")
	}
	at.base = strings.TrimRight(at.base, "/")
	if out != "" {
		if err := os.MkdirAll(out, 0o755); err != nil {
			return false, fmt.Errorf("making the folder for screenshots: %w", err)
		}
	}
	w, closeBrowser, err := open(ctx, at, chromium, out)
	if err != nil {
		return false, fmt.Errorf("opening %s: %w", chromium, err)
	}
	defer closeBrowser()
	w.only = only
	w.chat()
	w.widget()
	w.pages()
	w.admin()
	fmt.Printf("%d passed, %d failed\n", w.passed, w.failed)
	return w.failed == 0 && w.passed > 0, nil
}
