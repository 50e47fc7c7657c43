package announce

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/cms"
)

// overdue is how late an announcement may come after downtime without a yes.
const overdue = 30 * time.Minute

// lockFile is held by the one process that sends.
const lockFile = "sending.lock"

// opened takes the right to send from this database, which one process at a
// time has, and readies it. A second process stays passive until the first ends.
func (o *Outbox) opened(ctx context.Context) bool {
	if o.lock == nil {
		o.lock = flock.New(filepath.Join(o.folder, lockFile))
	}
	if !o.lock.Locked() {
		mine, err := o.lock.TryLock()
		if err != nil || !mine {
			o.passive.Do(func() { o.log.Warn("Another process sends from this database; this one waits.") })
			return false
		}
	}
	if err := o.Open(); err != nil {
		o.log.Error("Preparing to send failed.", slog.Any("error", err))
		return false
	}
	return ctx.Err() == nil
}

// Open makes up for what happened while nobody was at work: what was cut off is
// looked into, what is overdue waits for a yes, and a restored database sends
// nothing before staff have looked.
func (o *Outbox) Open() error {
	err := o.app.RunInTransaction(func(tx core.App) error {
		restored, err := o.count.restored(tx)
		if err != nil {
			return err
		}
		now := o.now()
		if restored {
			o.log.Warn("The database is older than what was sent from it: sending is switched off until staff have looked.")
			if err := cms.HoldRestored(tx, now); err != nil {
				return err
			}
			if err := cms.SaveSendingSwitch(tx, cms.SendingSwitch{Off: true, Why: cms.WhyRestored, At: now}); err != nil {
				return err
			}
			if err := o.count.agree(tx); err != nil {
				return err
			}
		}
		if err := cms.RecoverDeliveries(tx, ErrorStopped, now); err != nil {
			return err
		}
		return cms.HoldOverdue(tx, now.Add(-overdue), now)
	})
	if err != nil {
		return fmt.Errorf("open the outbox: %w", err)
	}
	if err := o.count.keepAt(o.app); err != nil {
		return err
	}
	o.Wake()
	return nil
}

// Reopen lets a channel be sent to again that was out of reach or switched off.
// What became overdue meanwhile waits for a yes.
func Reopen(tx core.App, c *cms.Channel, now time.Time) error {
	if err := cms.ChannelOn(tx, c.Id); err != nil {
		return err
	}
	return cms.HoldOverdue(tx, now.Add(-overdue), now,
		dbx.HashExp{"platform": c.Platform(), "chat": c.Target(), "thread": c.Thread()})
}

// Switch turns sending on or off. What became overdue while it was off waits
// for a yes.
func (o *Outbox) Switch(off bool, by string) error {
	err := o.app.RunInTransaction(func(tx core.App) error {
		was, err := cms.LoadSendingSwitch(tx)
		if err != nil {
			return err
		}
		s := cms.SendingSwitch{Off: off, By: by, At: o.now()}
		if off {
			s.Why = cms.WhyStaff
		}
		if err := cms.SaveSendingSwitch(tx, s); err != nil || off || !was.Off {
			return err
		}
		return cms.HoldOverdue(tx, o.now().Add(-overdue), o.now())
	})
	o.Wake()
	return err
}
