package pb_migrations_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

type record = map[string]any

// content reads all content files, by collection.
func content(t *testing.T) map[string][]record {
	t.Helper()
	files, err := filepath.Glob("content/*.json")
	if err != nil || len(files) != 9 {
		t.Fatalf("content files: %v, %v; want 9", files, err)
	}
	all := map[string][]record{}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var records []record
		if err := json.Unmarshal(raw, &records); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all[strings.TrimSuffix(filepath.Base(file), ".json")] = records
	}
	return all
}

func str(r record, name string) string { s, _ := r[name].(string); return s }

func key(r record) string {
	if k := str(r, "key"); k != "" {
		return k
	}
	return str(r, "slug")
}

// words returns the text of a field, lists joined line by line.
func words(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		var lines []string
		for _, l := range v {
			lines = append(lines, words(l))
		}
		return strings.Join(lines, "\n")
	}
	return ""
}

func eachText(t *testing.T, visit func(where, lang, text string)) {
	for name, records := range content(t) {
		for _, r := range records {
			for field, v := range r {
				for _, lang := range []string{"de", "en", "zh"} {
					if strings.HasSuffix(field, "_"+lang) {
						visit(name+" "+key(r)+" "+field, lang, words(v))
					}
				}
			}
		}
	}
}

func TestContentHasAllThreeLanguages(t *testing.T) {
	named := map[string]string{"faqs": "question", "events": "title", "news": "title"}
	for name, records := range content(t) {
		for _, r := range records {
			title := named[name]
			if title == "" {
				title = "name"
			}
			if str(r, title+"_de") == "" {
				t.Errorf("%s %s has no %s in German", name, key(r), title)
			}
			for field := range r {
				base, ok := strings.CutSuffix(field, "_de")
				if !ok {
					continue
				}
				de, en, zh := words(r[field]), words(r[base+"_en"]), words(r[base+"_zh"])
				if (de == "") != (en == "") || (de == "") != (zh == "") {
					t.Errorf("%s %s: %s is not there in all languages", name, key(r), base)
				}
			}
		}
	}
}

func TestContentSaysWhereItComesFrom(t *testing.T) {
	dated := []string{"alliance", "members", "contacts", "faqs"}
	for name, records := range content(t) {
		for _, r := range records {
			if (slices.Contains(dated, name) || name == "events") && str(r, "source") == "" {
				t.Errorf("%s %s has no source", name, key(r))
			}
			if slices.Contains(dated, name) && str(r, "as_of") == "" {
				t.Errorf("%s %s has no as_of", name, key(r))
			}
		}
	}
}

func TestContentIsCleanText(t *testing.T) {
	broken := regexp.MustCompile(`\?\pL|\s\?|\x{FFFD}|Ã|â€|[a-zäöüß]\.[A-ZÄÖÜ][a-zäöü]`)
	narrow := regexp.MustCompile(`\p{Han}[,;:!?()]|[,;!?]\p{Han}`)
	address := regexp.MustCompile(`https?://\S+|"[^"]*"`)
	han := regexp.MustCompile(`\p{Han}`)
	eachText(t, func(where, lang, text string) {
		if text != strings.TrimSpace(text) || strings.Contains(text, "  ") {
			t.Errorf("%s has blanks too many", where)
		}
		text = address.ReplaceAllString(text, "")
		if m := broken.FindString(text); m != "" {
			t.Errorf("%s is broken at %q", where, m)
		}
		if lang != "zh" || strings.Contains(where, "phrasings") {
			return
		}
		if text != "" && !han.MatchString(text) {
			t.Errorf("%s is not Chinese", where)
		}
		if m := narrow.FindString(text); m != "" {
			t.Errorf("%s has a Latin mark in Chinese text at %q", where, m)
		}
	})
}

// folded returns the ways in which people type a name: with ae for ä, or
// without its dots; marks and blanks never count.
func folded(name string) []string {
	s := strings.ToLower(norm.NFKC.String(name))
	s = strings.ReplaceAll(s, "ß", "ss")
	dotless := norm.NFD.String(s)
	s = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue").Replace(s)
	letters := func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}
	return []string{strings.Map(letters, s), strings.Map(letters, dotless)}
}

func TestNoNameMeansTwoMembersOrPlaces(t *testing.T) {
	all, owner := content(t), map[string]string{}
	for _, collection := range []string{"members", "places"} {
		for _, r := range all[collection] {
			id := collection + " " + key(r)
			names := []string{str(r, "name_de"), str(r, "name_en"), str(r, "name_zh")}
			names = append(names, strings.Split(words(r["aliases"]), "\n")...)
			for _, name := range names {
				for _, f := range folded(name) {
					if other, ok := owner[f]; ok && other != id && f != "" {
						t.Errorf("%q means %s and %s", name, id, other)
					}
					owner[f] = id
				}
			}
		}
	}
}

func TestEveryPlaceStandsWhereItBelongs(t *testing.T) {
	all := content(t)
	type point struct{ lat, lon float64 }
	at := func(r record) point {
		l, _ := r["location"].(map[string]any)
		lat, _ := l["lat"].(float64)
		lon, _ := l["lon"].(float64)
		return point{lat, lon}
	}
	members := map[string]point{}
	for _, r := range all["members"] {
		members[key(r)] = at(r)
	}
	for _, r := range append(all["members"], all["places"]...) {
		p := at(r)
		switch str(r, "country") {
		case "DE":
			if p.lat < 47.2 || p.lat > 55.1 || p.lon < 5.8 || p.lon > 15.1 {
				t.Errorf("%s lies outside Germany: %v", key(r), p)
			}
		case "CN":
			if p.lat < 18 || p.lat > 53.6 || p.lon < 73.4 || p.lon > 135.1 {
				t.Errorf("%s lies outside China: %v", key(r), p)
			}
		}
		if m := str(r, "member"); m != "" {
			to := members[m]
			km := 111 * math.Hypot(p.lat-to.lat, (p.lon-to.lon)*math.Cos(p.lat*math.Pi/180))
			if to == (point{}) || km > 90 {
				t.Errorf("%s lies %.0f km from %s", key(r), km, m)
			}
		}
		bound := slices.Contains([]string{"part", "inside", "around"}, str(r, "relation"))
		if bound != (str(r, "member") != "") {
			t.Errorf("%s: relation %q with member %q", key(r), r["relation"], r["member"])
		}
	}
}

func TestPlacesCoverWhatIsAskedFor(t *testing.T) {
	all := content(t)
	count, relations := map[string]int{}, map[string]string{}
	for _, r := range all["places"] {
		count[str(r, "country")]++
		relations[str(r, "name_de")] = str(r, "relation")
	}
	if count["DE"]+count["CN"] < 220 || count["CN"] < 60 {
		t.Errorf("places: %v, want 220, 60 of them in China", count)
	}
	want := map[string]string{"Freiburg im Breisgau": "part", "Lahr": "part", "Raunheim": "part", "Stadt Fulda": "part",
		"Neuss": "inside", "Düren": "inside", "Shunde": "inside", "Shenzhen": "around", "Suzhou (Jiangsu)": "around",
		"Mönchengladbach": "guest", "Frankfurt am Main": "none", "Frankfurt (Oder)": "none", "Homburg (Saar)": "none",
		"Freiberg": "none", "Ludwigsburg": "none", "Lingen (Ems)": "none", "Taizhou (Jiangsu)": "none", "Osnabrück": "none",
		"Yunfu": ""}
	for name, relation := range want {
		if relations[name] != relation {
			t.Errorf("%s is %q, want %q", name, relations[name], relation)
		}
	}
}
