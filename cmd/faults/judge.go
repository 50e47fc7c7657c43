package main

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"isa-portal.de/isabot/bot/discord/discordtest"
	"isa-portal.de/isabot/cms"
)

// event is what a platform's log says happened to a message that readers see.
type event struct {
	at      time.Time
	place   string // platform and chat
	message string
	effect  string // send, edit or delete
	text    string
}

// events are what the platforms saw, the same words for both.
func (p *play) events() []event {
	var all []event
	for _, e := range p.telegram.Entries() {
		if e.Effect != "send" && e.Effect != "edit" && e.Effect != "delete" || e.Chat == logChat {
			continue
		}
		for _, id := range e.Messages {
			all = append(all, event{e.At, "telegram " + strconv.FormatInt(e.Chat, 10), strconv.Itoa(id), e.Effect, e.Text})
		}
	}
	for _, e := range p.discord.Log() {
		effect := map[discordtest.Effect]string{discordtest.Created: "send", discordtest.Edited: "edit", discordtest.Deleted: "delete"}[e.Effect]
		if effect != "" && e.Message != "" {
			all = append(all, event{e.At, "discord " + e.Channel, e.Message, effect, e.Visible})
		}
	}
	return all
}

var titled = regexp.MustCompile(`(Meldung \d+), Fassung (\d+)\.`)

// told is which piece of news a text tells of, and in which revision.
func told(text string) (name string, rev int) {
	m := titled.FindStringSubmatch(text)
	if m == nil {
		return "", 0
	}
	rev, _ = strconv.Atoi(m[2])
	return m[1], rev
}

// judge compares what the platforms saw with what staff wrote. It knows nothing
// of how the outbox works.
func (p *play) judge() []string {
	var faults []string
	for _, v := range p.telegram.Violations() {
		faults = append(faults, fmt.Sprintf("Telegram: the limit %s was broken at %s by %s", v.Limit, v.At.Format(time.TimeOnly), v.Method))
	}
	for _, c := range p.telegram.Complaints() {
		faults = append(faults, "Telegram: "+c)
	}
	excused := p.overrun()
	for _, v := range p.discord.Violations() {
		if excused > 0 && strings.Contains(v, "the limit is broken (user)") {
			excused--
			p.blind++
			continue
		}
		faults = append(faults, "Discord: "+v)
	}
	faults = append(faults, p.history()...)
	return append(faults, p.outcome()...)
}

// overrun counts the requests that came too early for a limit of which an answer
// would have told that was lost: nobody can keep what he is not told.
func (p *play) overrun() int {
	count, log := 0, p.discord.Log()
	for i, e := range log {
		if e.Status != http.StatusTooManyRequests || e.Fault != discordtest.None {
			continue
		}
		for _, before := range log[:i] {
			if before.Fault != discordtest.None && before.Route == e.Route && before.Method == e.Method && e.At.Sub(before.At) < 15*time.Second {
				count++
				break
			}
		}
	}
	return count
}

// history: revisions of a message never go back, and no piece of news is seen
// twice at a place.
func (p *play) history() []string {
	var faults []string
	type key struct{ place, message string }
	revs := map[key]int{}
	standing := map[string]map[string]string{} // place -> message -> piece of news
	for _, e := range p.events() {
		k := key{e.place, e.message}
		name, rev := told(e.text)
		if standing[e.place] == nil {
			standing[e.place] = map[string]string{}
		}
		switch {
		case e.effect == "delete" || name == "":
			delete(standing[e.place], e.message)
			continue
		case rev < revs[k]:
			faults = append(faults, fmt.Sprintf("%s: %s went from revision %d back to %d", e.place, name, revs[k], rev))
		}
		revs[k] = rev
		for other, had := range standing[e.place] {
			if had == name && other != e.message && !p.replaced(e.place, other, name) {
				faults = append(faults, fmt.Sprintf("%s: %s stood there twice at %s", e.place, name, e.at.Format(time.TimeOnly)))
			}
		}
		standing[e.place][e.message] = name
	}
	return faults
}

