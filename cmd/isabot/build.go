package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/pocketbase/pocketbase"
	"github.com/pocketbase/pocketbase/cmd"
	"github.com/pocketbase/pocketbase/plugins/migratecmd"
	"github.com/spf13/cobra"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/announce"
	"isa-portal.de/isabot/bot/answer"
	"isa-portal.de/isabot/bot/llm"
	"isa-portal.de/isabot/cms"
	"isa-portal.de/isabot/cms/desk"
	"isa-portal.de/isabot/cms/site"
	"isa-portal.de/isabot/hooks"
	_ "isa-portal.de/isabot/pb_migrations"
)

// program is all of isabot, put together but not started.
type program struct {
	cfg    config
	app    *pocketbase.PocketBase
	engine *answer.Engine
	now    func() time.Time // where the German office is, whatever the machine's zone
	pace   func() time.Time // never jumps, whatever is done to the machine's clock
	stores *stores
	model  *llm.Model // nil if there is none

	translator desk.Translator // drafts translations for staff; nil for none

	senders senders
	planner *announce.Planner
	slot    *outboxSlot

	mu     sync.Mutex
	failed error // of the command that was run
}

// build puts the program together. It opens nothing and calls nobody.
func build(cfg config) (*program, error) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		return nil, fmt.Errorf("finding the time zone of the office: %w", err)
	}
	started := time.Now()
	p := &program{cfg: cfg,
		now:  func() time.Time { return time.Now().In(berlin) },
		pace: func() time.Time { return started.Add(time.Since(started)) },
	}
	p.app = pocketbase.NewWithConfig(pocketbase.Config{
		DefaultDataDir:   "pb_data",
		HideStartBanner:  true,
		DBConnect:        cms.Connect,
		DataMaxOpenConns: cms.DataConns,
		DataMaxIdleConns: cms.DataConns,
		AuxMaxOpenConns:  cms.AuxConns,
		AuxMaxIdleConns:  cms.AuxConns,
	})
	p.stores = newStores(p.app, p.now, cfg.secret)
	p.model = p.newModel()
	p.translator = p.drafting()
	p.engine = answer.New(hooks.Corpus(p.app, p.now, p.pageURL), answer.Options{Now: p.now, Log: slog.Default(), Model: p.wording(), Embedder: p.embedding()})
	hooks.Register(p.app, p.now, p.engine)
	platforms, err := p.platforms()
	if err != nil {
		return nil, err
	}
	p.planner, p.slot = p.newPlanner(platforms), &outboxSlot{}
	hooks.Announce(p.app, p.planner, p.now, p.slot)
	p.app.OnServe().BindFunc(p.onServe)
	p.addCommands()
	return p, nil
}

func (p *program) addCommands() {
	root := p.app.RootCmd
	root.AddCommand(cmd.NewServeCommand(p.app, false), cmd.NewSuperuserCommand(p.app))
	root.AddCommand(p.askCommand(), p.chatCommand(), p.evalCommand(), p.previewCommand())
	migratecmd.MustRegister(p.app, root, migratecmd.Config{TemplateLang: migratecmd.TemplateLangGo})
	root.SilenceErrors = true
	p.watch(root)
}

// watch wraps every command so that its error reaches execute: PocketBase drops
// it, and the process would end as if all were well.
func (p *program) watch(c *cobra.Command) {
	if run := c.RunE; run != nil {
		c.RunE = func(c *cobra.Command, args []string) error {
			return p.failing(run(c, args))
		}
	}
	if takes := c.Args; takes != nil {
		c.Args = func(c *cobra.Command, args []string) error {
			return p.failing(misused(c, takes(c, args)))
		}
	}
	c.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return p.failing(misused(c, err))
	})
	for _, sub := range c.Commands() {
		p.watch(sub)
	}
}

// failing notes the error of the command, nil for none, and returns it.
func (p *program) failing(err error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.failed = err
	return err
}

// misused tells beside an error of the command line where its use is told.
func misused(c *cobra.Command, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w\n%s --help says how it is used", err, c.CommandPath())
}

// execute runs the command line and returns the error of the command.
func (p *program) execute() error {
	if c, _, err := p.app.RootCmd.Find(os.Args[1:]); err != nil {
		return misused(c, err)
	}
	if err := p.app.Execute(); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.failed
}

// ready migrates the database and reads the records: what each command needs
// before it can answer. PocketBase itself migrates in serve alone.
func (p *program) ready(ctx context.Context) error {
	if err := p.app.RunAllMigrations(); err != nil {
		return fmt.Errorf("bringing the database up to date: %w", err)
	}
	return p.engine.Load(ctx)
}

// dialog is the conversation, the same on every platform.
func (p *program) dialog() *bot.Dialog {
	opts := p.options()
	opts.Questions = p.stores
	return bot.NewDialog(p.engine, opts)
}

// bench is the conversation on the terminal. What is tried there is not noted
// among the questions that people ask. With persist it goes on after the
// command has ended.
func (p *program) bench(persist bool) *bot.Dialog {
	opts := p.options()
	opts.Persist = persist
	return bot.NewDialog(p.engine, opts)
}

// rehearsal is a conversation that leaves nothing behind: what is passed on in
// it goes nowhere, and no chosen language is kept.
func (p *program) rehearsal() *bot.Dialog {
	opts := p.options()
	opts.Inquiries, opts.Sessions, opts.Subscribe = nowhere{}, nil, nil
	return bot.NewDialog(p.engine, opts)
}

// nowhere takes inquiries and keeps none.
type nowhere struct{}

// OpenInquiry implements bot.InquiryStore.
func (nowhere) OpenInquiry(context.Context, bot.Inquiry) (string, error) { return "0000-0000", nil }

func (p *program) options() bot.Options {
	return bot.Options{
		Now: p.now, Log: slog.Default(), Sessions: p.stores, Inquiries: p.stores, Personal: p.stores, Directory: p.engine, Subscribe: p.stores,
		Privacy: func(lang string) string { return p.pageURL("pages", "privacy", lang) },
		Follow:  func(lang string) string { return p.pageURL("channels", "", lang) },
	}
}

// publicURL is the address under which the world knows us, without a slash at its end.
func (p *program) publicURL() string {
	if p.cfg.publicURL != "" {
		return p.cfg.publicURL
	}
	return trimSlash(p.app.Settings().Meta.AppURL)
}

func (p *program) pageURL(collection, key, lang string) string {
	return p.publicURL() + site.Path(collection, key, lang)
}
