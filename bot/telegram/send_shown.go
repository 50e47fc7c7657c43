package telegram

import (
	"context"
	"io"
	"slices"
	"strings"
	"sync"

	"isa-portal.de/isabot/bot"
)

// maxShown is how many media are remembered.
const maxShown = 5000

// shown remembers which photo or file a message shows, by its sum: what a
// correction of the text leaves as it is need not be sent again. It is no more
// than that: after a restart, or when there are too many, all is sent again.
type shown struct {
	mu  sync.Mutex
	all map[string]string // by chat and id
}

func (s *shown) get(chat, id string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all[chat+" "+id]
}

func (s *shown) set(chat, id, sum string) {
	if sum == "" {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.all == nil || len(s.all) >= maxShown {
		s.all = map[string]string{}
	}
	s.all[chat+" "+id] = sum
}

// sent notes what a new message shows.
func (s *shown) sent(chat string, r bot.Remote, p bot.Piece, f *form) {
	if p.Kind == bot.TextPiece {
		return
	}
	items, err := itemsOf(p)
	if err != nil || len(items) != len(r.IDs) {
		return // it stands in any case, and is sent again with an edit
	}
	for i, item := range items {
		media, file := fileOf(item, f.files)
		if file >= 0 {
			media = f.sums[file]
		}
		s.set(chat, r.IDs[i], media)
	}
}

// sumOf stands for the medium of an item: for a file its name and content, else
// its address; "" if there is none.
func sumOf(ctx context.Context, item map[string]any, files []bot.File) (string, error) {
	media, file := fileOf(item, files)
	if file < 0 {
		return media, nil
	}
	return copyFile(ctx, io.Discard, files[file])
}

// fileOf is the medium of an item, and which of the files it is, -1 for none.
func fileOf(item map[string]any, files []bot.File) (media string, file int) {
	media, _ = item["media"].(string)
	name, ok := strings.CutPrefix(media, attach)
	if !ok {
		return media, -1
	}
	return media, slices.IndexFunc(files, func(f bot.File) bool { return f.Name == name })
}
