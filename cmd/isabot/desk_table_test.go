package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
	"isa-portal.de/isabot/cms/cmstest"
)

type importReport struct {
	Dry, Done bool
	Message   string
	Counts    map[string]int
	Rows      []struct {
		Row       int
		ID, Title string
		State     string
		Changes   []struct{ Field, Before, After, Was, Is string }
		Errors    []struct{ Field, Message string }
	}
}

// download reads a table as it is sent.
func (c clerk) download(path string) string {
	c.t.Helper()
	code, said := c.call(http.MethodGet, path, nil)
	if code != http.StatusOK {
		c.t.Fatalf("%s: %d %s", path, code, said)
	}
	return said
}

// upload sends a table as a body, and reads the report.
func (c clerk) upload(path string, table []byte, status int) importReport {
	c.t.Helper()
	return c.send(path, "text/csv", table, status)
}

func (c clerk) send(path, kind string, body []byte, status int) importReport {
	c.t.Helper()
	req, err := http.NewRequestWithContext(c.t.Context(), http.MethodPost, c.base+path, bytes.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	req.Header.Set("Content-Type", kind)
	req.Header.Set("Authorization", c.token)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	defer res.Body.Close()
	said, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != status {
		c.t.Fatalf("%s: %d, want %d: %.800s", path, res.StatusCode, status, said)
	}
	var rep importReport
	if err := json.Unmarshal(said, &rep); err != nil {
		c.t.Fatalf("%s: %v: %.800s", path, err, said)
	}
	return rep
}

func rowsOf(t *testing.T, table string, sep rune) [][]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(table, "\uFEFF")))
	r.Comma = sep
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func tableOf(t *testing.T, rows [][]string, sep rune) []byte {
	t.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = sep
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWhatIsExportedComesBackUnchanged(t *testing.T) {
	p, server, _ := served(t)
	cmstest.Save(t, p.app, "members", map[string]any{"slug": "tueckisch", "kind": "city", "country": "DE", "name_de": "=1+1;\"A\", B",
		"aliases": "-minus\n+plus\r\n@at", "profile_de": "'Anführung\n\n- Liste", "profile_zh": "＝公式，测试", "location": map[string]any{"lat": 51.25, "lon": -7.125}})
	cmstest.Save(t, p.app, "faqs", map[string]any{"category": "about", "question_de": "@wer?", "answer_de": "- a\n- b ", "order": -3, "review_by": "2031-01-02 03:04:05.678Z"})
	for lang, sep := range map[string]rune{"de": ';', "en": ',', "zh": ','} {
		admin := newClerk(t, p, server.URL, "admin", lang)
		for collection, least := range map[string]int{"members": 47, "faqs": 20} {
			table := admin.download("/api/isa/desk/export/" + collection + ".csv")
			if !strings.HasPrefix(table, "\uFEFF") {
				t.Errorf("%s in %s has no mark", collection, lang)
			}
			rows := rowsOf(t, table, sep)
			for _, row := range rows {
				for _, cell := range row {
					if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
						t.Errorf("%s: a spreadsheet would compute %q", collection, cell)
					}
				}
			}
			for _, how := range []string{"?dry=1", ""} {
				rep := admin.upload("/api/isa/desk/import/"+collection+how, []byte(table), 200)
				if rep.Counts["unchanged"] != len(rows)-1 || len(rows) < least || len(rep.Rows) != 0 || rep.Done == (how != "") {
					t.Errorf("%s in %s, %q: %+v", collection, lang, how, rep)
				}
			}
		}
	}
}

