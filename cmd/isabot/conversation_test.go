package main

import (
	"os"
	"path/filepath"
	"testing"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/terminal/terminaltest"
)

// The conversations are led with the whole program on its real content. They
// expect facts, and of the wording only what must not change its meaning.
func TestConversationsOnTheRealContent(t *testing.T) {
	files, err := filepath.Abs("testdata/conversations/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	p := wholeProgram(t)
	terminaltest.Play(t, files, func(*testing.T) bot.Handler { return p.bench(false) })
	if n := count(t, p.app, "questions"); n > 0 {
		t.Errorf("the terminal left %d questions in the log", n)
	}
	if n := count(t, p.app, "inquiries"); n == 0 {
		t.Error("no conversation has passed a question on")
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
	if err := p.app.Bootstrap(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.app.ResetBootstrapState(); err != nil {
			t.Error(err)
		}
	})
	if err := p.ready(t.Context()); err != nil {
		t.Fatal(err)
	}
	return p
}
