package main

import (
	"net/http"
	"strings"
	"testing"

	"isa-portal.de/isabot/cms/desk"
)

func TestEachDoorOfTheDeskOpensToItsRole(t *testing.T) {
	p, base := interpreted(t, &interpreter{}) // without a model its door is shut to all
	guest := clerk{t, base, ""}
	staff := []clerk{newClerk(t, p, base, "editor", "de"), newClerk(t, p, base, "publisher", "en"), newClerk(t, p, base, "admin", "zh")}
	rank := map[string]int{"editor": 0, "publisher": 1, "admin": 2}
	doors := desk.Routes()
	if len(doors) < 40 {
		t.Fatalf("%d doors", len(doors))
	}
	for door, lowest := range doors {
		method, path, _ := strings.Cut(door, " ")
		for _, name := range []string{"{id}", "{collection}", "{lang}", "{action}", "{file}"} {
			path = strings.ReplaceAll(path, name, "nothing")
		}
		if code, _ := guest.call(method, path, nil); code != http.StatusUnauthorized && code != http.StatusForbidden {
			t.Errorf("a guest at %s: %d", door, code)
		}
		for i, c := range staff {
			code, said := c.call(method, path, map[string]any{})
			if refused := code == http.StatusForbidden; refused != (i < rank[lowest]) {
				t.Errorf("account %d at %s, which takes %s: %d %s", i, door, lowest, code, said)
			}
			if code >= 500 {
				t.Errorf("account %d at %s: %d %s", i, door, code, said)
			}
		}
	}
}

func TestTheRulesOfStaffAreSetByAdminsAndWrittenDown(t *testing.T) {
	p, server, _ := served(t)
	admin, editor := newClerk(t, p, server.URL, "admin", "de"), newClerk(t, p, server.URL, "editor", "zh")
	if code, said := admin.call("POST", "/api/isa/desk/rules", map[string]any{"four_eyes": true}); code != 204 {
		t.Fatalf("%d %s", code, said)
	}
	var me struct {
		Lang, Role string
		May        struct {
			Publish, Administer bool
			Write               []string
		}
		Rules struct {
			FourEyes bool `json:"four_eyes"`
		}
	}
	editor.get("/api/isa/desk/me", &me)
	if !me.Rules.FourEyes || me.Role != "editor" || me.Lang != "zh" || me.May.Publish || len(me.May.Write) != 6 {
		t.Errorf("%+v", me)
	}
	var book struct {
		Items []struct{ Collection, By string }
	}
	admin.get("/api/isa/desk/audit?collection=state", &book)
	if len(book.Items) != 1 || book.Items[0].By != "adminde@example.org" {
		t.Errorf("the book says %+v", book)
	}
	if code, _ := editor.call("GET", "/api/isa/desk/audit?collection=state", nil); code != 404 {
		t.Errorf("an editor reads about it: %d", code)
	}
}
