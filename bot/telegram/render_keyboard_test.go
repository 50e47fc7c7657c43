package telegram_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/richtext"
)

func answer(suggestions ...string) bot.Post {
	return bot.Post{Body: richtext.FromText("Ja."), Lang: "de", Suggestions: suggestions}
}

// buttonsOf are the buttons of a piece by rows, as label and data.
func buttonsOf(p bot.Piece) (rows [][][2]string) {
	markup, _ := p.Fields["reply_markup"].(map[string]any)
	all, _ := markup["inline_keyboard"].([][]map[string]string)
	for _, row := range all {
		var out [][2]string
		for _, b := range row {
			out = append(out, [2]string{b["text"], b["callback_data"]})
		}
		rows = append(rows, out)
	}
	return rows
}

func labelsOf(p bot.Piece) (rows [][]string) {
	for _, row := range buttonsOf(p) {
		var labels []string
		for _, b := range row {
			labels = append(labels, b[0])
		}
		rows = append(rows, labels)
	}
	return rows
}

func TestButtonsStandInRowsByTheirWidth(t *testing.T) {
	for _, c := range []struct {
		name string
		in   []string
		want [][]string
	}{
		{"none", nil, nil},
		{"one", []string{"Köln"}, [][]string{{"Köln"}}},
		{"three short ones", []string{"Deutsch", "English", "中文"}, [][]string{{"Deutsch", "English", "中文"}}},
		{"four short ones", []string{"a", "b", "c", "d"}, [][]string{{"a", "b"}, {"c", "d"}}},
		{"five short ones", []string{"a", "b", "c", "d", "e"}, [][]string{{"a", "b", "c"}, {"d", "e"}}},
		{"two of middle width", []string{"Ja, weitergeben", "Nein, danke"}, [][]string{{"Ja, weitergeben", "Nein, danke"}}},
		{"a long one among short ones", []string{"a", "Welche Städte sind Mitglied?", "b", "c"}, [][]string{{"a"}, {"Welche Städte sind Mitglied?"}, {"b", "c"}}},
		{"Chinese counts double", []string{"成员有哪些城市", "怎么加入联盟呢", "联系方式"}, [][]string{{"成员有哪些城市", "怎么加入联盟呢"}, {"联系方式"}}},
		{"five characters are ten cells", []string{"巴伐利亚州", "黑森州", "萨克森州"}, [][]string{{"巴伐利亚州", "黑森州", "萨克森州"}}},
		{"twice the same", []string{"a", "a"}, [][]string{{"a"}}},
		{"nothing to read", []string{" ", "\u202e", "a"}, [][]string{{"a"}}},
	} {
		if got := labelsOf(render(t, answer(c.in...), bot.Shape{})[0]); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %q, not %q", c.name, got, c.want)
		}
	}
}

func TestChoicesStandBeforeSuggestionsAndThumbsBehind(t *testing.T) {
	p := answer("Und Bonn?")
	p.Choices, p.Rate = []bot.Choice{{Label: "Ja", Say: "ja"}, {Label: "Nein", Say: "nein"}}, "q12345678901234"
	want := [][][2]string{{{"Ja", "ja"}, {"Nein", "nein"}, {"Und Bonn?", "Und Bonn?"}}, {{"👍", "/rate up q12345678901234"}, {"👎", "/rate down q12345678901234"}}}
	if got := buttonsOf(render(t, p, bot.Shape{})[0]); !reflect.DeepEqual(got, want) {
		t.Errorf("%q", got)
	}
	p.Title, p.Link = "Titel", page
	if got := labelsOf(render(t, p, bot.Shape{})[0]); !reflect.DeepEqual(got, [][]string{{"Zur Meldung"}}) {
		t.Errorf("an announcement has the buttons %q", got)
	}
}

