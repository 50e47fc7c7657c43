package main

import (
	"context"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/cms"
)

// memo keeps short texts that a platform wants to know after a restart, such as
// what commands it has registered.
type memo struct{ app core.App }

// Load returns what is kept under a key, "" if nothing is.
func (m memo) Load(ctx context.Context, key string) (value string, err error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	_, err = cms.LoadSystemState(m.app, key, &value)
	return value, err
}

// Save keeps a text under a key, in place of what was there.
func (m memo) Save(ctx context.Context, key, value string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return m.app.RunInTransaction(func(tx core.App) error { return cms.SaveSystemState(tx, key, value) })
}
