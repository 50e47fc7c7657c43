package desk

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"isa-portal.de/isabot/bot/phrases"
)

// maxRows is the greatest number of rows in a table.
const maxRows = 5000

// sheet is a table as it was read: its header and its rows, the number of each
// being that in a spreadsheet.
type sheet struct {
	header []string
	rows   []sheetRow
	narrow bool // it was not in Unicode: characters may have been lost
}

type sheetRow struct {
	number int
	cells  []string
}

// readSheet reads a table as spreadsheets write it: UTF-8 with or without a mark,
// UTF-16, or else the characters of German or Chinese Windows, which the language
// of the person decides; with semicolons, commas or tabs.
func readSheet(raw []byte, lang string) (sheet, *Refusal) {
	var s sheet
	text, narrow, ok := decoded(raw, lang)
	if !ok {
		return s, &Refusal{Code: "not_text", Text: phrases.DeskTable.NotText}
	}
	s.narrow = narrow
	sep := ';'
	if line, rest, found := strings.Cut(text, "\n"); found && strings.HasPrefix(strings.ToLower(line), "sep=") {
		if named, size := utf8.DecodeRuneInString(line[len("sep="):]); size > 0 && strings.ContainsRune(";,\t", named) {
			sep, text = named, rest
		}
	} else {
		sep = likelySeparator(line)
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord = sep, -1
	number, end := 0, 0 // of the row, and the line in which it ended
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var fault *csv.ParseError
		switch {
		case errors.As(err, &fault):
			return s, &Refusal{Code: "not_table", Text: phrases.DeskTable.NotTable, Pairs: []string{"line", strconv.Itoa(fault.Line)}}
		case err != nil:
			return s, &Refusal{Code: "not_table", Text: phrases.DeskTable.NotTable, Pairs: []string{"line", "?"}}
		}
		begin, _ := r.FieldPos(0)
		number += begin - end // empty lines are rows too
		end = begin + strings.Count(strings.Join(cells, ""), "\n")
		switch {
		case len(s.rows) == maxRows && !blank(cells):
			return s, &Refusal{Code: "too_many", Text: phrases.DeskTable.TooManyRows, Pairs: []string{"most", strconv.Itoa(maxRows)}}
		case s.header == nil:
			for _, name := range cells {
				s.header = append(s.header, strings.ToLower(strings.TrimSpace(name)))
			}
		case !blank(cells):
			s.rows = append(s.rows, sheetRow{number, cells})
		}
	}
	for len(s.header) > 0 && s.header[len(s.header)-1] == "" { // a spreadsheet's empty columns
		s.header = s.header[:len(s.header)-1]
	}
	if len(s.header) == 0 {
		return s, &Refusal{Code: "empty", Text: phrases.DeskTable.EmptyTable}
	}
	return s, nil
}

// blank reports whether a row has nothing in it.
func blank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" })
}

// decoded is a text in UTF-8, whatever it was written in.
func decoded(raw []byte, lang string) (text string, narrow, ok bool) {
	switch {
	case bytes.HasPrefix(raw, []byte(bom)):
		raw = raw[len(bom):]
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe}), len(raw) > 3 && raw[0] != 0 && raw[1] == 0:
		return transcoded(raw, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), false)
	case bytes.HasPrefix(raw, []byte{0xfe, 0xff}):
		return transcoded(raw, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), false)
	case !utf8.Valid(raw) && lang == "zh":
		return transcoded(raw, simplifiedchinese.GB18030, true)
	case !utf8.Valid(raw):
		return transcoded(raw, charmap.Windows1252, true)
	}
	return string(raw), false, utf8.Valid(raw) && !bytes.ContainsRune(raw, 0)
}

func transcoded(raw []byte, from encoding.Encoding, narrow bool) (string, bool, bool) {
	text, err := from.NewDecoder().Bytes(raw)
	if err != nil || bytes.ContainsRune(text, utf8.RuneError) || bytes.ContainsRune(text, 0) {
		return "", narrow, false
	}
	return string(text), narrow, true
}

// likelySeparator is the one that stands most often in the header.
func likelySeparator(header string) rune {
	best, most := ';', 0
	for _, sep := range ";,\t" {
		if n := strings.Count(header, string(sep)); n > most {
			best, most = sep, n
		}
	}
	return best
}
