package converse

import (
	"context"
	"fmt"
	"time"

	"isa-portal.de/isabot/bot"
)

// page is how many updates are read from the disk at a time.
const page = 500

// look says that there may be room in memory for what is on the disk.
func (i *Inbox) look() {
	select {
	case i.room <- struct{}{}:
	default:
	}
}

// fetch brings what waits on the disk into memory, as there is room, until ctx ends.
func (i *Inbox) fetch(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-i.room:
		}
		for {
			more, err := i.fetchPage(ctx)
			if err != nil && ctx.Err() == nil {
				i.cfg.Log.Error("Reading what waits to be answered failed; it is tried again.", "platform", i.cfg.Platform, "error", err)
				time.AfterFunc(time.Second, i.look)
			}
			if err != nil || !more {
				break
			}
		}
	}
}

// fetchPage reads the next updates from the disk. It reports whether it makes
// sense to read on at once.
func (i *Inbox) fetchPage(ctx context.Context) (more bool, err error) {
	defer func() {
		if r := recover(); r != nil {
			more, err = false, bot.PanicError(r)
		}
	}()
	i.mu.Lock()
	if !i.behind {
		i.mu.Unlock()
		return false, nil
	}
	from := i.position
	i.missed = false
	i.mu.Unlock()
	defer i.lanes.read()()
	found, last, err := i.cfg.Store.Waiting(ctx, i.cfg.Platform, from, page)
	if err != nil {
		return false, fmt.Errorf("read what waits: %w", err)
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	for _, u := range found {
		if !i.add(u, true) {
			return false, nil // read this page again when there is room; what fitted is known by its id
		}
	}
	if len(found) > 0 {
		i.position = last
	}
	if len(found) < page && !i.missed {
		i.behind = false
	}
	return i.behind, nil
}
