package main

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/terminal/terminaltest"
)

// The conversations are led with the whole program on its real content: on the
// terminal, on Telegram and on Discord, side by side. They expect facts, and of
// the wording only what must not change its meaning.
func TestConversationsOnTheRealContent(t *testing.T) {
	files, err := filepath.Abs("testdata/conversations/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	all := terminaltest.Read(t, files)
	plays := make([]played, len(all))
	onStage(t, func(t *testing.T, s *stage) {
		var running sync.WaitGroup
		for i, c := range all {
			plays[i] = s.play(t, &running, c, int64(i+1))
		}
		running.Wait()
		if n, err := s.app.CountRecords("questions", dbx.HashExp{"platform": "terminal"}); n > 0 || err != nil {
			t.Errorf("%v: the terminal left %d questions in the log", err, n)
		}
		for _, platform := range terminaltest.Platforms {
			if n, err := s.app.CountRecords("inquiries", dbx.HashExp{"platform": platform}); n == 0 || err != nil {
				t.Errorf("%v: nothing was passed on from %s", err, platform)
			}
		}
	})
	for i, c := range all {
		t.Run(c.File+"/"+c.Lang+"/"+c.Name, func(t *testing.T) { plays[i].judge(t, c) })
	}
}

// Each subject is talked about in each language.
func TestEachSubjectIsThereInThreeLanguages(t *testing.T) {
	langs := map[string]map[string]bool{}
	for _, c := range terminaltest.Read(t, "testdata/conversations/*.txt") {
		if langs[c.File] == nil {
			langs[c.File] = map[string]bool{}
		}
		langs[c.File][c.Lang] = true
	}
	for file, have := range langs {
		for _, lang := range phrases.Languages {
			if !have[lang] {
				t.Errorf("%s has no conversation in %s", file, lang)
			}
		}
	}
}

// played is what became of a conversation, by platform.
type played struct {
	replies map[string][]terminaltest.Reply
	errs    map[string]error
	mu      *sync.Mutex
}

// play leads a conversation on all platforms on which it is led; person tells
// the persons of conversations apart.
func (s *stage) play(t *testing.T, running *sync.WaitGroup, c terminaltest.Conversation, person int64) played {
	p := played{replies: map[string][]terminaltest.Reply{}, errs: map[string]error{}, mu: &sync.Mutex{}}
	for _, platform := range terminaltest.Platforms {
		if !c.On(platform) {
			continue
		}
		running.Go(func() {
			replies, err := s.leadOn(t.Context(), platform, c, person)
			p.mu.Lock()
			defer p.mu.Unlock()
			p.replies[platform], p.errs[platform] = replies, err
		})
	}
	return p
}

func (s *stage) leadOn(ctx context.Context, platform string, c terminaltest.Conversation, person int64) ([]terminaltest.Reply, error) {
	switch platform {
	case "telegram":
		return lead(c, newTelegramChat(s.telegram, person, c.Lang))
	case "discord":
		return lead(c, newDiscordChat(s.discord, c.Lang))
	}
	return c.Lead(ctx, s.bench(false))
}

func (p played) judge(t *testing.T, c terminaltest.Conversation) {
	for platform, err := range p.errs {
		if err != nil {
			t.Errorf("%s: %v", platform, err)
		}
	}
	for _, platform := range terminaltest.Platforms {
		if p.errs[platform] != nil || !c.On(platform) {
			continue
		}
		for i, r := range p.replies[platform] {
			if testing.Verbose() { // so that all that is said can be read
				t.Logf("%s> %s\n%s\n", platform, c.Turns[i].Say, r)
			}
		}
		for _, problem := range c.Check(platform, p.replies[platform]) {
			t.Errorf("%s: %s", platform, problem)
		}
	}
	for _, problem := range c.Compare(p.replies) {
		t.Errorf("not the same everywhere: %s", problem)
	}
}

// wholeProgram is what the command line runs, on a copy of the migrated data.
func wholeProgram(t testing.TB) *program {
	t.Helper()
	return wholeProgramIn(t, nil)
}

// wholeProgramIn is the same in an environment.
func wholeProgramIn(t testing.TB, env map[string]string) *program {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "pb_data"), os.DirFS(migrated.Dir)); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir) // the data stand in pb_data below the working directory
	cfg, err := readConfig(func(name string) string { return env[name] })
	if err != nil {
		t.Fatal(err)
	}
	p, err := build(cfg)
	if err != nil {
		t.Fatal(err)
	}
	// It would watch a folder for other processes, which keeps virtual time from passing.
	p.app.OnBootstrap().Unbind("__pbNotifyWatcherSystemHook__")
	if err := p.app.Bootstrap(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		over := &core.TerminateEvent{App: p.app}
		if err := p.app.OnTerminate().Trigger(over, func(*core.TerminateEvent) error { return p.app.ResetBootstrapState() }); err != nil {
			t.Error(err)
		}
	})
	if err := p.ready(t.Context()); err != nil {
		t.Fatal(err)
	}
	return p
}
