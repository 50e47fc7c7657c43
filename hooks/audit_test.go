package hooks_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/cms"
)

func (b *bench) lines(r *core.Record) []*cms.Audit {
	b.t.Helper()
	found, err := cms.FindAudit(b.TestApp, r.Collection().Name, r.Id)
	if err != nil {
		b.t.Fatal(err)
	}
	return found
}

func TestTheBookSaysWhoChangedWhatFromWhatToWhat(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("de")
	path := "/api/collections/faqs/records"
	code, made := b.call(false, http.MethodPost, path, faq(1))
	if code != http.StatusOK {
		t.Fatalf("create: %d %v", code, made)
	}
	id := made["id"].(string)
	if code, out := b.call(false, http.MethodPatch, path+"/"+id, map[string]any{"answer_de": "Nein.", "question_de": "Frage 1"}); code != http.StatusOK {
		t.Fatalf("update: %d %v", code, out)
	}
	if code, out := b.call(false, http.MethodPatch, path+"/"+id, map[string]any{"answer_de": "Nein."}); code != http.StatusOK {
		t.Fatalf("update without a change: %d %v", code, out)
	}
	if code, out := b.call(false, http.MethodDelete, path+"/"+id, nil); code != http.StatusNoContent {
		t.Fatalf("delete: %d %v", code, out)
	}
	found, err := cms.FindAudit(b.TestApp, "faqs", id)
	if err != nil || len(found) != 3 {
		t.Fatalf("%d lines, %v; want 3", len(found), err)
	}
	for i, action := range []string{cms.ActionCreate, cms.ActionUpdate, cms.ActionDelete} {
		if a := found[i]; a.Action() != action || a.Actor() != b.boss.Id || a.ActorName() != "staff@example.org" {
			t.Errorf("line %d: %s by %q (%s)", i, a.Action(), a.ActorName(), a.Actor())
		}
	}
	if before, after := found[1].GetString("before"), found[1].GetString("after"); before != `{"answer_de":"Ja."}` || after != `{"answer_de":"Nein."}` {
		t.Errorf("from %s to %s", before, after)
	}
	var whole map[string]any
	if err := json.Unmarshal([]byte(found[2].GetString("before")), &whole); err != nil || whole["answer_de"] != "Nein." {
		t.Errorf("deleted: %v, %v", whole, err)
	}
}

func TestAChangeThatCannotBeWrittenDownIsNotSaved(t *testing.T) {
	t.Parallel()
	b := setup(t)
	kept := b.save("faqs", faq(1))
	full := errors.New("the book is full")
	b.OnRecordCreate("audit").BindFunc(func(*core.RecordEvent) error { return full })
	b.engine.n.Store(0)

	if err := b.Save(b.record("faqs", faq(2))); !errors.Is(err, full) {
		t.Errorf("create: %v", err)
	}
	changed := b.reload(kept)
	changed.Set("answer_de", "Nein.")
	if err := b.Save(changed); !errors.Is(err, full) {
		t.Errorf("update: %v", err)
	}
	if err := b.Delete(b.reload(kept)); !errors.Is(err, full) {
		t.Errorf("delete: %v", err)
	}
	c := b.corpus()
	if len(c.Passages) != 1 || c.Passages[0].Body.De != "Ja." {
		t.Errorf("saved all the same: %+v", c.Passages)
	}
	if b.engine.n.Load() != 0 {
		t.Error("the engine was woken")
	}
}

func TestAnInquiryIsNotedWhenStaffAnswerItAndWithoutThePerson(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.serve("en")
	q := b.save("inquiries", map[string]any{"question": "Wer?", "chat": "4711", "platform": "telegram", "state": "open"})
	if n := len(b.lines(q)); n != 0 {
		t.Errorf("%d lines for what a person asked", n)
	}
	code, out := b.call(false, http.MethodPatch, "/api/collections/inquiries/records/"+q.Id, map[string]any{"state": "answered", "answer": "Wir.", "chat": "4712"})
	if code != http.StatusOK {
		t.Fatalf("%d %v", code, out)
	}
	found := b.lines(q)
	if len(found) != 1 || found[0].Action() != cms.ActionAnswer {
		t.Fatalf("lines %v", found)
	}
	if after := found[0].GetString("after"); !strings.Contains(after, `"answer":"Wir."`) || strings.Contains(after, "4712") {
		t.Errorf("noted %s", after)
	}
}

func TestChangesOfTheProgramItselfHaveNoActor(t *testing.T) {
	t.Parallel()
	b := setup(t)
	if found := b.lines(b.save("faqs", faq(1))); len(found) != 1 || found[0].Actor() != "" {
		t.Errorf("lines %v", found)
	}
}
