package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// walk is one browser and the count of what it saw.
type walk struct {
	site
	browser        context.Context
	out, only      string
	axe            string                     // the script that looks for barriers, "" for none
	token          string                     // of the administrator, where one works through the API
	sessions       map[string]json.RawMessage // of the accounts at the desk
	passed, failed int
}

// open starts a Chromium of its own that reaches no host but this one.
func open(ctx context.Context, at site, chromium, out string) (*walk, func(), error) {
	profile, err := os.MkdirTemp("", "isabot-chromium-")
	if err != nil {
		return nil, nil, fmt.Errorf("making a profile: %w", err)
	}
	base, err := url.Parse(at.base)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the address: %w", err)
	}
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(chromium), chromedp.UserDataDir(profile), chromedp.NoFirstRun, chromedp.NoSandbox, chromedp.Headless, chromedp.DisableGPU,
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE "+base.Hostname()),
		chromedp.Flag("lang", "de"),
		// A frame of another origin stays in its page's process, where it can be looked at.
		chromedp.Flag("disable-features", "site-per-process,OriginKeyedProcessesByDefault,IsolateOrigins,Translate"),
		chromedp.Flag("disable-site-isolation-trials", true),
	}
	for _, f := range []string{"disable-quic", "disable-background-networking", "disable-component-update", "disable-sync", "hide-scrollbars", "disable-default-apps"} {
		options = append(options, chromedp.Flag(f, true))
	}
	ctx, stopAll := chromedp.NewExecAllocator(ctx, options...)
	ctx, stop := chromedp.NewContext(ctx, chromedp.WithErrorf(func(string, ...any) {})) // it complains of events newer than itself
	closeAll := func() {
		stop()
		stopAll()
		_ = os.RemoveAll(profile)
	}
	if err := chromedp.Run(ctx); err != nil {
		closeAll()
		return nil, nil, fmt.Errorf("starting the browser: %w", err)
	}
	return &walk{site: at, browser: ctx, out: out}, closeAll, nil
}

// tab is one page of the walk, or a frame in it.
type tab struct {
	*ear
	ctx    context.Context
	w      *walk
	origin string // of the frame that is looked into, "" for the page itself
}

// size is a window: width and height in CSS pixels.
type size struct{ width, height int64 }

var (
	desktop = size{1280, 800}
	phone   = size{390, 844}
	zoomed  = size{320, 256} // a desktop at 400 %
)

// step opens a tab with a storage of its own, does what do says, and counts.
// A request to a foreign host, an error on the console or an exception fail
// the step, unless do took them with forgive.
func (w *walk) step(name string, s size, do func(t *tab) error) {
	if !strings.Contains(name, w.only) {
		return
	}
	id, err := w.freshPage()
	if err != nil {
		w.failed++
		fmt.Printf("FAIL  %s: %v\n", name, err)
		return
	}
	ctx, cancel := chromedp.NewContext(w.browser, chromedp.WithTargetID(id))
	defer cancel()
	ctx, timeout := context.WithTimeout(ctx, perStep)
	defer timeout()
	t := &tab{ctx: ctx, w: w, ear: &ear{scripts: map[string]runtime.ExecutionContextID{}}}
	if u, err := url.Parse(w.base); err == nil {
		t.hosts = []string{u.Host}
	}
	chromedp.ListenTarget(ctx, t.heard)
	err = t.run(network.Enable(), log.Enable(), runtime.Enable(), t.resized(s), colours("light"), emulation.SetFocusEmulationEnabled(true))
	if err == nil {
		err = do(t)
	}
	if err == nil {
		err = t.trouble()
	}
	if err != nil {
		w.failed++
		fmt.Printf("FAIL  %s: %v\n", name, err)
		_ = t.shot("failed-" + strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '/' || r == ':' }), "-"))
		return
	}
	w.passed++
	fmt.Printf("pass  %s\n", name)
}

// freshPage opens a window that shares no storage with any before it.
func (w *walk) freshPage() (target.ID, error) {
	c := chromedp.FromContext(w.browser)
	ctx := cdp.WithExecutor(w.browser, c.Browser)
	profile, err := target.CreateBrowserContext().WithDisposeOnDetach(true).Do(ctx)
	if err != nil {
		return "", fmt.Errorf("making a fresh storage: %w", err)
	}
	id, err := target.CreateTarget("about:blank").WithBrowserContextID(profile).WithNewWindow(true).Do(ctx)
	if err != nil {
		return "", fmt.Errorf("opening a window: %w", err)
	}
	return id, nil
}