func TestATableFromAGermanSpreadsheetIsUnderstood(t *testing.T) {
	p, server, _ := served(t)
	admin := newClerk(t, p, server.URL, "admin", "de")
	text := "slug;kind;country;state;name_de;name_zh;website;location;joined;published\r\n" +
		"koeln-sued;district;DE;nw;Köln-Süd;科隆南区;https://example.org;50.9, 6.9;2021;WAHR\r\n"
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(strings.ReplaceAll(text, ";", "\t")))
	if err != nil {
		t.Fatal(err)
	}
	windows, err := charmap.Windows1252.NewEncoder().Bytes([]byte(strings.Replace(text, "科隆南区", "????", 1)))
	if err != nil {
		t.Fatal(err)
	}
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	part, err := w.CreateFormFile("file", "mitglieder.csv")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = part.Write([]byte("\uFEFF" + text))
	_ = w.Close()
	for name, rep := range map[string]importReport{
		"UTF-8":             admin.upload("/api/isa/desk/import/members?dry=1", []byte(text), 200),
		"UTF-8 with a mark": admin.upload("/api/isa/desk/import/members?dry=1", []byte("\uFEFF"+text), 200),
		"UTF-16":            admin.upload("/api/isa/desk/import/members?dry=1", utf16, 200),
		"sep=":              admin.upload("/api/isa/desk/import/members?dry=1", []byte("sep=;\r\n"+text), 200),
		"a form":            admin.send("/api/isa/desk/import/members?dry=1", w.FormDataContentType(), form.Bytes(), 200),
	} {
		if rep.Counts["new"] != 1 || rep.Rows[0].Title != "Köln-Süd" || rep.Rows[0].Row != 2 || len(rep.Rows[0].Changes) != 10 || rep.Rows[0].ID != "" {
			t.Errorf("%s: %+v", name, rep)
		}
	}
	rep := admin.upload("/api/isa/desk/import/members?dry=1", windows, 200)
	if rep.Counts["error"] != 1 || rep.Rows[0].Errors[0].Field != "name_zh" || rep.Rows[0].Errors[0].Message != phrases.DeskTable.LostCharacters.De {
		t.Errorf("with lost characters: %+v", rep)
	}
	if _, err := cms.FindVisibleMember(p.app, "koeln-sued"); err == nil {
		t.Error("a dry run saved it")
	}
	admin.upload("/api/isa/desk/import/members", utf16, 200)
	m, err := cms.FindVisibleMember(p.app, "koeln-sued")
	if err != nil {
		t.Fatal(err)
	}
	if lat, lon := m.Location(); m.Name().Zh != "科隆南区" || lat != 50.9 || lon != 6.9 || m.StateID() == "" || m.Joined() != "2021" {
		t.Errorf("%v", m.FieldsData())
	}
}

func TestAnImportIsAllOrNothingAndListsEachError(t *testing.T) {
	p, server, _ := served(t)
	admin := newClerk(t, p, server.URL, "admin", "zh")
	before := count(t, p.app, "members")
	table := func(bad bool) []byte {
		rows := [][]string{{"slug", "kind", "country", "name_de", "joined", "website", "published"}}
		for i := range 300 {
			row := []string{fmt.Sprintf("ort-%d", i), "city", "CN", fmt.Sprintf("Ort %d", i), "2020", "https://example.org", "1"}
			if bad && i%10 == 0 {
				switch i / 10 % 5 {
				case 0:
					row[1] = "stadt"
				case 1:
					row[4] = "März 2020"
				case 2:
					row[5] = "keine Adresse"
				case 3:
					row[3] = ""
				case 4:
					row[0] = "Ort Nummer"
				}
			}
			rows = append(rows, row)
		}
		return tableOf(t, rows, ';')
	}
	for how, status := range map[string]int{"?dry=1": 200, "": 400} {
		rep := admin.upload("/api/isa/desk/import/members"+how, table(true), status)
		wrong := 0
		for _, r := range rep.Rows {
			if r.State != "error" {
				continue
			}
			wrong++
			if len(r.Errors) == 0 || (r.Row-2)%10 != 0 {
				t.Errorf("row %d: %+v", r.Row, r)
			}
			for _, e := range r.Errors {
				if e.Message == "" || !strings.ContainsAny(e.Message, "的不此这格请该须填") {
					t.Errorf("row %d, %s: %q is not Chinese", r.Row, e.Field, e.Message)
				}
			}
		}
		if wrong != 30 || rep.Counts["new"] != 270 || rep.Done || !strings.Contains(rep.Message, "30") {
			t.Errorf("%q: %d wrong, %+v, %s", how, wrong, rep.Counts, rep.Message)
		}
		if n := count(t, p.app, "members"); n != before {
			t.Errorf("%q: %d members, before %d", how, n, before)
		}
	}
	if rep := admin.upload("/api/isa/desk/import/members", table(false), 200); rep.Counts["new"] != 300 || !rep.Done {
		t.Errorf("without errors: %+v", rep.Counts)
	}
	if n := count(t, p.app, "members"); n != before+300 {
		t.Errorf("%d members, before %d", n, before)
	}
	if rep := admin.upload("/api/isa/desk/import/members", table(false), 200); rep.Counts["unchanged"] != 300 {
		t.Errorf("once more: %+v", rep.Counts)
	}
}

