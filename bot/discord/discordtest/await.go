package discordtest

import "context"

// touch wakes those who wait for something to happen.
func (f *Fake) touch() {
	f.mu.Lock()
	defer f.mu.Unlock()
	close(f.changed)
	f.changed = make(chan struct{})
}

// Until waits until something holds, or ctx ends, and reports whether it holds.
func (f *Fake) Until(ctx context.Context, holds func() bool) bool {
	for {
		f.mu.Lock()
		changed := f.changed
		f.mu.Unlock()
		if holds() {
			return true
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return holds()
		}
	}
}

// Await waits until a channel shows n messages to all, or ctx ends, and returns
// what it shows.
func (f *Fake) Await(ctx context.Context, channel string, n int) []Message {
	f.Until(ctx, func() bool { return len(f.Channel(channel)) >= n })
	return f.Channel(channel)
}
