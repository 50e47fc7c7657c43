package pb_migrations_test

import (
	"flag"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"
)

var update = flag.Bool("update", false, "write the golden files anew")

// describe lists all collections by name, each with its lines.
func describe(t *testing.T, app core.App, lines func(core.App, *core.Collection) []string) string {
	t.Helper()
	all, err := app.FindAllCollections()
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(all, func(a, b *core.Collection) int { return strings.Compare(a.Name, b.Name) })
	var s strings.Builder
	for _, c := range all {
		fmt.Fprintf(&s, "%s\n", c.Name)
		for _, l := range lines(app, c) {
			fmt.Fprintf(&s, "\t%s\n", l)
		}
	}
	return s.String()
}

func rulesOf(_ core.App, c *core.Collection) []string {
	rule := func(name string, r *string) string {
		if r == nil {
			return name + ": staff"
		}
		return fmt.Sprintf("%s: %q", name, *r)
	}
	return []string{rule("list", c.ListRule), rule("view", c.ViewRule), rule("create", c.CreateRule),
		rule("update", c.UpdateRule), rule("delete", c.DeleteRule)}
}

// fieldsOf gives name and type, the values of a choice, the target of a
// relation, and what is hidden or protected.
func fieldsOf(app core.App, c *core.Collection) []string {
	var lines []string
	for _, f := range c.Fields {
		l := f.GetName() + " " + f.Type()
		switch f := f.(type) {
		case *core.SelectField:
			l += fmt.Sprintf(" %v max %d", f.Values, f.MaxSelect)
		case *core.RelationField:
			to, err := app.FindCollectionByNameOrId(f.CollectionId)
			if err != nil {
				l += " to nowhere"
				break
			}
			l += fmt.Sprintf(" to %s max %d", to.Name, f.MaxSelect)
		case *core.FileField:
			l += fmt.Sprintf(" max %d protected=%v", f.MaxSelect, f.Protected)
		}
		if f.GetHidden() {
			l += " hidden"
		}
		lines = append(lines, l)
	}
	return append(lines, c.Indexes...)
}

func TestRulesAreTheOnesAgreed(t *testing.T) {
	golden(t, "rules.golden", describe(t, newApp(t), rulesOf))
}

func TestFieldsAreTheOnesAgreed(t *testing.T) {
	golden(t, "fields.golden", describe(t, newApp(t), func(app core.App, c *core.Collection) []string {
		if c.System && c.Name != core.CollectionNameSuperusers {
			return []string{"(PocketBase's own)"}
		}
		return slices.DeleteFunc(fieldsOf(app, c), func(l string) bool { return strings.HasPrefix(l, "CREATE") })
	}))
}

func TestGuestsWriteNothingByRule(t *testing.T) {
	for _, c := range ours(t, newApp(t)) {
		if c.CreateRule != nil || c.UpdateRule != nil || c.DeleteRule != nil {
			t.Errorf("%s can be written by rule", c.Name)
		}
		if (c.ListRule == nil) != (c.ViewRule == nil) || c.ListRule != nil && *c.ListRule != *c.ViewRule {
			t.Errorf("%s: list and view have different rules", c.Name)
		}
	}
}

func TestEveryFieldHasHelpInTwoLanguages(t *testing.T) {
	app := newApp(t)
	staff, err := app.FindCollectionByNameOrId(core.CollectionNameSuperusers)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range append(ours(t, app), staff) {
		for _, f := range c.Fields {
			if f.GetSystem() || f.Type() == core.FieldTypeAutodate {
				continue
			}
			help := reflect.ValueOf(f).Elem().FieldByName("Help").String()
			de, en, _ := strings.Cut(help, " / ")
			if strings.TrimSpace(de) == "" || strings.TrimSpace(en) == "" {
				t.Errorf("%s.%s: help %q, want Deutsch / English", c.Name, f.GetName(), help)
			}
		}
	}
}

func TestEveryCollectionHasANameForRelationsAndDates(t *testing.T) {
	for _, c := range ours(t, newApp(t)) {
		label := false
		for _, f := range c.Fields {
			label = label || reflect.ValueOf(f).Elem().FieldByName("Presentable").Bool()
		}
		if !label {
			t.Errorf("%s has no presentable field", c.Name)
		}
		created, _ := c.Fields.GetByName("created").(*core.AutodateField)
		updated, _ := c.Fields.GetByName("updated").(*core.AutodateField)
		if created == nil || !created.OnCreate || created.OnUpdate || updated == nil || !updated.OnCreate || !updated.OnUpdate {
			t.Errorf("%s: created %+v, updated %+v", c.Name, created, updated)
		}
	}
}

func TestLanguagesStandInBlocks(t *testing.T) {
	for _, c := range ours(t, newApp(t)) {
		var order []string
		byLang := map[string][]string{}
		for _, f := range c.Fields {
			name, lang, ok := cutLang(f.GetName())
			if !ok {
				continue
			}
			if len(order) == 0 || order[len(order)-1] != lang {
				order = append(order, lang)
			}
			byLang[lang] = append(byLang[lang], name+" "+f.Type())
		}
		if len(order) == 0 {
			continue
		}
		if !slices.Equal(order, []string{"de", "en", "zh"}) {
			t.Errorf("%s: blocks %v", c.Name, order)
		}
		if !slices.Equal(byLang["de"], byLang["en"]) || !slices.Equal(byLang["de"], byLang["zh"]) {
			t.Errorf("%s: the languages have different fields: %v", c.Name, byLang)
		}
		if c.Fields.GetByName("source_lang") == nil {
			t.Errorf("%s has no source_lang", c.Name)
		}
	}
}

// cutLang parts title_de; count_de is a number of members and no text.
func cutLang(field string) (name, lang string, ok bool) {
	for _, lang := range []string{"de", "en", "zh"} {
		if name, ok := strings.CutSuffix(field, "_"+lang); ok && name != "count" {
			return name, lang, true
		}
	}
	return "", "", false
}

func TestFilesAreProtectedSmallAndNoSVG(t *testing.T) {
	n := 0
	for _, c := range ours(t, newApp(t)) {
		for _, f := range c.Fields {
			f, ok := f.(*core.FileField)
			if !ok {
				continue
			}
			n++
			if !f.Protected || f.MaxSize <= 0 || f.MaxSize > 10<<20 || len(f.MimeTypes) == 0 {
				t.Errorf("%s.%s: protected %v, up to %d bytes, types %v", c.Name, f.Name, f.Protected, f.MaxSize, f.MimeTypes)
			}
			for _, mime := range f.MimeTypes {
				if strings.Contains(mime, "svg") || strings.Contains(mime, "html") {
					t.Errorf("%s.%s takes %s", c.Name, f.Name, mime)
				}
			}
		}
	}
	if n == 0 {
		t.Error("no file field was found")
	}
}
