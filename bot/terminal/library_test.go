package terminal_test

import (
	"slices"
	"strings"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/bot/richtext"
)

// library is a Directory of an invented alliance: nine members in one German
// state, one in another and one in China, five questions and one piece of news.
type library struct{}

var names = map[string]phrases.Text{
	"adorf": {De: "Adorf", En: "Adorf", Zh: "阿多夫"}, "bedorf": {De: "Bedorf", En: "Bedorf", Zh: "贝多夫"}, "cedorf": {De: "Cedorf", En: "Cedorf", Zh: "策多夫"},
	"dedorf": {De: "Dedorf", En: "Dedorf", Zh: "德多夫"}, "edorf": {De: "Edorf", En: "Edorf", Zh: "埃多夫"}, "efdorf": {De: "Efdorf", En: "Efdorf", Zh: "埃夫多夫"},
	"gedorf": {De: "Gedorf", En: "Gedorf", Zh: "格多夫"}, "hadorf": {De: "Hadorf", En: "Hadorf", Zh: "哈多夫"}, "idorf": {De: "Idorf", En: "Idorf", Zh: "伊多夫"},
	"seestadt": {De: "Seestadt", En: "Lake City", Zh: "湖城"}, "foshan": {De: "Foshan", En: "Foshan", Zh: "佛山"},
	"q1": {De: "Was ist das Ziel?", En: "What is the aim?", Zh: "目标是什么？"}, "q2": {De: "Was kostet es?", En: "What does it cost?", Zh: "要多少钱？"},
	"n1": {De: "Neue Broschüre", En: "New brochure", Zh: "新宣传册"},
}

func entries(collection, lang string, keys ...string) []bot.Entry {
	var out []bot.Entry
	for _, k := range keys {
		out = append(out, bot.Entry{Collection: collection, Key: k, Name: names[k].In(lang)})
	}
	return out
}

func (library) Areas(lang string) []bot.Area {
	return []bot.Area{
		{Country: "DE", Code: "HE", Name: phrases.Text{De: "Hessen", En: "Hesse", Zh: "黑森州"}.In(lang), Members: 9},
		{Country: "DE", Code: "SN", Name: phrases.Text{De: "Sachsen", En: "Saxony", Zh: "萨克森州"}.In(lang), Members: 1},
		{Country: "CN", Code: "GD", Name: phrases.Text{De: "Guangdong", En: "Guangdong", Zh: "广东省"}.In(lang), Members: 1},
	}
}

func (library) Members(country, state, lang string) []bot.Entry {
	hesse := []string{"adorf", "bedorf", "cedorf", "dedorf", "edorf", "efdorf", "gedorf", "hadorf", "idorf"}
	switch country + " " + state {
	case "DE HE":
		return entries("members", lang, hesse...)
	case "DE SN":
		return entries("members", lang, "seestadt")
	case "DE ":
		return entries("members", lang, append(hesse, "seestadt")...)
	case "CN ", "CN GD":
		return entries("members", lang, "foshan")
	}
	return nil
}

func (library) Categories(lang string) []bot.Category {
	return []bot.Category{
		{Key: "about", Name: phrases.FAQCategories["about"].In(lang), Entries: 1},
		{Key: "open", Name: phrases.FAQCategories["open"].In(lang), Entries: 1},
	}
}

func (library) FAQs(category, lang string) []bot.Entry {
	if category == "open" {
		return entries("faqs", lang, "q2")
	}
	return entries("faqs", lang, "q1")
}

func (library) News(lang string) []bot.Entry { return entries("news", lang, "n1") }

func (library) Matches(string, string, int) []bot.Entry { return nil }

func (l library) Card(collection, key, lang string) (bot.Answer, bool) {
	name, found := names[key]
	if collection == "contacts" {
		name, found = phrases.Text{De: "Büro " + key, En: "Office " + key, Zh: key + "办公室"}, true
	}
	a := bot.Answer{
		Body: richtext.FromText("{" + name.In(lang) + "}"), Lang: lang, Outcome: bot.Answered,
		Sources: []bot.Source{{Collection: collection, Title: name.In(lang), AsOf: "2021"}},
	}
	if key == "q2" {
		a.Outcome, a.Office = bot.Handover, "berlin"
	}
	belongs := collection == "contacts" || slices.Contains(map[string][]string{"faqs": {"q1", "q2"}, "news": {"n1"}}[collection], key) ||
		collection == "members" && !strings.HasPrefix(key, "q") && key != "n1"
	return a, found && belongs
}