func TestRowsFindTheirRecords(t *testing.T) {
	p, server, _ := served(t)
	admin := newClerk(t, p, server.URL, "admin", "en")
	faq := cmstest.Save(t, p.app, "faqs", map[string]any{"category": "about", "question_de": "Wer da?", "answer_de": "Wir.", "order": 5})
	cmstest.Save(t, p.app, "faqs", map[string]any{"category": "about", "question_en": "Who there?"})
	cmstest.Save(t, p.app, "members", map[string]any{"slug": "musterstadt", "kind": "city", "country": "DE", "name_de": "Musterstadt"})
	for _, c := range []struct {
		name, collection, table string
		state, field, says      string
	}{
		{"by id", "faqs", "id,answer_de\n" + faq.Id + ",Ihr.", "changed", "answer_de", ""},
		{"by question", "faqs", "question_de,answer_de\nWer da?,Ihr.", "changed", "answer_de", ""},
		{"by none, it is new", "faqs", "category,question_de\nabout,Neu?", "new", "category", ""},
		{"by an id that there is not", "faqs", "id,answer_de\nxyz,Ihr.", "error", "id", phrases.DeskTable.NoSuchID.In("en", "id", "xyz")},
		{"by two questions of two records", "faqs", "question_de,question_en\nWer da?,Who there?", "error", "", phrases.DeskTable.SeveralMatch.En},
		{"by slug", "members", "slug,name_de\nmusterstadt,Musterburg", "changed", "name_de", ""},
		{"by a name, without a slug", "members", "slug,kind,country,name_de\n,city,DE,Musterstadt", "error", "slug", phrases.DeskTable.Namesake.In("en", "slug", "musterstadt")},
		{"what is emptied", "members", "slug,kind\nmusterstadt,", "error", "kind", phrases.DeskFaults["validation_required"].En},
		{"too many cells", "members", "slug,kind\nmusterstadt,city,x", "error", "", phrases.DeskTable.TooManyCells.En},
		{"a state of the other country", "members", "slug,state\nmusterstadt,GD", "error", "state", phrases.DeskTable.BadState.In("en", "value", "GD")},
		{"a month as a spreadsheet wrote it", "members", "slug,joined\nmusterstadt,Mrz 21", "error", "joined", phrases.CMS.BadDate.En},
	} {
		rep := admin.upload("/api/isa/desk/import/"+c.collection+"?dry=1", []byte(c.table), 200)
		if len(rep.Rows) != 1 || rep.Rows[0].State != c.state {
			t.Errorf("%s: %+v", c.name, rep)
			continue
		}
		row := rep.Rows[0]
		if c.state == "error" && (row.Errors[0].Field != c.field || row.Errors[0].Message != c.says) || c.state != "error" && row.Changes[0].Field != c.field {
			t.Errorf("%s: %+v", c.name, row)
		}
	}
	rep := admin.upload("/api/isa/desk/import/members", []byte("slug,name_en\nmusterstadt,A\nmusterstadt,B"), 400)
	if len(rep.Rows) != 2 || rep.Rows[1].Errors[0].Message != phrases.DeskTable.RowTwice.In("en", "row", "2") {
		t.Errorf("twice: %+v", rep)
	}
	for table, says := range map[string]string{
		"slug,bogus\nx,y":       `We do not know the column "bogus"`,
		"slug,slug\nx,y":        phrases.DeskTable.ColumnTwice.In("en", "name", "slug"),
		"":                      phrases.DeskTable.EmptyTable.En,
		"slug\n\"a\"b":          phrases.DeskTable.NotTable.In("en", "line", "2"),
		"\xff\xfe\x00\xd8x\x00": phrases.DeskTable.NotText.En,
	} {
		if rep := admin.upload("/api/isa/desk/import/members", []byte(table), 400); !strings.HasPrefix(rep.Message, says) {
			t.Errorf("%q: said %q", table, rep.Message)
		}
	}
}

func TestAnImportHoldsToTheRole(t *testing.T) {
	p, server, _ := served(t)
	editor := newClerk(t, p, server.URL, "editor", "de")
	members, err := cms.FindVisibleMembers(p.app)
	if err != nil {
		t.Fatal(err)
	}
	table := "slug,kind,country,name_de,joined_note\nneu,city,DE,Neu,\n" + members[0].Slug() + ",," + "," + members[0].Name().De + ",x"
	rep := editor.upload("/api/isa/desk/import/members", []byte(strings.ReplaceAll(table, ",,,", ","+members[0].Kind()+","+members[0].Country()+",")), 400)
	last := rep.Rows[len(rep.Rows)-1]
	if rep.Counts["new"] != 1 || last.State != "error" || last.Errors[0].Message != phrases.CMS.LiveForPublishers.De {
		t.Errorf("%+v", rep)
	}
	editor.ask("GET", "/api/isa/desk/export/news.csv", nil, 404, nil)
	if code, _ := editor.call("POST", "/api/isa/desk/import/channels", nil); code != 404 {
		t.Errorf("channels: %d", code)
	}
}
