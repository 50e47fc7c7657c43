// Command isabot is the alliance's bot, its records and its pages in one program.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	_ "time/tzdata" // a machine may have no table of time zones

	"github.com/joho/godotenv"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "isabot:", err)
		os.Exit(1)
	}
}

func run() error {
	if err := godotenv.Load(); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("reading .env: %w", err)
	}
	cfg, err := readConfig(os.Getenv)
	if err != nil {
		return err
	}
	p, err := build(cfg)
	if err != nil {
		return err
	}
	return p.execute()
}
