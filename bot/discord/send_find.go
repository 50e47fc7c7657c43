package discord

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"isa-portal.de/isabot/bot"
)

const (
	epoch = 1420070400000 // the first millisecond of 2015, from which Discord counts

	// skew is how far Discord's clock may be behind ours.
	skew = 5 * time.Second

	// settle is how long an unanswered request may still be on its way. Nothing
	// is concluded earlier.
	settle = 30 * time.Second

	page      = 100   // messages, the most that Discord gives at once
	maxPlaces = 1_000 // searches of which is remembered how far they came
)

// search is what is looked for, and where.
type search struct{ channel, marker string }

// Find looks for a message that may have been sent since a moment: among all
// messages of the channel after it, of a forum among all posts after it, the
// archived ones too. It is one of the bot's own whose embed or button leads to
// an address with the marker as its fragment.
//
// Where known is true and the Remote empty, it surely is not there. Known is
// false only if the piece carries no marker and no message has its very words.
// A *bot.WaitError says that it is too early to tell, or that the search goes on
// where it stopped when Find is called again.
func (s *Sender) Find(ctx context.Context, place bot.Place, p bot.Piece, marker string, since time.Time) (bot.Remote, bool, error) {
	if early := since.Add(settle).Sub(s.now()); early > 0 && early <= settle {
		return bot.Remote{}, false, &bot.WaitError{For: early}
	}
	me, err := s.self(ctx, place)
	if err != nil {
		return bot.Remote{}, false, again(err)
	}
	want := wantedOf(p, marker, me)
	from := snowflake(since.Add(-skew))
	var found string
	var channel string
	if p.Method == MethodForumPost && place.Thread == "" {
		found, err = s.findPost(ctx, place, want, from)
		channel = found
	} else {
		channel = channelOf(place)
		found, err = s.findMessage(ctx, place, channel, want, from)
	}
	if err != nil {
		return bot.Remote{}, false, again(err)
	}
	if found == "" {
		return bot.Remote{}, want.marked, nil
	}
	return bot.Remote{Kind: p.Kind, IDs: []string{found}, Chat: channel}, true, nil
}

// snowflake is the lowest id of a moment.
func snowflake(t time.Time) string {
	return strconv.FormatInt(max(t.UnixMilli()-epoch, 0)<<22, 10)
}

// self is the bot's own id.
func (s *Sender) self(ctx context.Context, place bot.Place) (string, error) {
	s.mu.Lock()
	me := s.me
	s.mu.Unlock()
	if me != "" {
		return me, nil
	}
	var user struct {
		ID string `json:"id"`
	}
	if err := s.do(ctx, s.request(myself, place, ""), &user); err != nil {
		return "", err
	}
	s.known(user.ID)
	return user.ID, nil
}

// known notes the bot's own id.
func (s *Sender) known(me string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.me = me
}

// message is what is read of a message that stands.
type message struct {
	ID     string `json:"id"`
	Author struct {
		ID string `json:"id"`
	} `json:"author"`
	shown
}

// shown is what of a message is compared.
type shown struct {
	Content string `json:"content"`
	Embeds  []struct {
		URL         string `json:"url"`
		Title       string `json:"title"`
		Description string `json:"description"`
		Footer      struct {
			Text string `json:"text"`
		} `json:"footer"`
	} `json:"embeds"`
	Components []struct {
		Components []struct {
			URL string `json:"url"`
		} `json:"components"`
	} `json:"components"`
}

func (m shown) links() (out []string) {
	for _, e := range m.Embeds {
		out = append(out, e.URL)
	}
	for _, row := range m.Components {
		for _, b := range row.Components {
			out = append(out, b.URL)
		}
	}
	return out
}

func (m shown) words() string {
	words := []string{strings.TrimSpace(m.Content)}
	for _, e := range m.Embeds {
		words = append(words, strings.TrimSpace(e.Title), strings.TrimSpace(e.Description), strings.TrimSpace(e.Footer.Text))
	}
	return strings.Join(words, "\x00")
}

// wanted is a message that is looked for.
type wanted struct {
	me, mark, words string
	marked          bool // it carries the mark
}

func wantedOf(p bot.Piece, marker, me string) wanted {
	var m shown
	if raw, err := json.Marshal(messageOf(p)); err == nil {
		_ = json.Unmarshal(raw, &m) // what cannot be read is not compared
	}
	w := wanted{me: me, mark: "#" + marker, words: m.words()}
	w.marked = marker != "" && slices.ContainsFunc(m.links(), w.leads)
	return w
}

func (w wanted) leads(link string) bool { return strings.HasSuffix(link, w.mark) }

// is reports whether a message is the one. If the piece carries the mark, only
// that tells: the same words may have been sent for something else.
func (w wanted) is(m message) bool {
	switch {
	case m.Author.ID != w.me:
		return false
	case w.mark != "#" && slices.ContainsFunc(m.links(), w.leads):
		return true
	}
	return !w.marked && strings.Trim(w.words, "\x00") != "" && m.words() == w.words
}

// findMessage looks through a channel and returns the id of what it found. It
// remembers how far it came, if it may not go on now.
func (s *Sender) findMessage(ctx context.Context, place bot.Place, channel string, want wanted, from string) (string, error) {
	key := search{channel, want.mark}
	if at := s.reached(key); older(from, at) {
		from = at
	}
	for {
		r := s.request(listMessages, place, channel)
		r.query = url.Values{"after": {from}, "limit": {strconv.Itoa(page)}}
		var found []message
		if err := s.do(ctx, r, &found); err != nil {
			s.remember(key, from)
			return "", err
		}
		for _, m := range found {
			if want.is(m) {
				s.remember(key, "")
				return m.ID, nil
			}
			if older(from, m.ID) {
				from = m.ID
			}
		}
		if len(found) < page {
			s.remember(key, "")
			return "", nil
		}
	}
}

func (s *Sender) reached(key search) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.searches[key]
}

func (s *Sender) remember(key search, at string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if at == "" || len(s.searches) >= maxPlaces {
		delete(s.searches, key)
		return
	}
	s.searches[key] = at
}

// older reports whether a was made before b.
func older(a, b string) bool {
	if len(a) != len(b) {
		return len(a) < len(b)
	}
	return a < b
}
