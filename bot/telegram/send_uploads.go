package telegram

import (
	"encoding/json"
	"sync"

	"isa-portal.de/isabot/bot"
)

// maxUploads is how many uploads are remembered.
const maxUploads = 1000

// uploads remembers what was uploaded by the id that Telegram gave it: what goes
// to many people goes to Telegram once ("Sending files" in the Bot API). It is
// no more than that: after a restart a file is uploaded anew.
type uploads struct {
	mu  sync.Mutex
	all map[string]uploaded
}

// uploaded is a file that Telegram has, and the sum of what is in it.
type uploaded struct{ id, sum string }

func (u *uploads) get(key string) uploaded {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.all[key]
}

func (u *uploads) set(key string, up uploaded) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.all == nil || len(u.all) >= maxUploads {
		u.all = map[string]uploaded{}
	}
	u.all[key] = up
}

func (u *uploads) forget(key string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.all, key)
}

// lendable is a file of a piece that Telegram may have, or will have.
type lendable struct {
	key  string // as what it is shown, and which upload to the CMS it is
	file int
}

// lend has a form name those of a piece's files that Telegram has, in place of
// uploading them. It returns all its files, in the order of its messages.
func (s *Sender) lend(p bot.Piece, f *form) (all []lendable, lent bool) {
	items, err := itemsOf(p)
	if err != nil || len(p.Files) == 0 {
		return nil, false
	}
	f.lent = make([]uploaded, len(f.files))
	for _, item := range items {
		l := lendable{file: -1}
		kind, _ := item["type"].(string)
		if _, l.file = fileOf(item, f.files); l.file >= 0 && f.files[l.file].Key != "" {
			l.key = kind + " " + f.files[l.file].Key
			f.lent[l.file] = s.uploads.get(l.key)
			lent = lent || f.lent[l.file].id != ""
		}
		all = append(all, l)
	}
	return all, lent
}

// learn remembers the ids of what a request has brought.
func (s *Sender) learn(all []lendable, f *form, result json.RawMessage) {
	type file struct {
		ID string `json:"file_id"`
	}
	type message struct {
		Photo    []file `json:"photo"`
		Document *file  `json:"document"`
	}
	var many []message
	if json.Unmarshal(result, &many) != nil {
		many = make([]message, 1)
		if json.Unmarshal(result, &many[0]) != nil {
			return
		}
	}
	for i, l := range all {
		if i >= len(many) || l.key == "" {
			continue
		}
		m, up := many[i], uploaded{sum: f.sums[l.file]}
		switch {
		case len(m.Photo) > 0:
			up.id = m.Photo[len(m.Photo)-1].ID // the largest
		case m.Document != nil:
			up.id = m.Document.ID
		}
		if up.id != "" {
			s.uploads.set(l.key, up)
		}
	}
}

// unknownFile reports whether Telegram does not take the id of a file any more.
func unknownFile(err error) bool {
	return deniedAs(err, "wrong file identifier", "wrong remote file", "file_reference", "file is temporarily unavailable")
}

// takeBack forgets what was lent and not taken; then it is uploaded anew.
func (s *Sender) takeBack(all []lendable) error {
	for _, l := range all {
		s.uploads.forget(l.key)
	}
	return &bot.WaitError{For: shortestWait}
}
