package cms

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// NewsFilter chooses among all pieces of news.
type NewsFilter struct {
	Status   Status    // "" for all
	From, To time.Time // when it appears, or was made where nothing is set; zero for no bound
}

func (f NewsFilter) where() []dbx.Expression {
	var all []dbx.Expression
	if f.Status != "" {
		all = append(all, dbx.HashExp{"status": string(f.Status)})
	}
	const when = "coalesce(nullif([[publish_at]], ''), [[created]])"
	if !f.From.IsZero() {
		all = append(all, dbx.NewExp(when+" >= {:from}", dbx.Params{"from": stamp(f.From)}))
	}
	if !f.To.IsZero() {
		all = append(all, dbx.NewExp(when+" < {:to}", dbx.Params{"to": stamp(f.To)}))
	}
	return all
}

// FindNewsFor returns the news that a filter lets through, the latest first, and
// how many there are.
func FindNewsFor(app core.App, f NewsFilter, limit, offset int) ([]*News, int, error) {
	count := app.ConcurrentDB().Select("count(*)").From("news")
	for _, w := range f.where() {
		count.AndWhere(w)
	}
	var n int
	if err := count.Row(&n); err != nil {
		return nil, 0, fmt.Errorf("count news: %w", err)
	}
	found, err := fetch[News](app.RecordQuery("news").OrderBy("coalesce(nullif([[publish_at]], ''), [[created]]) DESC", "id").
		Limit(int64(limit)).Offset(int64(offset)), "news", f.where()...)
	return found, n, err
}

// FindAllChannels returns all channels, whatever they are for.
func FindAllChannels(app core.App) ([]*Channel, error) {
	return findAll[Channel](app, "channels", "purpose, platform, name, id")
}

// FindChannelStates returns what is known about the channels, by the channel's id.
func FindChannelStates(app core.App) (map[string]*ChannelState, error) {
	found, err := findAll[ChannelState](app, "channel_state", "id")
	if err != nil {
		return nil, err
	}
	byID := make(map[string]*ChannelState, len(found))
	for _, s := range found {
		byID[s.GetString("channel")] = s
	}
	return byID, nil
}

// FindAllMembers returns all members, published or not, without corrections of
// others, by country (DE first) and German name.
func FindAllMembers(app core.App) ([]*Member, error) {
	return findAll[Member](app, "members", "country DESC, name_de", dbx.HashExp{"corrects": ""})
}

// FindDueContent returns the published entries of the FAQ that were to be checked
// again by now, the longest due first.
func FindDueContent(app core.App, now time.Time) ([]*FAQ, error) {
	return findAll[FAQ](app, "faqs", "review_by, id", published,
		dbx.NewExp("[[review_by]] != '' AND [[review_by]] <= {:now}", dbx.Params{"now": stamp(now)}))
}

// FindInTables returns the records of a collection that an export holds:
// without corrections of others, in the order of their making.
func FindInTables(app core.App, collection string) ([]*core.Record, error) {
	var all []*core.Record
	err := app.RecordQuery(collection).AndWhere(dbx.HashExp{"corrects": ""}).OrderBy("created", "id").All(&all)
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", collection, err)
	}
	return all, nil
}

// AccountNames are the e-mail addresses of the accounts of staff by their ids.
func AccountNames(app core.App) (map[string]string, error) {
	var all []struct {
		ID    string `db:"id"`
		Email string `db:"email"`
	}
	if err := app.ConcurrentDB().Select("id", "email").From(core.CollectionNameSuperusers).All(&all); err != nil {
		return nil, fmt.Errorf("list the accounts of staff: %w", err)
	}
	names := make(map[string]string, len(all))
	for _, a := range all {
		names[a.ID] = a.Email
	}
	return names, nil
}