func (t *tab) run(actions ...chromedp.Action) error { return chromedp.Run(t.ctx, actions...) }

func (t *tab) visit(path string) error {
	if err := t.run(chromedp.Navigate(t.w.base + path)); err != nil {
		return fmt.Errorf("visiting %s: %w", path, err)
	}
	return nil
}

func (t *tab) resized(s size) chromedp.Action {
	return emulation.SetDeviceMetricsOverride(s.width, s.height, 1, s.width < 500)
}

// keys types: kb.Tab and the like are keys, anything else is text.
func (t *tab) keys(keys ...string) error {
	for _, k := range keys {
		var err error
		switch k {
		case kb.Enter:
			err = t.run(enter(0))
		case shiftEnter:
			err = t.run(enter(input.ModifierShift))
		case backTab:
			err = t.run(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(input.ModifierShift)))
		default:
			err = t.run(chromedp.KeyEvent(k))
		}
		if err != nil {
			return fmt.Errorf("typing: %w", err)
		}
	}
	return nil
}

// Keys with Shift.
const (
	backTab    = "\x00backtab"
	shiftEnter = "\x00shift-enter"
)

// enter is the key as a keyboard sends it. KeyEvent sends the line break apart
// from the key, so that it comes even where the page took the key for itself.
func enter(m input.Modifier) chromedp.Action {
	key := input.DispatchKeyEvent(input.KeyDown).WithKey("Enter").WithCode("Enter").WithText("\r").WithWindowsVirtualKeyCode(13).WithModifiers(m)
	up := input.DispatchKeyEvent(input.KeyUp).WithKey("Enter").WithCode("Enter").WithWindowsVirtualKeyCode(13).WithModifiers(m)
	return chromedp.Tasks{key, up}
}

// look evaluates an expression in the page, or in the frame that t stands for.
func (t *tab) look(expression string, result any) error {
	if t.origin == "" {
		return t.run(chromedp.Evaluate(expression, result))
	}
	t.mu.Lock()
	id, known := t.scripts[t.origin]
	t.mu.Unlock()
	if !known {
		return fmt.Errorf("there is no frame of %s yet", t.origin)
	}
	return t.run(chromedp.Evaluate(expression, result, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithContextID(id) }))
}

// within is what a frame of the page shows, by its origin.
func (t *tab) within(origin string) *tab {
	return &tab{ear: t.ear, ctx: t.ctx, w: t.w, origin: origin}
}

// How long something may take before it fails a step. What is sent is paced by the
// limits of the platforms, which count by the minute.
const (
	soon    = 20 * time.Second
	paced   = 90 * time.Second
	perStep = 3 * time.Minute
)

// holds waits until the expression is true, and says so if it is not soon.
func (t *tab) holds(what, expression string) error { return t.holdsWithin(soon, what, expression) }

// holdsWithin is holds with another patience. A page that is just being replaced
// cannot be looked at: it is looked again.
func (t *tab) holdsWithin(patience time.Duration, what, expression string) error {
	end := time.NewTimer(patience)
	defer end.Stop()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		var yes bool
		if err := t.look("!!("+expression+")", &yes); err == nil && yes {
			return nil
		}
		select {
		case <-end.C:
			return fmt.Errorf("it does not hold that %s", what)
		case <-t.ctx.Done():
			return fmt.Errorf("it took too long until %s", what)
		case <-tick.C:
		}
	}
}

// all checks pairs of what has to hold and its expression, in order.
func (t *tab) all(pairs ...string) error {
	for i := 0; i+1 < len(pairs); i += 2 {
		if err := t.holds(pairs[i], pairs[i+1]); err != nil {
			return err
		}
	}
	return nil
}

// shot saves what is seen under a name, if shots are wanted.
func (t *tab) shot(name string) error {
	if t.w.out == "" {
		return nil
	}
	var png []byte
	if err := t.run(chromedp.CaptureScreenshot(&png)); err != nil {
		return fmt.Errorf("taking a screenshot: %w", err)
	}
	if err := os.WriteFile(filepath.Join(t.w.out, name+".png"), png, 0o644); err != nil {
		return fmt.Errorf("saving a screenshot: %w", err)
	}
	return nil
}

// colours asks for a light or dark page, and for no motion in either: a picture
// is to be taken at once.
func colours(scheme string) chromedp.Action {
	return emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
	})
}
