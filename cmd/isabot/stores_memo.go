package main

import (
	"log/slog"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/cms"
)

// memo keeps small things that a platform wants to know after a restart, such
// as what commands it has registered. What is lost of it is found out again.
type memo struct{ app core.App }

// Load returns what is kept under a key, "" if nothing is.
func (m memo) Load(key string) string {
	var value string
	if _, err := cms.LoadSystemState(m.app, key, &value); err != nil {
		slog.Warn("What was kept for a platform could not be read.", slog.String("key", key), slog.Any("error", err))
		return ""
	}
	return value
}

// Save keeps a value under a key, in place of what was there.
func (m memo) Save(key, value string) {
	err := m.app.RunInTransaction(func(tx core.App) error { return cms.SaveSystemState(tx, key, value) })
	if err != nil {
		slog.Warn("Something could not be kept for a platform.", slog.String("key", key), slog.Any("error", err))
	}
}
