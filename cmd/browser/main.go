// Command browser walks through isabot's pages with a real Chromium, by
// keyboard, at several widths and with every foreign host blocked. It ends
// with a line "N passed, N failed" and fails if anything did.
//
//	browser -isabot ./isabot -out shots     starts that program on a fresh folder, walks, stops it
//	  -demo ./demo                          and walks the desk of staff between platforms in memory
//	  -axe axe.min.js                       and has axe-core look for barriers
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
	demo := flag.String("demo", "", "the demo, which sets up platforms in memory; empty = the desk is left out")
	axe := flag.String("axe", "", "the file axe.min.js of axe-core; empty = it is left out")
	out := flag.String("out", "", "a folder for screenshots; empty = none")
	chromium := flag.String("chromium", cmp.Or(os.Getenv("CHROMIUM"), "/usr/bin/chromium"), "the browser")
	only := flag.String("only", "", "walk only the steps whose names contain this")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, 20*time.Minute)
	defer cancel()
	ok, err := run(ctx, options{*isabot, *demo, *axe, *chromium, *out, *only})
	if err != nil {
		fmt.Fprintln(os.Stderr, "browser:", err)
	}
	if err != nil || !ok {
		os.Exit(1)
	}
}

type options struct{ isabot, demo, axe, chromium, out, only string }

func run(ctx context.Context, o options) (bool, error) {
	at := site{base: os.Getenv("BASE_URL"), email: os.Getenv("ADMIN_EMAIL"), password: os.Getenv("ADMIN_PASSWORD")}
	if o.isabot != "" {
		started, stop, err := start(ctx, o.isabot)
		if err != nil {
			return false, fmt.Errorf("starting %s: %w", o.isabot, err)
		}
		defer stop()
		at = started
	}
	if at.base == "" {
		return false, fmt.Errorf("BASE_URL or -isabot has to say what to walk")
	}
	at.base = strings.TrimRight(at.base, "/")
	if o.out != "" {
		if err := os.MkdirAll(o.out, 0o755); err != nil {
			return false, fmt.Errorf("making the folder for screenshots: %w", err)
		}
	}
	w, closeBrowser, err := open(ctx, at, o.chromium, o.out)
	if err != nil {
		return false, fmt.Errorf("opening %s: %w", o.chromium, err)
	}
	defer closeBrowser()
	w.only = o.only
	if w.axe, err = readAxe(o.axe); err != nil {
		return false, err
	}
	w.chat()
	w.widget()
	w.pages()
	w.barriers()
	w.admin()
	if err := w.onStage(ctx, o); err != nil {
		return false, err
	}
	fmt.Printf("%d passed, %d failed\n", w.passed, w.failed)
	return w.failed == 0 && w.passed > 0, nil
}

// onStage walks the desk of staff, where the demo is there to set the stage.
func (w *walk) onStage(ctx context.Context, o options) error {
	if o.demo == "" || o.isabot == "" {
		fmt.Println("skip  desk: there is no demo to set the stage")
		return nil
	}
	at, stop, err := startStage(ctx, o.demo, o.isabot)
	if err != nil {
		return fmt.Errorf("setting the stage: %w", err)
	}
	defer stop()
	d := &walk{site: at, browser: w.browser, out: w.out, only: w.only, axe: w.axe}
	d.desk(ctx)
	w.passed, w.failed = w.passed+d.passed, w.failed+d.failed
	return nil
}
