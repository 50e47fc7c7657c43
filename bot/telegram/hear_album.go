package telegram

import "sync"

// maxAlbums is how many albums are remembered; their messages come together.
const maxAlbums = 1000

// albums are those of which a message was answered. It is in memory only: at
// worst a second kind word is said after a restart.
type albums struct {
	mu     sync.Mutex
	all    map[string]bool
	oldest []string
}

// album names the album of a message, "" if it is in none.
func (m *message) album() string {
	if m.AlbumID == "" {
		return ""
	}
	return number(m.Chat.ID) + " " + m.AlbumID
}

// known reports whether another message of the same album was answered.
func (a *albums) known(m *message) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.all[m.album()]
}

func (a *albums) note(m *message) {
	name := m.album()
	a.mu.Lock()
	defer a.mu.Unlock()
	if name == "" || a.all[name] {
		return
	}
	if len(a.oldest) >= maxAlbums {
		delete(a.all, a.oldest[0])
		a.oldest = a.oldest[1:]
	}
	if a.all == nil {
		a.all = map[string]bool{}
	}
	a.all[name] = true
	a.oldest = append(a.oldest, name)
}
