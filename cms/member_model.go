package cms

import "github.com/pocketbase/pocketbase/core"

// Member is a member of the alliance, or a former one (Left is set).
type Member struct{ core.BaseRecordProxy }

// Slug is the last part of the member's address on the public pages.
func (m *Member) Slug() string { return m.GetString("slug") }

// Kind is city, district, county, region or network.
func (m *Member) Kind() string { return m.GetString("kind") }

// Country is DE or CN.
func (m *Member) Country() string { return m.GetString("country") }

// StateID is the id of the member's State.
func (m *Member) StateID() string { return m.GetString("state") }

// Name is the name.
func (m *Member) Name() Texts { return texts(m.Record, "name") }

// Aliases are other names that people use.
func (m *Member) Aliases() []string { return lines(m.GetString("aliases")) }

// Profile says in a few plain sentences who the member is.
func (m *Member) Profile() Texts { return texts(m.Record, "profile") }

// Industries are what the member's economy is known for.
func (m *Member) Industries() []string { return lines(m.GetString("industries")) }

// Website is the member's own address.
func (m *Member) Website() string { return m.GetString("website") }

// Location is the latitude and longitude in degrees, 0 and 0 where not known.
func (m *Member) Location() (lat, lon float64) {
	p := m.GetGeoPoint("location")
	return p.Lat, p.Lon
}

// Joined is YYYY[-MM[-DD]], "" where not known.
func (m *Member) Joined() string { return m.GetString("joined") }

// JoinedNote says what is known of the joining beyond the date.
func (m *Member) JoinedNote() string { return m.GetString("joined_note") }

// Left is YYYY[-MM[-DD]] for a former member.
func (m *Member) Left() string { return m.GetString("left") }

// Source says what the record rests on: a web address, or words.
func (m *Member) Source() string { return m.GetString("source") }

// AsOf is the date of the source, YYYY[-MM[-DD]].
func (m *Member) AsOf() string { return m.GetString("as_of") }
