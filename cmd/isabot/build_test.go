package main

import (
	"os"
	"strings"
	"testing"
)

func TestACommandLineThatCannotBeReadIsAnError(t *testing.T) {
	for line, want := range map[string]string{
		"isabot sevre":            `unknown command "sevre"`,
		"isabot --dir=data sevre": `unknown command "sevre"`,
		"isabot ask":              "isabot ask --help",
		"isabot ask --bogus x":    "--bogus",
		"isabot eval":             "isabot eval --help",
		"isabot chat x":           "isabot chat --help",
		"isabot serve --bogus":    "--bogus",
		"isabot --help":           "",
		"isabot":                  "",
	} {
		t.Run(line, func(t *testing.T) {
			t.Chdir(t.TempDir())
			args := os.Args
			defer func() { os.Args = args }()
			os.Args = strings.Fields(line)
			p, err := build(config{})
			if err != nil {
				t.Fatal(err)
			}
			null, err := os.Open(os.DevNull)
			if err != nil {
				t.Fatal(err)
			}
			defer null.Close()
			p.app.RootCmd.SetIn(null)
			p.app.RootCmd.SetOut(&strings.Builder{})
			p.app.RootCmd.SetErr(&strings.Builder{})
			err = p.execute()
			if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
				t.Errorf("%v, want %q", err, want)
			}
		})
	}
}
