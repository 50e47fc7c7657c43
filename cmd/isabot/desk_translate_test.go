package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
	"isa-portal.de/isabot/cms/cmstest"
	"isa-portal.de/isabot/cms/desk"
)

// interpreter translates by a list of texts; what is not on it stays as it is.
type interpreter struct {
	mu    sync.Mutex
	texts map[string]string
	err   error
	asked []desk.Translation
}

func (i *interpreter) Translate(_ context.Context, t desk.Translation) (map[string]string, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.asked = append(i.asked, t)
	out := map[string]string{}
	for name, text := range t.Fields {
		if said, ok := i.texts[text]; ok {
			text = said
		}
		out[name] = text
	}
	return out, i.err
}

// interpreted serves a program that has drafts from an interpreter.
func interpreted(t *testing.T, i *interpreter) (*program, string) {
	t.Helper()
	p := wholeProgramIn(t, nil)
	p.translator = i
	server, _ := serving(t, p)
	return p, server.URL
}

type drafted struct {
	Fields   map[string]string
	Warnings []struct{ Field, Code, Message string }
}

const translatePath = "/api/isa/desk/translate"

func TestStaffOfEveryRoleGetADraftAndNobodyElse(t *testing.T) {
	i := &interpreter{texts: map[string]string{"Neun Gäste sind da": "有九位客人", "<p>Am 3. März</p>": "<p>3月3日</p>"}}
	p, base := interpreted(t, i)
	ask := map[string]any{"collection": "news", "from": "de", "to": "zh", "fields": map[string]string{"title": "Neun Gäste sind da", "body": "<p>Am 3. März</p>", "summary": " "}}
	if code, said := (clerk{t, base, ""}).call("POST", translatePath, ask); code != 401 && code != 403 {
		t.Errorf("a guest: %d %s", code, said)
	}
	before, err := p.app.CountRecords("news")
	if err != nil {
		t.Fatal(err)
	}
	for _, role := range []string{"editor", "publisher", "admin"} {
		var got drafted
		c := newClerk(t, p, base, role, "de")
		c.ask("POST", translatePath, ask, 200, &got)
		if want := map[string]string{"title": "有九位客人", "body": "<p>3月3日</p>"}; !maps.Equal(got.Fields, want) || len(got.Warnings) != 0 {
			t.Errorf("%s: %+v", role, got)
		}
		var me struct{ Drafts map[string][]string }
		c.get("/api/isa/desk/me", &me)
		if len(me.Drafts) != 3 || !slices.Equal(me.Drafts["faqs"], []string{"question", "answer"}) {
			t.Errorf("%s is told of %v", role, me.Drafts)
		}
	}
	if after, err := p.app.CountRecords("news"); err != nil || after != before {
		t.Errorf("a draft saves something: %d before, %d after, %v", before, after, err)
	}
}

func TestWithoutAModelThereAreNoDrafts(t *testing.T) {
	p, server, _ := served(t)
	c := newClerk(t, p, server.URL, "editor", "zh")
	var no refusal
	c.ask("POST", translatePath, map[string]any{"collection": "news", "from": "de", "to": "zh", "fields": map[string]string{"title": "T"}}, 503, &no)
	if no.Message != phrases.DeskTranslate.NoModel.Zh {
		t.Errorf("told %q", no.Message)
	}
	var me struct{ Drafts map[string][]string }
	c.get("/api/isa/desk/me", &me)
	if len(me.Drafts) != 0 {
		t.Errorf("the pages are told of %v", me.Drafts)
	}
}

