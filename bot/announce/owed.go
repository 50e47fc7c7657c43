package announce

import "isa-portal.de/isabot/bot"

// outcome is what became of an attempt.
type outcome struct {
	a       *attempt
	remote  bot.Remote
	verdict error
}

// close writes an outcome down. What cannot be written now is owed: it must not
// be forgotten, or a message would stand that nobody knows of.
func (o *Outbox) close(out outcome) (more bool, err error) {
	more, err = o.settle(out.a, out.remote, out.verdict)
	if err != nil {
		o.mu.Lock()
		o.owed = append(o.owed, out)
		o.mu.Unlock()
	}
	return more, err
}

// payUp writes down what is owed. Nothing new is begun before.
func (o *Outbox) payUp() error {
	o.mu.Lock()
	owed := o.owed
	o.owed = nil
	o.mu.Unlock()
	for i, out := range owed {
		if _, err := o.settle(out.a, out.remote, out.verdict); err != nil {
			o.mu.Lock()
			o.owed = append(o.owed, owed[i:]...)
			o.mu.Unlock()
			return err
		}
		o.mu.Lock()
		o.stale = true
		o.mu.Unlock()
	}
	return nil
}
