package cms

import (
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// FindVisibleMembers returns the members that guests see, former ones too, by
// country (DE first) and German name.
func FindVisibleMembers(app core.App) ([]*Member, error) {
	return findAll[Member](app, "members", "country DESC, name_de", published)
}

// FindVisibleMember returns a member by its slug.
func FindVisibleMember(app core.App, slug string) (*Member, error) {
	return findOne[Member](app, "members", published, dbx.HashExp{"slug": slug})
}

// FindVisibleMembersByID returns those of the members named by their ids that
// guests see, in one query.
func FindVisibleMembersByID(app core.App, ids ...string) (map[string]*Member, error) {
	if len(ids) == 0 {
		return map[string]*Member{}, nil
	}
	list := make([]any, len(ids))
	for i, id := range ids {
		list[i] = id
	}
	found, err := findAll[Member](app, "members", "name_de", published, dbx.HashExp{"id": list})
	if err != nil {
		return nil, err
	}
	byID := make(map[string]*Member, len(found))
	for _, m := range found {
		byID[m.Id] = m
	}
	return byID, nil
}