func TestARequestForADraftIsHeldToItsBounds(t *testing.T) {
	i := &interpreter{}
	p, base := interpreted(t, i)
	c := newClerk(t, p, base, "editor", "en")
	says := &phrases.DeskTranslate
	for name, tt := range map[string]struct {
		body map[string]any
		says string
	}{
		"another collection":     {map[string]any{"collection": "pages", "from": "de", "to": "en", "fields": map[string]string{"title": "T"}}, says.NotThis.En},
		"accounts":               {map[string]any{"collection": "_superusers", "from": "de", "to": "en", "fields": map[string]string{"email": "T"}}, says.NotThis.En},
		"another field":          {map[string]any{"collection": "news", "from": "de", "to": "en", "fields": map[string]string{"slug": "t"}}, phrases.Desk.Unreadable.En},
		"another language":       {map[string]any{"collection": "news", "from": "de", "to": "fr", "fields": map[string]string{"title": "T"}}, phrases.Desk.Unreadable.En},
		"the same language":      {map[string]any{"collection": "news", "from": "de", "to": "de", "fields": map[string]string{"title": "T"}}, phrases.Desk.Unreadable.En},
		"no text":                {map[string]any{"collection": "news", "from": "de", "to": "en", "fields": map[string]string{"body": "<p> </p>"}}, says.Nothing.En},
		"no fields":              {map[string]any{"collection": "news", "from": "de", "to": "en"}, says.Nothing.En},
		"fields of another type": {map[string]any{"collection": "news", "from": "de", "to": "en", "fields": []int{1}}, phrases.Desk.Unreadable.En},
		"too long":               {map[string]any{"collection": "news", "from": "de", "to": "en", "fields": map[string]string{"body": strings.Repeat("ä", 20_001)}}, says.TooLong.In("en", "length", "20001", "limit", "20000")},
	} {
		var no refusal
		c.ask("POST", translatePath, tt.body, 400, &no)
		if no.Message != tt.says {
			t.Errorf("%s: %q, want %q", name, no.Message, tt.says)
		}
	}
	if len(i.asked) != 0 {
		t.Errorf("the model was asked for %v", i.asked)
	}
	ask := map[string]any{"collection": "news", "from": "de", "to": "en", "fields": map[string]string{"title": "Titel"}}
	for range 10 {
		c.ask("POST", translatePath, ask, 200, nil)
	}
	var no refusal
	c.ask("POST", translatePath, ask, 429, &no)
	if !strings.HasPrefix(no.Message, "Those were many drafts") {
		t.Errorf("too often: %q", no.Message)
	}
	newClerk(t, p, base, "publisher", "en").ask("POST", translatePath, ask, 200, nil)
}

func TestAFailureOfTheModelSaysWhatToDo(t *testing.T) {
	says := &phrases.DeskTranslate
	for name, tt := range map[string]struct {
		err    error
		status int
		says   phrases.Text
	}{
		"any":          {errors.New("secret matter"), http.StatusBadGateway, says.NotAnswered},
		"too slow":     {fmt.Errorf("asking: %w", context.DeadlineExceeded), http.StatusGatewayTimeout, says.TooSlow},
		"in our words": {fmt.Errorf("asking: %w", &desk.Refusal{Text: says.UsedUp}), http.StatusBadGateway, says.UsedUp},
	} {
		i := &interpreter{err: tt.err}
		p, base := interpreted(t, i)
		for _, lang := range []string{"de", "en", "zh"} {
			code, said := newClerk(t, p, base, "editor", lang).call("POST", translatePath, map[string]any{"collection": "news", "from": "de", "to": "en", "fields": map[string]string{"title": "T"}})
			if code != tt.status || !strings.Contains(said, tt.says.In(lang)) || strings.Contains(said, "secret") {
				t.Errorf("%s, %s: %d %s", name, lang, code, said)
			}
		}
	}
}

func TestTheNamesOfTheRecordsAreHandedOverAndMissed(t *testing.T) {
	i := &interpreter{texts: map[string]string{"Neuburg und der Rat laden ein": "请来新堡"}}
	p, base := interpreted(t, i)
	cmstest.Save(t, p.app, "members", map[string]any{"name_de": "Neuburg", "name_zh": "新堡", "kind": "city", "country": "DE"})
	cmstest.Save(t, p.app, "members", map[string]any{"name_de": "Altburg", "name_zh": "老堡", "kind": "city", "country": "DE"})
	cmstest.Save(t, p.app, "contacts", map[string]any{"name_de": "Rat", "name_zh": "委员会"})
	var got drafted
	newClerk(t, p, base, "editor", "de").ask("POST", translatePath, map[string]any{"collection": "news", "from": "de", "to": "zh",
		"fields": map[string]string{"title": "Neuburg und der Rat laden ein"}}, 200, &got)
	if want := [][2]string{{"Neuburg", "新堡"}, {"Rat", "委员会"}}; !slices.Equal(i.asked[0].Glossary, want) {
		t.Errorf("handed over: %v", i.asked[0].Glossary)
	}
	if got.Fields["title"] != "请来新堡" || len(got.Warnings) != 1 || got.Warnings[0].Field != "title" || got.Warnings[0].Code != "name" ||
		got.Warnings[0].Message != phrases.DeskTranslate.Name.In("de", "from", "Rat", "to", "委员会") {
		t.Errorf("answered: %+v", got)
	}
}

