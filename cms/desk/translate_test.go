package desk

import (
	"strings"
	"testing"
	"time"

	"isa-portal.de/isabot/bot/phrases"
	"isa-portal.de/isabot/cms"
	"isa-portal.de/isabot/cms/cmstest"
)

const germanBody = `<h2>Treffen</h2><p>Am 3. März 2026 kommen <strong>350 Gäste</strong> nach <a href="https://stadt.example/de">Musterstadt</a>, ` +
	`Kosten: 3,5 Millionen Euro.</p><ul><li>Fragen an info@stadt.example</li></ul><p><img src="/a.png" alt="Ein Saal mit 20 Stühlen"></p>`

const chineseBody = `<h2>会议</h2><p>2026年3月3日，<strong>350位嘉宾</strong>将前往<a href="https://stadt.example/de">样板市</a>，` +
	`费用为350万欧元。</p><ul><li>咨询：info@stadt.example</li></ul><p><img src="/a.png" alt="有20把椅子的大厅"></p>`

func TestATranslationIsHeldAgainstItsSource(t *testing.T) {
	change := func(pairs ...string) string {
		out := strings.NewReplacer(pairs...).Replace(chineseBody)
		if out == chineseBody {
			t.Fatalf("nothing is changed by %q", pairs)
		}
		return out
	}
	for name, c := range map[string]struct {
		text, code, what string
	}{
		"as it should be":             {chineseBody, "", ""},
		"words in another order":      {change("<strong>350位嘉宾</strong>将前往<a href=\"https://stadt.example/de\">样板市</a>", "前往<a href=\"https://stadt.example/de\">样板市</a>的有<strong>350位嘉宾</strong>"), "", ""},
		"blanks between the blocks":   {change("</p><ul>", "</p>\n<ul>\n"), "", ""},
		"a changed number":            {change("350位", "360位"), "lost", "350"},
		"a changed amount":            {change("350万欧元", "35万欧元"), "lost", "3,5 Millionen Euro"},
		"another currency":            {change("350万欧元", "350万元"), "lost", "3,5 Millionen Euro"},
		"a changed date":              {change("3月3日", "3月4日"), "lost", "3. März 2026"},
		"a number of another block":   {change("有20把椅子的大厅", "有350把椅子的大厅"), "lost", "20"},
		"an invented number":          {change("会议</h2>", "第五次会议</h2>"), "invented", "五"},
		"an invented e-mail":          {change("会议</h2>", "会议 mail@fremd.example</h2>"), "invented", "mail@fremd.example"},
		"an invented address":         {change("会议</h2>", "会议 www.fremd.example</h2>"), "invented", "www.fremd.example"},
		"a lost e-mail":               {change("咨询：info@stadt.example", "咨询请来信"), "lost", "info@stadt.example"},
		"a lost link":                 {change(`<a href="https://stadt.example/de">样板市</a>`, "样板市"), "links", ""},
		"another link":                {change("https://stadt.example/de", "https://fremd.example/de"), "links", ""},
		"another picture":             {change("/a.png", "/b.png"), "pictures", ""},
		"a lost picture":              {change(`<img src="/a.png" alt="有20把椅子的大厅">`, "有20把椅子的大厅"), "pictures", ""},
		"a picture without its words": {change(` alt="有20把椅子的大厅"`, ""), "markup", ""},
		"a broken tag":                {change("</strong>", ""), "markup", ""},
		"a lost block":                {change("<h2>会议</h2>", "会议"), "markup", ""},
		"an empty block":              {change("<h2>会议</h2>", "<h2></h2>"), "markup", ""},
		"another block":               {change("<ul>", "<ol>", "</ul>", "</ol>"), "markup", ""},
		"a script":                    {change("</h2>", "</h2><script>alert(1)</script>"), "markup", ""},
		"a handler":                   {change("<h2>", `<h2 onclick="x()">`), "markup", ""},
		"a frame in a line":           {change("会议</h2>", `会议<iframe src="//fremd.example"></iframe></h2>`), "markup", ""},
		"a comment":                   {change("会议</h2>", "会议<!-- x --></h2>"), "markup", ""},
		"another comment":             {change("会议</h2>", "会议</h2><!-- x -->"), "markup", ""},
		"words turned round":          {change("会议</h2>", "会\u202e议</h2>"), "markup", ""},
		"words nobody sees":           {change("会议</h2>", "会议\U000E0068\U000E0069</h2>"), "markup", ""},
		"blanks of no width":          {change("会议</h2>", "会\u200b议</h2>"), "markup", ""},
		"words before it":             {"译文如下：" + chineseBody, "markup", ""},
		"words behind it":             {chineseBody + "希望对您有帮助。", "markup", ""},
		"not translated":              {germanBody, "same_language", ""},
		"nothing":                     {" <p>&nbsp;</p>", "empty", ""},
	} {
		t.Run(name, func(t *testing.T) {
			no := faultOf(Translation{From: "de", To: "zh"}, germanBody, strings.TrimSpace(c.text), true)
			switch {
			case no == nil && c.code == "":
			case no == nil || no.code != c.code:
				t.Errorf("found %+v, want %q", no, c.code)
			case c.what != "" && no.pairs[1] != c.what:
				t.Errorf("names %q, want %q", no.pairs[1], c.what)
			}
		})
	}
}

