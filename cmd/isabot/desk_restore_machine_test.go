package main

import (
	"slices"
	"testing"

	"isa-portal.de/isabot/cms"
)

func TestWhatAMachineDraftedIsAMachinesWhenItIsPutBack(t *testing.T) {
	p, server, _ := served(t)
	boss := newClerk(t, p, server.URL, "publisher", "de")
	const records, desk = "/api/collections/faqs/records", "/api/isa/desk/"
	var made struct{ ID string }
	boss.ask("POST", records, map[string]any{"question_de": "Was?", "answer_de": "Das.", "category": "about", "source_lang": "de"}, 200, &made)
	change := func(body map[string]any) {
		t.Helper()
		boss.ask("PATCH", records+"/"+made.ID, body, 200, nil)
	}
	putBack := func() {
		t.Helper()
		var b struct{ Items []struct{ ID string } }
		boss.get(desk+"audit/faqs/"+made.ID, &b)
		boss.ask("POST", desk+"audit/"+b.Items[0].ID+"/restore", nil, 200, nil)
	}
	machine := func(what string, want bool) {
		t.Helper()
		r, err := p.app.FindRecordById("faqs", made.ID)
		if err != nil {
			t.Fatal(err)
		}
		langs, err := cms.MachineLanguagesOf(p.app, r)
		if err != nil || slices.Contains(langs, "zh") != want {
			t.Errorf("%s: a machine's are %v, %v", what, langs, err)
		}
	}
	change(map[string]any{"question_zh": "什么？", "answer_zh": "这个。", "machine": []string{"zh"}})
	change(map[string]any{"answer_zh": "人写的。"})
	machine("a person wrote", false)
	putBack()
	machine("the draft is put back", true)
	putBack()
	machine("what the person wrote is put back", false)
	putBack()
	boss.ask("DELETE", records+"/"+made.ID, nil, 204, nil)
	putBack()
	machine("the record comes back", true)
	boss.ask("POST", desk+"translations/faqs/"+made.ID+"/zh/confirm", nil, 200, nil)
	machine("a person has checked it", false)
	change(map[string]any{"answer_zh": "人改的。"})
	putBack()
	machine("what was checked is put back", false)
	change(map[string]any{"answer_zh": "人又改的。"})
	change(map[string]any{"question_zh": "", "answer_zh": ""})
	putBack()
	machine("what a person wrote, after all is gone", false)
}
