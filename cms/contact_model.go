package cms

import "github.com/pocketbase/pocketbase/core"

// Contact is an office, or a person in office.
type Contact struct{ core.BaseRecordProxy }

// Name is the name of the office or person.
func (c *Contact) Name() Texts { return texts(c.Record, "name") }

// Role says what the contact is responsible for.
func (c *Contact) Role() Texts { return texts(c.Record, "role") }

// Country is DE or CN, "" for both.
func (c *Contact) Country() string { return c.GetString("country") }

// Languages are the languages spoken there (de, en, zh).
func (c *Contact) Languages() []string { return c.GetStringSlice("languages") }

// Email is the address to write to, "" where there is none.
func (c *Contact) Email() string { return c.GetString("email") }

// Phone is the number to call.
func (c *Contact) Phone() string { return c.GetString("phone") }

// URL is the contact's web address.
func (c *Contact) URL() string { return c.GetString("url") }

// Hours are the opening hours in words.
func (c *Contact) Hours() string { return c.GetString("hours") }

// TimeZone is the IANA name of the zone that Hours are in.
func (c *Contact) TimeZone() string { return c.GetString("time_zone") }

// Source says what the record rests on: a web address, or words.
func (c *Contact) Source() string { return c.GetString("source") }

// AsOf is the date of the source, YYYY[-MM[-DD]].
func (c *Contact) AsOf() string { return c.GetString("as_of") }

// FindVisibleContacts returns the contacts that guests see.
func FindVisibleContacts(app core.App) ([]*Contact, error) {
	return findAll[Contact](app, "contacts", "country DESC, name_de", published)
}
