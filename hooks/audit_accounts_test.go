package hooks_test

import (
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/cms"
	"isa-portal.de/isabot/hooks"
)

func TestTheFirstAccountIsMadeBeforeAllElse(t *testing.T) {
	t.Parallel()
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: t.TempDir(), DBConnect: cms.Connect})
	if err := app.Bootstrap(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = app.ResetBootstrapState() })
	hooks.Register(app, setup(t).clock, &wakes{})
	c, err := app.FindCollectionByNameOrId(core.CollectionNameSuperusers)
	if err != nil {
		t.Fatal(err)
	}
	account := core.NewRecord(c)
	account.SetEmail("first@example.org")
	account.SetPassword("a-long-password")
	if err := app.Save(account); err != nil {
		t.Error(err)
	}
}

func TestTheBookKnowsOfAccountsAndNoSecretOfTheirs(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("de")
	b.take("publisher")
	b.boss.SetPassword("another-long-password")
	if err := b.Save(b.boss); err != nil {
		t.Fatal(err)
	}
	found := b.lines(b.boss)
	if len(found) != 2 {
		t.Fatalf("%d lines", len(found))
	}
	if after := found[1].GetString("after"); after != `{"role":"publisher"}` {
		t.Errorf("it says %s", after)
	}
	if made := found[0].GetString("after"); strings.Contains(made, "password") || strings.Contains(made, "tokenKey") || !strings.Contains(made, "staff@example.org") {
		t.Errorf("it says %s", made)
	}
}
