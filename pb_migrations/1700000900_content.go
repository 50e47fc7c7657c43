package pb_migrations

import (
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/base32"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
	"github.com/pocketbase/pocketbase/tools/types"
)

// contentFiles holds what the CMS starts with, a file a collection. Each entry
// has a key of its own, or else its slug is the key; relations name keys. A
// list for a field that takes one text is joined line by line.
//
//go:embed content/*.json
var contentFiles embed.FS

// contentOrder are the collections with content, those that others point to first.
var contentOrder = []string{"alliance", "states", "members", "places", "contacts", "topics", "faqs", "events", "news"}

func init() { m.Register(loadContent, removeContent) }

// loadContent writes the content once. What is there under the same id stays
// as it is: the records belong to the staff from then on. It saves past the
// hooks, since content that was there from the start is nobody's announcement.
func loadContent(app core.App) error {
	app = app.UnsafeWithoutHooks()
	for _, name := range contentOrder {
		c, err := app.FindCollectionByNameOrId(name)
		if err != nil {
			return fmt.Errorf("find collection %s: %w", name, err)
		}
		entries, err := readContent(name)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if err := e.load(app, c); err != nil {
				return fmt.Errorf("load %s %q: %w", name, e.key(), err)
			}
		}
	}
	return nil
}

// removeContent deletes the records that loadContent wrote, whatever has become
// of them since, and no others.
func removeContent(app core.App) error {
	for _, name := range slices.Backward(contentOrder) {
		entries, err := readContent(name)
		if err != nil {
			return err
		}
		for _, e := range entries {
			r, err := app.FindRecordById(name, contentID(name, e.key()))
			if errors.Is(err, sql.ErrNoRows) {
				continue
			}
			if err != nil {
				return fmt.Errorf("find %s %q: %w", name, e.key(), err)
			}
			if err := app.Delete(r); err != nil {
				return fmt.Errorf("delete %s %q: %w", name, e.key(), err)
			}
		}
	}
	return nil
}

// entry is one record as it stands in a content file.
type entry map[string]any

// readContent reads the file of a collection.
func readContent(collection string) ([]entry, error) {
	raw, err := contentFiles.ReadFile("content/" + collection + ".json")
	if err != nil {
		return nil, fmt.Errorf("open the content of %s: %w", collection, err)
	}
	var entries []entry
	if err := json.Unmarshal(raw, &entries); err != nil {
		return nil, fmt.Errorf("read the content of %s: %w", collection, err)
	}
	for i, e := range entries {
		if e.key() == "" {
			return nil, fmt.Errorf("read the content of %s: entry %d has no key", collection, i)
		}
	}
	return entries, nil
}

func (e entry) key() string {
	for _, name := range []string{"key", "slug"} {
		if s, ok := e[name].(string); ok && s != "" {
			return s
		}
	}
	return ""
}

// load writes the entry, unless a record with its id is there.
func (e entry) load(app core.App, c *core.Collection) error {
	r := core.NewRecord(c)
	r.Id = contentID(c.Name, e.key())
	switch _, err := app.FindRecordById(c, r.Id); {
	case err == nil:
		return nil
	case !errors.Is(err, sql.ErrNoRows):
		return fmt.Errorf("look for it: %w", err)
	}
	for name, value := range e {
		f := c.Fields.GetByName(name)
		if f == nil && name == "key" {
			continue
		}
		if f == nil {
			return fmt.Errorf("there is no field %q", name)
		}
		value, err := resolve(app, f, value)
		if err != nil {
			return err
		}
		r.Set(name, value)
	}
	now := types.NowDateTime() // past the hooks nobody else sets it
	r.SetRaw("created", now)
	r.SetRaw("updated", now)
	return app.Save(r)
}

// resolve turns keys into ids where the field is a relation, and joins the
// lines of a text.
func resolve(app core.App, f core.Field, value any) (any, error) {
	switch f := f.(type) {
	case *core.TextField:
		if list, ok := value.([]any); ok {
			return joinLines(list), nil
		}
	case *core.RelationField:
		to, err := app.FindCollectionByNameOrId(f.CollectionId)
		if err != nil {
			return nil, fmt.Errorf("find the collection behind %s: %w", f.Name, err)
		}
		return idsOf(to.Name, value), nil
	}
	return value, nil
}

func joinLines(list []any) string {
	lines := make([]string, len(list))
	for i, l := range list {
		lines[i] = fmt.Sprint(l)
	}
	return strings.Join(lines, "\n")
}

// idsOf returns the ids behind one key or a list of them.
func idsOf(collection string, value any) any {
	switch v := value.(type) {
	case string:
		if v != "" {
			return contentID(collection, v)
		}
	case []any:
		ids := make([]string, len(v))
		for i, key := range v {
			ids[i] = contentID(collection, fmt.Sprint(key))
		}
		return ids
	}
	return nil
}

// contentID is the id of a record of the content. It is made of the key alone,
// so that it is the same on every machine.
func contentID(collection, key string) string {
	sum := sha256.Sum256([]byte(collection + "\x00" + key))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:]))[:15]
}
