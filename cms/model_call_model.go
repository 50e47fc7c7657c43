package cms

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// ModelCall is one request to a language model and what came of it, word for
// word. Who asked is not in it.
type ModelCall struct {
	Task, Model, Host   string
	Request, Answer     string
	TokensIn, TokensOut int
	Estimated           bool // the tokens are
	Took                time.Duration
	Outcome, Fault      string
	At                  time.Time
}

// AddModelCalls writes requests into the log, past hooks and validation: it is
// the program's own book.
func AddModelCalls(tx core.App, calls []ModelCall) error {
	for _, c := range calls {
		_, err := tx.NonconcurrentDB().Insert("model_log", dbx.Params{
			"id": core.GenerateDefaultRandomId(), "task": c.Task, "model": c.Model, "host": c.Host, "request": c.Request, "answer": c.Answer,
			"tokens_in": c.TokensIn, "tokens_out": c.TokensOut, "estimated": c.Estimated, "took_ms": c.Took.Milliseconds(),
			"outcome": c.Outcome, "fault": c.Fault, "created": stamp(c.At), "updated": stamp(c.At),
		}).Execute()
		if err != nil {
			return fmt.Errorf("add to the log of the model: %w", err)
		}
	}
	return nil
}

// PurgeModelCalls deletes the requests that were made before a moment and returns
// how many they were.
func PurgeModelCalls(app core.App, before time.Time) (int64, error) {
	return purge(app, "model_log", dbx.NewExp("[[created]] < {:t}", dbx.Params{"t": stamp(before)}))
}
