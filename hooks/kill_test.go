package hooks_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tests"

	"isa-portal.de/isabot/cms"
	"isa-portal.de/isabot/hooks"
)

// childEnv tells the test binary that it is the process to be killed, and which
// data folder it works on.
const childEnv = "ISABOT_HOOKS_TEST_CHILD"

// saveUntilKilled saves records and says the number of each that is saved.
func saveUntilKilled(dir string) {
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir, DBConnect: cms.Connect})
	if err := app.Bootstrap(); err != nil {
		panic(err)
	}
	hooks.Register(app, time.Now, &wakes{})
	c, err := app.FindCollectionByNameOrId("faqs")
	if err != nil {
		panic(err)
	}
	for n := 0; ; n++ {
		r := core.NewRecord(c)
		r.Load(faq(n))
		if err := app.Save(r); err != nil {
			panic(err)
		}
		fmt.Println(n)
	}
}

func TestNothingThatWasSavedIsLostWhenTheProgramIsKilled(t *testing.T) {
	t.Parallel()
	for round := range 5 {
		dir, err := tests.TempDirClone(template.Dir)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.RemoveAll(dir) })
		checkAfterKill(t, dir, killAfter(t, dir, 5+round*7))
	}
}

// killAfter runs the child until it has saved so many records, kills it, and
// returns the number of the last one that it reported.
func killAfter(t *testing.T, dir string, records int) int {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^$")
	child.Env = append(os.Environ(), childEnv+"="+dir)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	last := -1
	for lines := bufio.NewScanner(out); lines.Scan(); {
		n, err := strconv.Atoi(lines.Text())
		if err != nil {
			break // a line cut short by the kill
		}
		if last = n; last == records {
			_ = child.Process.Kill()
		}
	}
	_ = child.Wait()
	if last < records {
		t.Fatalf("the child ended by itself after %d records", last)
	}
	return last
}

func checkAfterKill(t *testing.T, dir string, last int) {
	t.Helper()
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir, DBConnect: cms.Connect})
	if err := app.Bootstrap(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = app.ResetBootstrapState() }()
	var health string
	if err := app.DB().NewQuery("PRAGMA integrity_check").Row(&health); err != nil || health != "ok" {
		t.Errorf("integrity: %q, %v", health, err)
	}
	saved, err := cms.FindVisibleFAQs(app, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]bool{}
	for _, f := range saved {
		have[f.Question().De] = true
		lines, err := cms.FindAudit(app, "faqs", f.Id)
		if err != nil || len(lines) != 1 {
			t.Errorf("a saved record has %d lines in the book of changes, %v", len(lines), err)
		}
	}
	for n := range last + 1 {
		if q := "Frage " + strconv.Itoa(n); !have[q] {
			t.Errorf("%s of %d is lost", q, last)
		}
	}
}
