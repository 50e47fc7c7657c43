package cms

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// memo is a value that the program keeps under a key, in the collection state.
type memo struct{ core.BaseRecordProxy }

// LoadSystemState reads what is kept under key into a pointer and reports
// whether there was anything.
func LoadSystemState(app core.App, key string, into any) (bool, error) {
	m, err := findOne[memo](app, "state", dbx.HashExp{"key": key})
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if err := json.Unmarshal([]byte(m.GetString("value")), into); err != nil {
		return false, fmt.Errorf("read state %q: %w", key, err)
	}
	return true, nil
}

// PurgeSystemState deletes what was kept before a moment under keys that begin
// with a prefix.
func PurgeSystemState(app core.App, prefix string, before time.Time) error {
	_, err := purge(app, "state", dbx.NewExp("substr([[key]], 1, length({:prefix})) = {:prefix} AND [[updated]] < {:t}",
		dbx.Params{"prefix": prefix, "t": stamp(before)}))
	return err
}

// SaveSystemState keeps a value under key, in place of what was there. It must
// be called in a transaction where others may keep the same key.
func SaveSystemState(tx core.App, key string, value any) error {
	m, err := findOne[memo](tx, "state", dbx.HashExp{"key": key})
	if errors.Is(err, sql.ErrNoRows) {
		r, err := newRecord(tx, "state")
		if err != nil {
			return err
		}
		r.Set("key", key)
		m = &memo{}
		m.SetProxyRecord(r)
	} else if err != nil {
		return err
	}
	raw, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("keep state %q: %w", key, err)
	}
	m.Set("value", types.JSONRaw(raw)) // a string would be read as JSON
	if err := tx.Save(m); err != nil {
		return fmt.Errorf("keep state %q: %w", key, err)
	}
	return nil
}
