package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
	"github.com/pocketbase/pocketbase/tools/router"

	"isa-portal.de/isabot/bot/web"
	"isa-portal.de/isabot/cms/desk"
	"isa-portal.de/isabot/cms/site"
	"isa-portal.de/isabot/hooks"
)

const (
	sweepEvery   = 3 * time.Second
	stopPatience = 5 * time.Second  // how long a stop waits for what is still to be written
	sendPatience = 10 * time.Second // and for requests that are on their way
)

// onServe mounts the public handlers on PocketBase's router and starts the workers.
func (p *program) onServe(e *core.ServeEvent) error {
	started := p.now()
	ctx, cancel := context.WithCancel(context.Background())
	if err := p.engine.Load(ctx); err != nil {
		cancel()
		return err
	}
	p.stores.start()
	var workers sync.WaitGroup
	workers.Go(func() { p.engine.Run(ctx) })
	workers.Go(func() { hooks.NewSweeper(p.app, p.now, p.engine, slog.Default(), sweepEvery).Run(ctx) })
	outbox := p.newOutbox()
	p.slot.Store(outbox)
	workers.Go(func() { outbox.Run(ctx) })
	p.app.OnTerminate().BindFunc(func(t *core.TerminateEvent) error {
		cancel()
		p.stores.stop(stopPatience)
		waitFor(&workers, sendPatience)
		return t.Next()
	})
	measured := newMetrics(p.dialog(), p.stores.log.lost, p.model)
	listeners, err := p.listeners(measured)
	if err != nil {
		cancel()
		return err
	}
	for path, l := range listeners {
		workers.Go(func() { l.Run(ctx) })
		own(e, path, l)
	}
	if err := desk.Mount(e, desk.Config{Announcer: announcer{p, outbox}, Reader: reader{p}, Translator: p.translator, Now: p.now}); err != nil {
		cancel()
		return err
	}
	p.mount(e, measured)
	e.InstallerFunc = nil // the lines below say how the first account is made
	if err := e.Next(); err != nil {
		return err
	}
	p.hello(e, started)
	return nil
}

// waitFor waits until the workers have ended, but no longer than patience.
func waitFor(workers *sync.WaitGroup, patience time.Duration) {
	ended := make(chan struct{})
	go func() {
		workers.Wait()
		close(ended)
	}()
	select {
	case <-ended:
	case <-time.After(patience):
	}
}

// mount hangs our handlers into PocketBase's router, the metrics included.
func (p *program) mount(e *core.ServeEvent, measured *metrics) {
	chat := web.New(web.Config{PerMinute: p.cfg.askPerMinute, Healthy: p.healthy}, measured, p.stores)
	pages := site.New(p.app, site.Config{PublicURL: p.publicURL, Now: p.now})
	own(e, "/metrics", measured.page())
	for _, path := range web.Paths() {
		own(e, path, chat)
	}
	for _, path := range site.Paths() {
		own(e, path, pages).Bind(apis.Gzip()) // the pages are long; answers are not
	}
	e.Router.Bind(freshExtensions(), briefFiles())
}

// own mounts a handler of ours, without what PocketBase does for its API alone:
// it has logs and metrics of its own, and knows no signed-in users.
func own(e *core.ServeEvent, path string, h http.Handler) *router.Route[*core.RequestEvent] {
	return e.Router.Any(path, serveOwn(h)).
		Bind(apis.SkipSuccessActivityLog()).
		Unbind(apis.DefaultActivityLoggerMiddlewareId, apis.DefaultLoadAuthTokenMiddlewareId)
}

// serveOwn hands a request to one of our handlers. The frame header that
// PocketBase sets everywhere is dropped: they say themselves who may frame them,
// and the chat is made to be framed. Behind a proxy that the settings trust, the
// visitor's own address takes the place of the proxy's.
func serveOwn(h http.Handler) func(*core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		e.Response.Header().Del("X-Frame-Options")
		if ip := e.RealIP(); ip != e.RemoteIP() {
			e.Request.RemoteAddr = net.JoinHostPort(ip, "0")
		}
		h.ServeHTTP(e.Response, e.Request)
		return nil
	}
}

// freshExtensions keeps browsers from using the admin's scripts of an older
// build for two weeks, which is what PocketBase lets them do.
func freshExtensions() *hook.Handler[*core.RequestEvent] {
	return &hook.Handler[*core.RequestEvent]{Id: "isabotFreshExtensions", Func: func(e *core.RequestEvent) error {
		if strings.HasPrefix(e.Request.URL.Path, "/_/extensions") {
			e.Response.Header().Set("Cache-Control", "no-cache")
		}
		return e.Next()
	}}
}

// briefFiles keeps copies of a record's files out of shared caches, and in a
// browser's for five minutes only: PocketBase lets all keep them for a month, in
// which what was withdrawn would still be there.
func briefFiles() *hook.Handler[*core.RequestEvent] {
	return &hook.Handler[*core.RequestEvent]{Id: "isabotBriefFiles", Func: func(e *core.RequestEvent) error {
		if strings.HasPrefix(e.Request.URL.Path, "/api/files/") {
			e.Response.Header().Set("Cache-Control", "private, max-age=300")
		}
		return e.Next()
	}}
}

// healthy reports whether the database can be read.
func (p *program) healthy(ctx context.Context) error {
	var one int
	if err := p.app.DB().NewQuery("SELECT 1").WithContext(ctx).Row(&one); err != nil {
		return fmt.Errorf("reading the database: %w", err)
	}
	return nil
}

// hello prints, in a few lines, where everything is.
func (p *program) hello(e *core.ServeEvent, started time.Time) {
	base := "http://" + e.Server.Addr
	if e.Server.TLSConfig != nil && strings.HasSuffix(e.Server.Addr, ":443") {
		base = p.publicURL()
	}
	out := p.app.RootCmd.OutOrStdout()
	fmt.Fprintf(out, "isabot is ready after %d ms. Stop it with Ctrl+C.\n\n", p.now().Sub(started).Milliseconds())
	fmt.Fprintf(out, "  Chat    %s/chat\n  Pages   %s/de   %s/en   %s/zh\n  Admin   %s/_/\n", base, base, base, base, base)
	p.sayFirstAccount(out)
	p.sayPlatforms(out)
	p.sayModel(out)
	for _, missing := range site.Missing(p.app) {
		fmt.Fprintf(out, "  Missing: the page %s. Write it in the admin, as a record of \"pages\" whose slug is \"%s\"\n", missing, missing)
	}
	if host, _, err := net.SplitHostPort(e.Server.Addr); err == nil && !strings.HasPrefix(p.publicURL(), "https://") && host != "127.0.0.1" && host != "localhost" {
		fmt.Fprintf(out, "  Set ISABOT_PUBLIC_URL to the address under which people reach this server.\n")
	}
	fmt.Fprintln(out)
}

// sayFirstAccount says how the first staff account is made, while there is none.
func (p *program) sayFirstAccount(out io.Writer) {
	n, err := p.app.CountRecords(core.CollectionNameSuperusers)
	if err == nil && n > 1 || err == nil && n == 1 && !p.onlyInstaller() {
		return
	}
	fmt.Fprintf(out, "          no account yet; make the first one with\n          %s superuser create you@example.org a-long-password\n", commandName())
}

// onlyInstaller reports whether the one account is PocketBase's own helper.
func (p *program) onlyInstaller() bool {
	_, err := p.app.FindAuthRecordByEmail(core.CollectionNameSuperusers, core.DefaultInstallerEmail)
	return err == nil
}
