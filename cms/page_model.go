package cms

import (
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Page is a text of the public site, for example its imprint.
type Page struct{ core.BaseRecordProxy }

// Slug is the last part of the page's address.
func (p *Page) Slug() string { return p.GetString("slug") }

// Title is the title.
func (p *Page) Title() Texts { return texts(p.Record, "title") }

// Body is editor HTML, not yet made safe.
func (p *Page) Body() Texts { return texts(p.Record, "body") }

// FindPage returns a page by its slug.
func FindPage(app core.App, slug string) (*Page, error) {
	return findOne[Page](app, "pages", dbx.HashExp{"slug": slug})
}

// FindPages returns all pages, by slug.
func FindPages(app core.App) ([]*Page, error) {
	return findAll[Page](app, "pages", "slug")
}
