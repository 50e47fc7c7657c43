package main

import (
	"database/sql"
	"fmt"
	"strings"
	"unicode"

	_ "modernc.org/sqlite"
)

// ftsEngine is SQLite's full-text index in memory, titles counting three times.
type ftsEngine struct {
	db    *sql.DB
	find  *sql.Stmt
	terms func(string) []string
}

func openFTS(tokenizer string, terms func(string) []string) func([]passage) (searcher, error) {
	return func(passages []passage) (searcher, error) {
		db, err := sql.Open("sqlite", ":memory:")
		if err != nil {
			return nil, fmt.Errorf("opening FTS5: %w", err)
		}
		db.SetMaxOpenConns(1)
		if err := fillFTS(db, tokenizer, passages); err != nil {
			return nil, err
		}
		find, err := db.Prepare(`SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY bm25(passages, 3.0, 1.0) LIMIT ?`)
		if err != nil {
			return nil, fmt.Errorf("preparing the search in FTS5: %w", err)
		}
		return &ftsEngine{db, find, terms}, nil
	}
}

func fillFTS(db *sql.DB, tokenizer string, passages []passage) error {
	if _, err := db.Exec(`CREATE VIRTUAL TABLE passages USING fts5(title, text, tokenize = '` + tokenizer + `')`); err != nil {
		return fmt.Errorf("making the FTS5 table: %w", err)
	}
	tx, err := db.Begin()
	if err != nil {
		return fmt.Errorf("filling FTS5: %w", err)
	}
	for i, p := range passages {
		if _, err := tx.Exec(`INSERT INTO passages (rowid, title, text) VALUES (?, ?, ?)`, i+1, p.Title, p.Text); err != nil {
			return fmt.Errorf("filling FTS5: %w", err)
		}
	}
	return tx.Commit()
}

func (f *ftsEngine) search(question, _ string, k int) ([]int, error) {
	terms := f.terms(question)
	if len(terms) == 0 {
		return nil, nil
	}
	rows, err := f.find.Query(`"`+strings.Join(terms, `" OR "`)+`"`, k)
	if err != nil {
		return nil, fmt.Errorf("searching FTS5: %w", err)
	}
	defer rows.Close()
	var out []int
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("reading from FTS5: %w", err)
		}
		out = append(out, id-1)
	}
	return out, rows.Err()
}

func (f *ftsEngine) close() error { return f.db.Close() }

// words are the words of a question as unicode61 sees them.
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// trigrams are all runs of three characters in the words of a question.
func trigrams(s string) []string {
	var out []string
	for _, w := range words(s) {
		r := []rune(w)
		for i := range max(len(r)-2, 0) {
			out = append(out, string(r[i:i+3]))
		}
	}
	return out
}
