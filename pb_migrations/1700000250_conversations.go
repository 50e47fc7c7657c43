package pb_migrations

import (
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

func init() { m.Register(addConversations, removeConversations) }

const (
	waitingIndex = "idx_inbox_waiting"
	handledIndex = "idx_inbox_handled_at_created"
)

// threadField says in which thread of a chat a question was asked.
func threadField() fields {
	return line("thread", "Thema oder Thread im Chat; leer = der Chat selbst / Topic or thread in the chat; empty = the chat itself")
}

// addConversations makes ready for conversations on chat platforms: the answer
// to an inquiry finds its thread, what waits in the inbox is found without
// looking through all of it, and an answer may consist of several messages.
func addConversations(app core.App) error {
	return changing(app, map[string]func(*core.Collection) error{
		"inquiries": func(c *core.Collection) error {
			at := slices.IndexFunc(c.Fields, func(f core.Field) bool { return f.GetName() == "chat" })
			c.Fields.AddAt(at+1, threadField()...)
			return nil
		},
		"inbox": func(c *core.Collection) error {
			c.RemoveIndex(handledIndex)
			c.AddIndex(waitingIndex, false, "platform", "`handled_at` = ''")
			return nil
		},
		"replies": func(c *core.Collection) error {
			return retext(c, "answer", long, "Nachrichten, aus denen die Antwort besteht, als JSON / Messages that the answer consists of, as JSON")
		},
	})
}

func removeConversations(app core.App) error {
	return changing(app, map[string]func(*core.Collection) error{
		"inquiries": func(c *core.Collection) error {
			c.Fields.RemoveByName("thread")
			return nil
		},
		"inbox": func(c *core.Collection) error {
			c.RemoveIndex(waitingIndex)
			c.AddIndex(handledIndex, false, "handled_at, created", "")
			return nil
		},
		"replies": func(c *core.Collection) error {
			return retext(c, "answer", short, "Kennung der Antwort / Id of the answer")
		},
	})
}

// changing changes collections and saves them.
func changing(app core.App, all map[string]func(*core.Collection) error) error {
	for name, change := range all {
		c, err := app.FindCollectionByNameOrId(name)
		if err != nil {
			return fmt.Errorf("find collection %s: %w", name, err)
		}
		if err := change(c); err != nil {
			return fmt.Errorf("change collection %s: %w", name, err)
		}
		if err := app.Save(c); err != nil {
			return fmt.Errorf("save collection %s: %w", name, err)
		}
	}
	return nil
}

// retext gives a text field another length and help.
func retext(c *core.Collection, name string, max int, help string) error {
	f, ok := c.Fields.GetByName(name).(*core.TextField)
	if !ok {
		return fmt.Errorf("%s has no text field %s", c.Name, name)
	}
	f.Max, f.Help = max, help
	return nil
}