// replaced reports whether a message was withdrawn later on: of a piece that was
// retracted and published again two may stand for a moment.
func (p *play) replaced(place, message, _ string) bool {
	for _, e := range p.events() {
		if name, _ := told(e.text); e.place == place && e.message == message && (e.effect == "delete" || name == "") {
			return true
		}
	}
	return false
}

// outcome: each place shows the newest of what it shall, once, and nothing else.
func (p *play) outcome() []string {
	var faults []string
	for _, c := range p.channels {
		place, texts := p.shows(c.GetString("platform"), c.GetString("target"), c.GetString("thread"))
		for _, n := range p.news {
			want, open := p.wanted(n, c.Id)
			rows := p.undecided(n, c.GetString("platform"), c.GetString("target"), c.GetString("thread"))
			p.unsure += rows
			var got []int
			for _, t := range texts {
				if name, rev := told(t); name == n.name {
					got = append(got, rev)
				}
			}
			switch {
			case rows > 0 && c.GetString("platform") == "telegram" && len(got) <= rows+1:
				// Nobody but staff can know. That it was not sent twice is history's matter.
			case want == 0 && len(got) > 0 && !open:
				faults = append(faults, fmt.Sprintf("%s still shows %s, which was withdrawn", place, n.name))
			case want > 0 && !slices.Equal(got, []int{want}):
				faults = append(faults, fmt.Sprintf("%s shows revisions %v of %s, not %d: %s", place, got, n.name, want, p.rows(n, c.GetString("target"))))
			}
		}
	}
	return faults
}

// wanted is the revision of a piece of news that a channel shall show, 0 for
// none. open is true where that depends on what staff would decide.
func (p *play) wanted(n *piece, channel string) (rev int, open bool) {
	if n.gone {
		return 0, false
	}
	r, err := p.app.FindRecordById("news", n.id)
	if err != nil || r.GetString("status") != string(cms.Published) || r.GetDateTime("publish_at").Time().After(p.clock()) {
		return 0, false
	}
	if named := r.GetStringSlice("channels"); len(named) > 0 && !slices.Contains(named, channel) {
		return 0, false
	}
	return n.rev, false
}

func (p *play) shows(platform, target, thread string) (place string, texts []string) {
	if platform == "telegram" {
		id, _ := strconv.ParseInt(target, 10, 64)
		for _, m := range p.telegram.Chat(id) {
			texts = append(texts, m.Text)
		}
		return "telegram " + target, texts
	}
	if thread != "" {
		target = thread
	}
	for _, m := range p.discord.Channel(target) {
		texts = append(texts, m.Visible())
	}
	for _, post := range p.discord.Posts(target) { // of a forum; the threads of other channels are asked for by themselves
		if p.forum == target {
			for _, m := range p.discord.Channel(post.ID) {
				texts = append(texts, post.Name+"\n"+m.Visible())
			}
		}
	}
	return "discord " + target, texts
}

// undecided counts the deliveries that wait for staff.
func (p *play) undecided(n *piece, platform, chat, thread string) int {
	rows, _ := cms.FindDeliveriesOf(p.app, cms.DeliverNews, n.id)
	count := 0
	for _, d := range rows {
		if d.Platform == platform && d.Chat == chat && d.Thread == thread && d.State == cms.Unsure {
			count++
		}
	}
	return count
}

// rows tells of the deliveries of a piece of news to a chat.
func (p *play) rows(n *piece, chat string) string {
	rows, _ := cms.FindDeliveriesOf(p.app, cms.DeliverNews, n.id)
	var all []string
	for _, d := range rows {
		if d.Chat == chat {
			all = append(all, fmt.Sprintf("%s/%d.%d %s %s %q", d.Thread, d.Gen, d.Part, d.State, d.Wanted, d.Error))
		}
	}
	return strings.Join(all, "; ")
}