func TestADraftThatIsSavedIsCheckedByAPerson(t *testing.T) {
	p, base := interpreted(t, &interpreter{})
	cmstest.Save(t, p.app, "channels", map[string]any{"name": "ZH", "platform": "telegram", "target": "-1001", "lang": "zh", "enabled": true, "if_missing": "machine"})
	editor, boss := newClerk(t, p, base, "editor", "de"), newClerk(t, p, base, "publisher", "de")
	var made struct{ ID string }
	editor.ask("POST", "/api/collections/news/records", map[string]any{"title_de": "Treffen", "title_zh": "会议", "source_lang": "de", "status": "draft", "machine": []string{"zh"}}, 200, &made)

	type waiting struct {
		Translations struct {
			Machine int
			Items   []struct{ ID, Lang, State string }
		}
	}
	stale := func() (n int, listed bool) {
		var today waiting
		editor.get("/api/isa/desk/today", &today)
		return today.Translations.Machine, slices.ContainsFunc(today.Translations.Items, func(i struct{ ID, Lang, State string }) bool {
			return i.ID == made.ID && i.Lang == "zh" && i.State == "machine"
		})
	}
	if n, listed := stale(); n != 1 || !listed {
		t.Errorf("a draft with a machine's translation: %d, listed %v", n, listed)
	}
	var shown []struct {
		Outcome string
		Pieces  []struct{ Plain string }
	}
	editor.ask("POST", "/api/isa/desk/preview", map[string]any{"title_de": "Treffen", "title_zh": "会议", "machine": []string{"zh"}}, 200, &shown)
	if len(shown) != 1 || shown[0].Outcome != "send" || len(shown[0].Pieces) != 1 || !strings.Contains(shown[0].Pieces[0].Plain, phrases.ByMachine.Zh) {
		t.Errorf("the preview of an unsaved draft: %+v", shown)
	}
	boss.ask("POST", "/api/isa/desk/news/"+made.ID+"/publish", nil, 200, nil)
	if n, listed := stale(); n != 1 || !listed {
		t.Errorf("once it is out: %d, listed %v", n, listed)
	}
	before, err := cms.FindDeliveriesOf(p.app, cms.DeliverNews, made.ID)
	if err != nil || len(before) != 1 || before[0].WantedHash == "" {
		t.Fatalf("planned: %+v, %v", before, err)
	}
	confirm := "/api/isa/desk/translations/news/" + made.ID + "/zh/confirm"
	editor.ask("POST", confirm, nil, 403, nil)
	boss.ask("POST", confirm, nil, 200, nil)
	if n, _ := stale(); n != 0 {
		t.Errorf("checked: %d", n)
	}
	after, err := cms.FindDeliveriesOf(p.app, cms.DeliverNews, made.ID)
	if err != nil || len(after) != 1 || after[0].WantedHash == before[0].WantedHash {
		t.Errorf("the mark is not taken back: %+v, %v", after, err)
	}
	var book struct {
		Items []struct {
			Action  string
			By      string
			Changes []struct{ Field string }
		}
	}
	boss.get("/api/isa/desk/audit/news/"+made.ID, &book)
	says := ""
	for _, l := range slices.Backward(book.Items) {
		fields := ""
		for _, c := range l.Changes {
			if strings.HasPrefix(c.Field, "drafted_") || c.Field == "lang" {
				fields += " " + c.Field
			}
		}
		says += l.Action + fields + " by " + l.By + "; "
	}
	if want := "create drafted_zh by editorde@example.org; publish by publisherde@example.org; confirm lang by publisherde@example.org; "; says != want {
		t.Errorf("the book says %q, want %q", says, want)
	}
}

func TestTheCorrectionOfAMachineTranslationIsPreviewedAsOne(t *testing.T) {
	p, base := interpreted(t, &interpreter{})
	cmstest.Save(t, p.app, "channels", map[string]any{"name": "ZH", "platform": "telegram", "target": "-1001", "lang": "zh", "enabled": true, "if_missing": "machine"})
	boss := newClerk(t, p, base, "publisher", "de")
	news := cmstest.Save(t, p.app, "news", map[string]any{"title_de": "Treffen", "source_lang": "de", "status": "draft"})
	boss.ask("POST", "/api/isa/desk/news/"+news.Id+"/publish", nil, 200, nil)
	var made struct{ ID string }
	boss.ask("POST", "/api/isa/desk/news/"+news.Id+"/correction", nil, 200, &made)
	boss.ask("PATCH", "/api/collections/news/records/"+made.ID, map[string]any{"title_zh": "会议", "machine": []string{"zh"}}, 200, nil)
	for name, tt := range map[string]struct {
		form    map[string]any
		machine bool
	}{
		"as it is saved":   {map[string]any{"id": made.ID}, true},
		"drafted anew":     {map[string]any{"id": made.ID, "title_zh": "聚会", "machine": []string{"zh"}}, true},
		"a person's words": {map[string]any{"id": made.ID, "title_zh": "聚会"}, false},
	} {
		var shown []struct {
			Outcome string
			Pieces  []struct{ Plain string }
		}
		boss.ask("POST", "/api/isa/desk/preview", tt.form, 200, &shown)
		if len(shown) != 1 || shown[0].Outcome != "send" || strings.Contains(shown[0].Pieces[0].Plain, phrases.ByMachine.Zh) != tt.machine {
			t.Errorf("%s: %+v", name, shown)
		}
	}
}
