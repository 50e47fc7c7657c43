package hooks

import (
	"context"
	"database/sql"
	"errors"
	"maps"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/answer"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
)

// Corpus returns the source that answers are made from: the records that a
// guest sees at now(). pageURL gives the public page of a record, or "" where it
// has none; for collections without slugs it is asked with the record's id.
func Corpus(app core.App, now func() time.Time, pageURL func(collection, slug, lang string) string) answer.Source {
	r := reader{app: app, now: now, pageURL: pageURL}
	return r.read
}

// reader turns records into a corpus.
type reader struct {
	app     core.App
	now     func() time.Time
	pageURL func(collection, slug, lang string) string
	machine map[string][]string // the languages that are a machine's, by the id of the record
}

func (r reader) read(ctx context.Context) (answer.Corpus, error) {
	var c answer.Corpus
	r.machine = map[string][]string{}
	for _, collection := range cms.TranslatedCollections() {
		found, err := cms.MachineLanguages(r.app, collection)
		if err != nil {
			return answer.Corpus{}, err
		}
		maps.Copy(r.machine, found)
	}
	for _, step := range []func(*answer.Corpus) error{
		r.alliance, r.states, r.members, r.places, r.contacts, r.faqs, r.news, r.events,
	} {
		if err := ctx.Err(); err != nil {
			return answer.Corpus{}, err
		}
		if err := step(&c); err != nil {
			return answer.Corpus{}, err
		}
	}
	return c, nil
}

// ref names a record and its pages.
func (r reader) ref(rec *core.Record, slug, source, asOf string) answer.Ref {
	collection := rec.Collection().Name
	ref := answer.Ref{Collection: collection, ID: rec.Id, Source: source, AsOf: asOf, Machine: r.machine[rec.Id]}
	for _, lang := range phrases.Languages {
		if r.pageURL == nil {
			break
		}
		if url := r.pageURL(collection, slug, lang); url != "" {
			if ref.URL == nil {
				ref.URL = make(map[string]string, len(phrases.Languages))
			}
			ref.URL[lang] = url
		}
	}
	return ref
}

func (r reader) alliance(c *answer.Corpus) error {
	a, err := cms.FindAlliance(r.app)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	total, german, chinese := a.Counts()
	c.Alliance = answer.Alliance{
		Ref:  r.ref(a.Record, a.Id, a.Source(), a.AsOf()),
		Name: phrases.Text(a.Name()), Purpose: phrases.Text(a.Purpose()),
		ShortName: a.ShortName(), Founded: a.Founded(), Website: a.Website(),
		Total: total, German: german, Chinese: chinese,
	}
	return nil
}

func (r reader) states(c *answer.Corpus) error {
	found, err := cms.FindStates(r.app)
	for _, s := range found {
		c.States = append(c.States, answer.State{
			Ref:  r.ref(s.Record, s.Id, "", ""),
			Code: s.Code(), Country: s.Country(), Name: phrases.Text(s.Name()), Aliases: s.Aliases(),
		})
	}
	return err
}

func (r reader) members(c *answer.Corpus) error {
	found, err := cms.FindVisibleMembers(r.app)
	for _, m := range found {
		lat, lon := m.Location()
		ref := r.ref(m.Record, m.Slug(), m.Source(), m.AsOf())
		c.Members = append(c.Members, answer.Member{
			Ref: ref, Slug: m.Slug(), Kind: m.Kind(), Country: m.Country(), State: m.StateID(),
			Name: phrases.Text(m.Name()), Profile: phrases.Text(m.Profile()),
			Aliases: m.Aliases(), Industries: m.Industries(), Website: m.Website(), Lat: lat, Lon: lon,
			Joined: m.Joined(), JoinedNote: m.JoinedNote(), Left: m.Left(),
		})
		if profile := m.Profile(); profile != (cms.Texts{}) {
			c.Passages = append(c.Passages, answer.Passage{
				Ref: ref, Title: phrases.Text(m.Name()), Body: phrases.Text(profile),
			})
		}
	}
	return err
}

func (r reader) places(c *answer.Corpus) error {
	found, err := cms.FindPlaces(r.app)
	for _, p := range found {
		lat, lon := p.Location()
		c.Places = append(c.Places, answer.Place{
			Ref: r.ref(p.Record, p.Id, "", ""), Name: phrases.Text(p.Name()), Aliases: p.Aliases(),
			Country: p.Country(), State: p.StateID(), Member: p.MemberID(),
			Relation: answer.Relation(p.Relation()), Lat: lat, Lon: lon,
		})
	}
	return err
}

func (r reader) contacts(c *answer.Corpus) error {
	found, err := cms.FindVisibleContacts(r.app)
	for _, k := range found {
		c.Contacts = append(c.Contacts, answer.Contact{
			Ref:  r.ref(k.Record, k.Id, k.Source(), k.AsOf()),
			Name: phrases.Text(k.Name()), Role: phrases.Text(k.Role()),
			Country: k.Country(), Languages: k.Languages(), Email: k.Email(), Phone: k.Phone(),
			Website: k.URL(), Hours: k.Hours(), TimeZone: k.TimeZone(),
		})
	}
	return err
}
