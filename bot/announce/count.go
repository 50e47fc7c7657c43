package announce

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/cms"
)

// CountFile is the name of the file beside the database that counts requests.
// Backups must leave it out: by it a restored database is known.
const CountFile = "sent.count"

// count counts the requests that were begun, in the database and, after each
// commit, in a file beside it. A database that was put back to an earlier state
// has counted less than the file.
type count struct {
	path string

	mu sync.Mutex
	n  int64
}

func newCount(folder string) *count { return &count{path: filepath.Join(folder, CountFile)} }

// next counts one more in the transaction of a claim.
func (c *count) next(tx core.App) error {
	n, err := cms.LoadSendCount(tx)
	if err != nil {
		return err
	}
	c.mu.Lock()
	c.n = max(c.n, n+1)
	c.mu.Unlock()
	return cms.SaveSendCount(tx, n+1)
}

// keep writes the count into the file, after the commit: what is lost between
// the two makes the file too low, which says nothing false.
func (c *count) keep() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	whole := c.path + ".new" // a file is replaced, so that it is never half written
	err := os.WriteFile(whole, []byte(strconv.FormatInt(c.n, 10)+"\n"), 0o600)
	if err == nil {
		err = os.Rename(whole, c.path)
	}
	if err != nil {
		return fmt.Errorf("keep the count of what was sent: %w", err)
	}
	return nil
}

// keepAt writes the count of the database into the file.
func (c *count) keepAt(app core.App) error {
	n, err := cms.LoadSendCount(app)
	if err != nil {
		return err
	}
	c.mu.Lock()
	c.n = max(c.n, n)
	c.mu.Unlock()
	return c.keep()
}

// restored reports whether the database is older than what was sent: the file
// is ahead of it, or missing though there are deliveries that were sent.
func (c *count) restored(tx core.App) (bool, error) {
	counted, err := cms.LoadSendCount(tx)
	if err != nil {
		return false, err
	}
	raw, err := os.ReadFile(c.path)
	if errors.Is(err, fs.ErrNotExist) {
		return counted > 0, nil
	}
	if err != nil {
		return false, fmt.Errorf("read the count of what was sent: %w", err)
	}
	kept, err := strconv.ParseInt(strings.TrimSpace(string(raw)), 10, 64)
	if err != nil {
		return counted > 0, nil // a file that was cut off while it was written says as much as none
	}
	return kept > counted, nil
}

// agree makes both counts the higher one, once staff know of the difference.
func (c *count) agree(tx core.App) error {
	counted, err := cms.LoadSendCount(tx)
	if err != nil {
		return err
	}
	if raw, err := os.ReadFile(c.path); err == nil {
		if kept, err := strconv.ParseInt(strings.TrimSpace(string(raw)), 10, 64); err == nil {
			counted = max(counted, kept)
		}
	}
	c.mu.Lock()
	c.n = max(c.n, counted)
	c.mu.Unlock()
	return cms.SaveSendCount(tx, counted)
}
