package cms

import (
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Place is a place that people ask for and that is not a member itself.
type Place struct{ core.BaseRecordProxy }

// Name is the name.
func (p *Place) Name() Texts { return texts(p.Record, "name") }

// Aliases are other names that people use.
func (p *Place) Aliases() []string { return lines(p.GetString("aliases")) }

// Country is DE or CN.
func (p *Place) Country() string { return p.GetString("country") }

// StateID is the id of the place's State.
func (p *Place) StateID() string { return p.GetString("state") }

// MemberID is the id of the Member that the relation is to, "" for none.
func (p *Place) MemberID() string { return p.GetString("member") }

// Relation is part, inside, around, guest, former or none.
func (p *Place) Relation() string { return p.GetString("relation") }

// Location is the latitude and longitude in degrees, 0 and 0 where not known.
func (p *Place) Location() (lat, lon float64) {
	at := p.GetGeoPoint("location")
	return at.Lat, at.Lon
}

// FindPlaces returns all places, by country (DE first) and German name.
func FindPlaces(app core.App) ([]*Place, error) {
	return findAll[Place](app, "places", "country DESC, name_de")
}

// FindPlacesOfMember returns the places that have to do with a member.
func FindPlacesOfMember(app core.App, memberID string) ([]*Place, error) {
	return findAll[Place](app, "places", "name_de", dbx.HashExp{"member": memberID})
}
