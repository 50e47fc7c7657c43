package telegram

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/go-telegram/bot/models"

	"isa-portal.de/isabot/bot"
)

const (
	// settle is how long an unanswered request may still be on its way, and its
	// automatic forward after it. Nothing is concluded earlier.
	settle = 20 * time.Second

	// skew is how far Telegram's clock may be behind ours.
	skew = 2 * time.Minute

	maxSeen = 500 // sightings that are remembered
)

// Find looks for a message that may have been sent since a moment. Telegram has
// no look-up, so there is evidence only:
//
//   - the automatic forward of a channel's post into its discussion group, where
//     the bot is in that group and its updates come to Note;
//   - a probe of a channel: the ids after the last known one are forwarded into
//     the log chat, read, and the forwards deleted.
//
// A message is recognised by the marker behind a link of it, or by its whole
// text. Where known is false there was no evidence either way: a person has to
// look. A *bot.WaitError says that it is too early to tell, or that a probe
// goes on where it stopped when Find is called again.
func (s *Sender) Find(ctx context.Context, place bot.Place, p bot.Piece, marker string, since time.Time) (bot.Remote, bool, error) {
	want := wanted{piece: p, marker: marker, since: since.Add(-skew)}
	if id, ok := s.seen.find(place, want); ok {
		return want.remote(id), true, nil
	}
	if early := since.Add(settle).Sub(s.now()); early > 0 && early <= settle {
		return bot.Remote{}, false, &bot.WaitError{For: early}
	}
	return s.probe(ctx, place, want)
}

// Note takes the evidence from an update: that a post of a channel was forwarded
// to the channel's discussion group. Of other updates it remembers nothing. A
// listener calls it with every update.
func (s *Sender) Note(u *models.Update) {
	if u == nil || u.Message == nil || !u.Message.IsAutomaticForward {
		return
	}
	o := u.Message.ForwardOrigin
	if o == nil || o.MessageOriginChannel == nil {
		return
	}
	c := o.MessageOriginChannel
	sg := sighting{chat: strconv.FormatInt(c.Chat.ID, 10), id: c.MessageID, post: look(u.Message, c.Date)}
	if c.Chat.Username != "" {
		sg.name = "@" + c.Chat.Username
	}
	s.seen.add(sg)
}

// post is what can be seen of a message that may be ours.
type post struct {
	at    time.Time
	text  string
	links []string
}

func look(m *models.Message, date int) post {
	p := post{at: time.Unix(int64(date), 0), text: m.Text}
	entities := m.Entities
	if p.text == "" {
		p.text, entities = m.Caption, m.CaptionEntities
	}
	for _, e := range entities {
		if e.URL != "" {
			p.links = append(p.links, e.URL)
		}
	}
	if m.ReplyMarkup != nil {
		for _, row := range m.ReplyMarkup.InlineKeyboard {
			for _, b := range row {
				if b.URL != "" {
					p.links = append(p.links, b.URL)
				}
			}
		}
	}
	return p
}

// wanted is a piece that is looked for.
type wanted struct {
	piece  bot.Piece
	marker string
	since  time.Time
}

// likeness is by what a post was recognised.
type likeness int

const (
	unlike likeness = iota
	byText
	byMarker
)

// is reports whether a post is the one. If the piece's own text carries the
// marker, only that tells: the same words may have been sent for something else.
func (w wanted) is(p post) likeness {
	if p.at.Before(w.since) {
		return unlike
	}
	if w.marker != "" {
		mark := "#" + w.marker
		marked := func(s string) bool { return strings.HasSuffix(s, mark) }
		if slices.ContainsFunc(p.links, marked) || slices.ContainsFunc(strings.Fields(p.text), marked) {
			return byMarker
		}
		if w.inText(mark) {
			return unlike
		}
	}
	if plain := strings.TrimSpace(w.piece.Plain); plain != "" && plain == strings.TrimSpace(p.text) {
		return byText
	}
	return unlike
}

func (w wanted) inText(mark string) bool {
	for _, name := range []string{"text", "caption", "entities", "caption_entities", "media"} {
		raw, err := json.Marshal(w.piece.Fields[name])
		if err == nil && strings.Contains(string(raw), mark) {
			return true
		}
	}
	return false
}

// remote is the piece as it stands, if its first message has that id. The ids
// of an album follow one another.
func (w wanted) remote(id int) bot.Remote {
	r := bot.Remote{Kind: w.piece.Kind}
	for i := range w.messages() {
		r.IDs = append(r.IDs, strconv.Itoa(id+i))
	}
	return r
}

func (w wanted) messages() int {
	if w.piece.Kind != bot.AlbumPiece {
		return 1
	}
	plain, _ := plainJSON(w.piece.Fields["media"])
	items, _ := plain.([]any)
	return max(len(items), 1)
}

// sighting is a post that was seen in a discussion group.
type sighting struct {
	post
	chat, name string // the channel's id, and its "@name" if it has one
	id         int
}

// sightings are the latest posts that were seen, and the latest messages that
// Telegram said it took: what somebody knows to be his is not the lost one,
// though the words be the same.
type sightings struct {
	mu      sync.Mutex
	all     []sighting
	claimed []string // by chat and id
}

func (s *sightings) add(sg sighting) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all = latest(append(s.all, sg))
}

// claim notes the messages that a request brought for sure. Only channels have
// evidence against which that is held.
func (s *sightings) claim(place bot.Place, ids []int) {
	if !ofMany(place.Chat) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range ids {
		s.claimed = latest(append(s.claimed, place.Chat+" "+strconv.Itoa(id)))
	}
}

// latest drops the oldest of what has become too much.
func latest[T any](all []T) []T {
	if len(all) > maxSeen {
		return slices.Delete(all, 0, maxSeen/10)
	}
	return all
}

// matches reports whether a post of a place is the one that is wanted.
func (s *sightings) matches(place bot.Place, id int, w wanted, p post) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.match(place, id, w, p)
}

func (s *sightings) match(place bot.Place, id int, w wanted, p post) bool {
	like := w.is(p)
	return like == byMarker || like == byText && !slices.Contains(s.claimed, place.Chat+" "+strconv.Itoa(id))
}

func (s *sightings) find(place bot.Place, w wanted) (id int, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, sg := range s.all {
		here := sg.chat == place.Chat || sg.name != "" && strings.EqualFold(sg.name, place.Chat)
		if here && s.match(place, sg.id, w, sg.post) {
			return sg.id, true
		}
	}
	return 0, false
}
