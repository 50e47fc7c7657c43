package desk

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"isa-portal.de/isabot/bot/phrases"
)

func TestTablesAreReadInWhatSpreadsheetsWrite(t *testing.T) {
	const text = "slug;name_zh\r\na;深圳\r\n\r\n;\r\nb;\"x;y\n\"\"z\"\"\"\r\n"
	utf16 := func(order unicode.Endianness, mark unicode.BOMPolicy) []byte {
		raw, err := unicode.UTF16(order, mark).NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	chinese, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for name, raw := range map[string][]byte{
		"UTF-8": []byte(text), "with a mark": []byte(bom + text), "UTF-16 LE": utf16(unicode.LittleEndian, unicode.UseBOM),
		"UTF-16 BE": utf16(unicode.BigEndian, unicode.UseBOM), "UTF-16 without a mark": utf16(unicode.LittleEndian, unicode.IgnoreBOM),
		"GB 18030": chinese, "sep": []byte("SEP=;\r\n" + text),
		"commas": []byte("slug,name_zh,,\na,深圳\n;\nb,\"x;y\n\"\"z\"\"\"\n"), "tabs": []byte("slug\tname_zh\na\t深圳\n\t\nb\t\"x;y\n\"\"z\"\"\"\n"),
	} {
		s, no := readSheet(raw, "zh")
		if no != nil {
			t.Errorf("%s: %s", name, no)
			continue
		}
		var cells []string
		for _, r := range s.rows {
			cells = append(cells, strings.Join(r.cells, "|"))
		}
		if got := strings.Join(s.header, "|"); got != "slug|name_zh" {
			t.Errorf("%s: header %s", name, got)
		}
		want := "a|深圳 b|x;y\n\"z\""
		if name == "commas" {
			want = "a|深圳 ; b|x;y\n\"z\""
		}
		if got := strings.Join(cells, " "); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
		if s.narrow != (name == "GB 18030") {
			t.Errorf("%s: narrow is %v", name, s.narrow)
		}
	}
	if s, no := readSheet([]byte("slug;name_de\na;K\xf6ln"), "de"); no != nil || s.rows[0].cells[1] != "Köln" || !s.narrow {
		t.Errorf("German Windows: %+v, %v", s, no)
	}
	if _, no := readSheet([]byte(strings.Repeat("a\n", maxRows+3)), "de"); no == nil || no.Code != "too_many" {
		t.Errorf("too many rows: %v", no)
	}
}

func TestCellsAreReadAsPeopleWriteThem(t *testing.T) {
	fields := map[string]core.Field{
		"yes": &core.BoolField{}, "n": &core.NumberField{OnlyInt: true}, "date": &core.DateField{}, "at": &core.GeoPointField{},
		"kind": &core.SelectField{Values: []string{"city", "region"}}, "joined": &core.TextField{Name: "joined"}, "text": &core.TextField{Name: "text"},
	}
	day := time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		field, cell string
		want        any
	}{
		{"yes", "WAHR", true}, {"yes", " ja ", true}, {"yes", "是", true}, {"yes", "0", false}, {"yes", "", false}, {"yes", "FALSCH", false}, {"yes", "vielleicht", nil},
		{"n", "12", 12.0}, {"n", "-3", -3.0}, {"n", "", 0}, {"n", "1,5", nil}, {"n", "1.5", nil}, {"n", "NaN", nil}, {"n", "1e400", nil},
		{"date", "2026-03-31", day}, {"date", "31.3.2026", day}, {"date", "2026/3/31", day}, {"date", "31.03.2026 00:00", day},
		{"date", "2026-03-31 10:30:00.000Z", day.Add(10*time.Hour + 30*time.Minute)}, {"date", "3/31/2026", nil}, {"date", "31.2.2026", nil}, {"date", "", ""},
		{"at", "91, 0", nil}, {"at", "51,25", nil}, {"at", "NaN, 0", nil}, {"at", "x", nil},
		{"kind", "city", "city"}, {"kind", "Stadt", nil}, {"kind", "", ""},
		{"joined", "31.3.2026", "2026-03-31"}, {"joined", "2026-03", "2026-03"}, {"joined", "Mrz 26", "Mrz 26"}, {"text", " x ", "x"},
	} {
		got, no := codec{}.value(fields[c.field], c.cell, "")
		if (no != nil) != (c.want == nil) || c.want != nil && got != c.want {
			t.Errorf("%s %q: %v, %v; want %v", c.field, c.cell, got, no, c.want)
		}
	}
}

func FuzzACellIsHarmlessAndComesBack(f *testing.F) {
	for _, seed := range []string{"=1+1", "'=1", "''", "-", " =x", "\t=x", "＝1", "a", "", "'a", "\u00a0@x", "+49 30"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		safe := harmless(cell)
		if back := original(safe); back != cell {
			t.Errorf("%q went out as %q and came back as %q", cell, safe, back)
		}
		if safe != "" && strings.ContainsAny(safe[:1], "=+-@\t\r\n") {
			t.Errorf("%q is computed", safe)
		}
	})
}

func FuzzATableIsReadOrRefused(f *testing.F) {
	for _, seed := range [][]byte{[]byte("a;b\n1;2"), []byte("\xff\xfea\x00"), []byte("sep=,\na,b"), []byte("\"a"), []byte("K\xf6ln"), {0xfe, 0xff, 0, 'a'}, []byte(bom)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, no := readSheet(raw, "de")
		if no != nil {
			if no.Text == (phrases.Text{}) {
				t.Error("it was refused without a word")
			}
			return
		}
		if len(s.header) == 0 {
			t.Error("a table without a header was read")
		}
		var out bytes.Buffer
		w := csv.NewWriter(&out)
		_ = w.Write(s.header)
		for _, r := range s.rows {
			if r.number < 2 {
				t.Errorf("row %d", r.number)
			}
			_ = w.Write(r.cells)
		}
		if w.Flush(); strings.TrimSpace(out.String()) == "" {
			t.Error("nothing was read")
		}
	})
}

func TestRowsAreCountedAsSpreadsheetsDo(t *testing.T) {
	for text, want := range map[string]int{
		"slug;x\nb;c\n": 2, "slug;x\r\n\r\n;\r\nb;c\r\n": 4, "sep=;\nslug;x\nb;c\n": 2, "\n\nslug;x\nb;c": 4,
		"slug;x\na;\"1\n2\r\n3\"\n\nb;c\n": 4, "slug;x\n\"\n\";\nb;\"c\nd\"": 3,
	} {
		s, no := readSheet([]byte(text), "de")
		if no != nil || len(s.rows) == 0 {
			t.Errorf("%q: %+v, %v", text, s, no)
		} else if got := s.rows[len(s.rows)-1].number; got != want {
			t.Errorf("%q: the last row is %d, want %d", text, got, want)
		}
	}
}
