package cms

import (
	"path/filepath"

	"github.com/pocketbase/dbx"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// Sizes of the pools of reading connections; each database has one more for
// writing. With PocketBase's own 120, unindexed queries from many clients at
// once take gigabytes.
const (
	DataConns = 8
	AuxConns  = 4
)

// Connect opens a database of PocketBase. Every commit to data.db is on disk
// when it returns: a lost remote id is a message that nobody can correct. Logs
// (auxiliary.db) may lose their last moments in a power cut.
func Connect(path string) (*dbx.DB, error) {
	synchronous := "NORMAL"
	if filepath.Base(path) == "data.db" {
		synchronous = "FULL"
	}
	// A transaction is for writing from its beginning: one that read first would
	// fail at once where another process has written meanwhile. busy_timeout
	// stands before the other settings: the switch to WAL may have to wait.
	return dbx.Open("sqlite", path+"?_txlock=immediate&_pragma=busy_timeout(10000)"+
		"&_pragma=journal_mode(WAL)"+
		"&_pragma=journal_size_limit(200000000)"+
		"&_pragma=synchronous("+synchronous+")"+
		"&_pragma=foreign_keys(ON)"+
		"&_pragma=temp_store(MEMORY)"+
		"&_pragma=cache_size(-16000)")
}
