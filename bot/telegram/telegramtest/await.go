package telegramtest

import "context"

// happened wakes those that wait for something.
func (f *Fake) happened() {
	close(f.changed)
	f.changed = make(chan struct{})
}

// Until waits until a condition holds, which is asked after everything that
// happens, and reports whether it did before ctx ended. The condition may call
// the fake.
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
			return false
		}
	}
}

// Await waits until a chat shows n messages or more, those of persons too, and
// returns what it shows then, or when ctx ended.
func (f *Fake) Await(ctx context.Context, chat int64, n int) []Message {
	f.Until(ctx, func() bool { return len(f.Chat(chat)) >= n })
	return f.Chat(chat)
}

// AwaitCalls waits until a method was called n times or more, and returns those
// calls. For getUpdates there are Polls.
func (f *Fake) AwaitCalls(ctx context.Context, method string, n int) []Entry {
	calls := func() (out []Entry) {
		for _, e := range f.Entries() {
			if e.Method == method {
				out = append(out, e)
			}
		}
		return out
	}
	f.Until(ctx, func() bool { return len(calls()) >= n })
	return calls()
}