func TestWhatAButtonCarries(t *testing.T) {
	long := strings.Repeat("Welche Städte sind Mitglied? ", 4)
	for _, c := range []struct {
		name, label, say string
		wantLabel        string // "": there is no button
		carries          bool   // the data is what is said
	}{
		{"what fits", "Köln", "Ist Köln Mitglied?", "Köln", true},
		{"64 bytes", strings.Repeat("x", 64), strings.Repeat("x", 64), "", true},
		{"65 bytes", strings.Repeat("x", 65), strings.Repeat("x", 65), strings.Repeat("x", 65), false},
		{"a long label of short words", long, "/faq 1", "Welche Städte sind Mitglied? Welche Städte sind Mitglied?", true},
		{"a long label that is what is said", long, long, strings.TrimSpace(long), false},
		{"words that fit nowhere", "Mehr", long, "-", false},
		{"what looks like the name of a label", "x", "=x", "-", false},
	} {
		p := answer()
		p.Choices = []bot.Choice{{Label: c.label, Say: c.say}}
		rows := buttonsOf(render(t, p, bot.Shape{})[0])
		if c.wantLabel == "-" {
			if rows != nil {
				t.Errorf("%s: %q", c.name, rows)
			}
			continue
		}
		got := rows[0][0]
		if c.wantLabel != "" && got[0] != c.wantLabel || (got[1] == c.say) != c.carries || len(got[1]) > 64 {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

func TestALabelIsShortenedBetweenWords(t *testing.T) {
	for _, label := range []string{"Wie wird eine Stadt Mitglied und was muss sie dafür mitbringen und wann", "中德工业城市联盟的成员城市可以参加哪些合作项目以及活动和会议呢请您告诉我详细情况好吗"} {
		p := answer()
		p.Choices = []bot.Choice{{Label: label, Say: "/faq 1"}}
		got := labelsOf(render(t, p, bot.Shape{})[0])[0][0]
		if !strings.HasSuffix(got, "…") || !strings.HasPrefix(label, strings.TrimSuffix(got, "…")) || utf8.RuneCountInString(got) < 20 || got == label {
			t.Errorf("%q became %q", label, got)
		}
	}
}

func TestThereAreNeverTooManyButtons(t *testing.T) {
	p := answer()
	p.Rate = "q1"
	for i := range 300 {
		p.Suggestions = append(p.Suggestions, fmt.Sprint("Frage ", i))
	}
	n := 0
	for _, row := range labelsOf(render(t, p, bot.Shape{})[0]) {
		n += len(row)
	}
	if n != 100 {
		t.Errorf("there are %d", n)
	}
}

func TestAnAnswerPointsToItsQuestion(t *testing.T) {
	long := answer("Weiter?")
	long.Body = richtext.FromText(strings.Repeat("Ein Satz mit Inhalt. ", 500))
	pieces := render(t, long, bot.Shape{Split: true, ReplyTo: "17"})
	want := map[string]any{"message_id": 17, "allow_sending_without_reply": true}
	for i, p := range pieces {
		if got := p.Fields["reply_parameters"]; (i == 0) != reflect.DeepEqual(got, want) {
			t.Errorf("piece %d points to %v", i+1, got)
		}
		if (labelsOf(p) == nil) != (i < len(pieces)-1) {
			t.Errorf("piece %d has buttons %q", i+1, labelsOf(p))
		}
	}
	withPicture := answer()
	withPicture.Media = []bot.Media{photo("a")}
	if got := render(t, withPicture, bot.Shape{ReplyTo: "17"})[0]; got.Method != "sendPhoto" || got.Fields["reply_parameters"] == nil {
		t.Errorf("%+v", got)
	}
	for _, to := range []string{"", "0", "-1", "x"} {
		if got := render(t, answer(), bot.Shape{ReplyTo: to})[0].Fields["reply_parameters"]; got != nil {
			t.Errorf("%q: %v", to, got)
		}
	}
	if got := render(t, answer(), bot.Shape{ReplyTo: "17", Stands: []bot.Remote{{Kind: bot.TextPiece, IDs: []string{"3"}}}})[0].Fields["reply_parameters"]; got != nil {
		t.Errorf("an edit points to %v", got)
	}
}

func TestAnEditChangesTheButtons(t *testing.T) {
	stands := []bot.Remote{{Kind: bot.TextPiece, IDs: []string{"3"}}}
	long := answer("a")
	long.Body = richtext.FromText(strings.Repeat("Ein Satz mit Inhalt. ", 500))
	for name, p := range map[string]bot.Post{"short": answer("a"), "too long for one message": long} {
		got := render(t, p, bot.Shape{Split: true, Stands: stands})
		if len(got) != 1 || !slices.EqualFunc(labelsOf(got[0]), [][]string{{"a"}}, slices.Equal) {
			t.Errorf("%s: %d pieces, %q", name, len(got), labelsOf(got[0]))
		}
	}
	if got := render(t, answer(), bot.Shape{Stands: stands}); got[0].Fields["reply_markup"] != nil {
		t.Errorf("no button is left, but %v", got[0].Fields["reply_markup"])
	}
}
