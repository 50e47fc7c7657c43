// Command bench measures the index beside its peers, bleve and SQLite FTS5, on
// the question sets that ISABOT_RETRIEVAL_DATA points to: what is found, how
// fast, and at what cost. It is a module of its own, so that the peers stay
// out of the program.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// passage is one text of a set. Title holds the question and other ways to ask, one a line.
type passage struct {
	ID    string `json:"doc_id"`
	Lang  string `json:"lang"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

// asking is a question and the passage that answers it.
type asking struct {
	Lang     string `json:"lang"`
	Question string `json:"question"`
	Answer   string `json:"doc_id"`
}

// set is a corpus with its questions as asked, and the same with slips.
type set struct {
	name         string
	passages     []passage
	clean, noisy []asking
}

var errNoData = errors.New("ISABOT_RETRIEVAL_DATA is not set: it names the folder of the question sets")

// load reads all sets, in the order of their names.
func load() ([]set, error) {
	dir := os.Getenv("ISABOT_RETRIEVAL_DATA")
	if dir == "" {
		return nil, errNoData
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.docs.jsonl"))
	if err != nil {
		return nil, fmt.Errorf("listing the sets: %w", err)
	}
	slices.Sort(files)
	var sets []set
	for _, file := range files {
		base := strings.TrimSuffix(file, ".docs.jsonl")
		s := set{name: filepath.Base(base)}
		if s.passages, err = lines[passage](file); err != nil {
			return nil, err
		}
		if s.clean, err = lines[asking](base + ".q.jsonl"); err != nil {
			return nil, err
		}
		if s.noisy, err = lines[asking](base + ".noisy.jsonl"); err != nil {
			return nil, err
		}
		sets = append(sets, s)
	}
	if len(sets) == 0 {
		return nil, fmt.Errorf("no *.docs.jsonl in %s", dir)
	}
	return sets, nil
}

func lines[T any](file string) ([]T, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("reading a set: %w", err)
	}
	defer f.Close()
	var out []T
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		var v T
		if err := json.Unmarshal(in.Bytes(), &v); err != nil {
			return nil, fmt.Errorf("reading %s: %w", filepath.Base(file), err)
		}
		out = append(out, v)
	}
	return out, in.Err()
}