func TestATextWithoutMarkupGetsNone(t *testing.T) {
	for _, c := range []struct{ from, to, source, text, code string }{
		{"de", "zh", "Neun Städte treffen sich", "九个城市举行会议", ""},
		{"de", "en", "Neun Städte treffen sich", "Nine cities meet", ""},
		{"zh", "de", "九个城市举行会议", "Neun Städte treffen sich", ""},
		{"zh", "de", "九个城市举行会议", "九个城市举行会议", "same_language"},
		{"de", "zh", "Neun Städte treffen sich", "Nine cities meet", "same_language"},
		{"de", "zh", "Neun Städte treffen sich", "<b>九个城市</b>举行会议", "markup"},
		{"de", "zh", "Neun Städte treffen sich", "九个城市举行会议<script>x()</script>", "markup"},
		{"de", "en", "Wert a < b", "Value a < b", ""},
		{"de", "en", "Vereins\u00adname hier", "Name of the as\u00adsociation", ""},
		{"de", "en", "Neun Städte treffen sich", "Nine\u2066 cities meet", "markup"},
		{"de", "en", "Acme", "Acme", ""},
		{"de", "zh", "Acme GmbH", "Acme GmbH", ""},
		{"de", "en", "Neun Städte treffen sich", "  ", "empty"},
	} {
		no := faultOf(Translation{From: c.from, To: c.to}, c.source, strings.TrimSpace(c.text), false)
		got := ""
		if no != nil {
			got = no.code
		}
		if got != c.code {
			t.Errorf("%q as %q: %q, want %q", c.source, c.text, got, c.code)
		}
	}
}

func TestNamesAreFoundAsWordsTheLongestFirst(t *testing.T) {
	names := []cms.Texts{
		{De: "Stadt", Zh: "市"}, {De: "Neustadt", En: "Neustadt", Zh: "新城"}, {De: "Region Neustadt", Zh: "新城地区"}, {De: "Ohne"}, {De: "ISA", Zh: "ISA"},
		{De: "Neustadt", Zh: "另一个"},
	}
	known := glossary(names, "de", "zh")
	for text, want := range map[string]string{
		"Neustadt lädt ein":                        "新城",
		"die Region Neustadt":                      "新城地区",
		"die Region Neustadt und Neustadt":         "新城地区 新城",
		"Neustadts Gäste, Neustadt-Süd":            "新城",
		"Neustadter und Altneustadt, Städte, ISAR": "",
		"Die ISA in der Stadt":                     "市 ISA",
		"Ohne":                                     "",
	} {
		var got []string
		for _, pair := range spoken(text, known) {
			got = append(got, pair[1])
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: %q, want %q", text, s, want)
		}
	}
	if got := spoken("位于新城地区的城市", glossary(names, "zh", "de")); len(got) != 2 || got[0][1] != "Region Neustadt" {
		t.Errorf("in Chinese: %q", got)
	}
}

func TestADraftIsGivenWithWhatIsToBeKnownAboutIt(t *testing.T) {
	template := cmstest.Migrate(false)
	t.Cleanup(template.Remove)
	c, err := template.Open(t).FindCollectionByNameOrId("news")
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("长", 301)
	in := Translation{From: "de", To: "zh", Glossary: [][2]string{{"Neustadt", "新城"}}, Fields: map[string]string{
		"title": "Treffen in Neustadt", "summary": "Es kommen 12 Gäste nach Neustadt.", "body": "<p>Gut.</p>", "cover_alt": "Ein Bild davon"}}
	names := glossary([]cms.Texts{{De: "Alt", Zh: "甲"}, {De: "Zweckverband Alt", Zh: "联合体"}}, "de", "zh")
	both := Translation{From: "de", To: "zh", Fields: map[string]string{"title": "Zweckverband Alt", "summary": "Alt lädt ein"}}
	both.Glossary = both.spokenOf(names)
	if _, warnings := judged(both, c, map[string]string{"title": "联合体", "summary": "甲方邀请"}, "zh"); len(warnings) != 0 {
		t.Errorf("a name within another one: %+v", warnings)
	}
	fields, warnings := judged(in, c, map[string]string{"title": long, "summary": "13位嘉宾。", "body": "<p>好。</p>", "slug": "x"}, "zh")
	if len(fields) != 2 || fields["title"] != long || fields["body"] != "<p>好。</p>" {
		t.Errorf("fields %q", fields)
	}
	var got []string
	for _, w := range warnings {
		got = append(got, w.Field+" "+w.Code)
	}
	if s := strings.Join(got, ", "); s != "cover_alt empty, summary lost, title too_long, title name" {
		t.Errorf("warnings: %s", s)
	}
	if w := warnings[2].Message; w != phrases.DeskTranslate.FieldTooLong.In("zh", "length", "301", "limit", "300") {
		t.Errorf("the length: %s", w)
	}
}

func TestAnAccountGetsTenDraftsAMinute(t *testing.T) {
	var r draftRate
	now := time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)
	for i := range draftsPerMinute {
		if wait := r.take("a", now); wait != 0 {
			t.Fatalf("draft %d waits %v", i+1, wait)
		}
	}
	for range 3 { // refusals cost nothing
		if wait := r.take("a", now); wait != 6*time.Second {
			t.Errorf("one more waits %v", wait)
		}
	}
	if wait := r.take("b", now); wait != 0 {
		t.Errorf("another account waits %v", wait)
	}
	if wait := r.take("a", now.Add(6*time.Second)); wait != 0 {
		t.Errorf("later: %v", wait)
	}
}

func TestACommentSaysWhatThatOfTheSourceSays(t *testing.T) {
	in := Translation{From: "de", To: "zh"}
	const source = "<p>Gut</p><!-- a -->"
	if no := faultOf(in, source, "<p>好</p><!-- a -->", true); no != nil {
		t.Errorf("the same: %+v", no)
	}
	if no := faultOf(in, source, "<p>好</p><!-- hidden -->", true); no == nil || no.code != "markup" {
		t.Errorf("another one: %+v", no)
	}
}
