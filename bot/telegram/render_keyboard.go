package telegram

import (
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"isa-portal.de/isabot/bot"
	"isa-portal.de/isabot/bot/richtext"
)

const (
	maxData    = 64  // bytes of callback_data ("InlineKeyboardButton" in the Bot API)
	maxButtons = 100 // of one message; what other bots have seen, the Bot API names no number

	// maxLabel is how wide a label may be that can be shortened, in cells: a
	// Chinese character takes two. What apps cannot show of a longer one, they
	// leave out at its end.
	maxLabel = 60
)

// perRow is how wide each of 1, 2 or 3 labels may be that stand in one row, so
// that a telephone shows them whole.
var perRow = []int{1 << 10, 16, 10}

// button is a button below a message: it opens a page, or says something.
type button struct{ label, url, data string }

// keyboard is what the Bot API takes for rows of buttons.
func keyboard(rows [][]button) map[string]any {
	out := make([][]map[string]string, len(rows))
	for i, row := range rows {
		for _, b := range row {
			if b.url != "" {
				out[i] = append(out[i], map[string]string{"text": b.label, "url": b.url})
			} else {
				out[i] = append(out[i], map[string]string{"text": b.label, "callback_data": b.data})
			}
		}
	}
	return map[string]any{"inline_keyboard": out}
}

// rows are the buttons below the last text: of an announcement the ways to its
// page, of an answer what can be said next.
func (d *draft) rows(cut bool) [][]button {
	if d.title == "" {
		return answerRows(d.post)
	}
	var rows [][]button
	for _, b := range d.buttons(cut) {
		rows = append(rows, []button{b})
	}
	return rows
}

// answerRows are the buttons of an answer, the thumbs in a row of their own.
func answerRows(p bot.Post) [][]button {
	var thumbs, all []button
	if p.Rate != "" {
		thumbs = []button{{label: "👍", data: bot.RateUp(p.Rate)}, {label: "👎", data: bot.RateDown(p.Rate)}}
	}
	choices := slices.Clone(p.Choices)
	for _, s := range p.Suggestions {
		choices = append(choices, bot.Choice{Label: s, Say: s})
	}
	for _, c := range choices {
		b, ok := sayButton(c)
		again := slices.ContainsFunc(all, func(other button) bool { return other.data == b.data })
		if ok && !again && len(all)+len(thumbs) < maxButtons {
			all = append(all, b)
		}
	}
	rows := lay(all)
	if thumbs != nil {
		rows = append(rows, thumbs)
	}
	return rows
}

// lay puts buttons into rows by the width of their labels, without changing
// their order. Four short ones are two and two, not three and one.
func lay(all []button) (rows [][]button) {
	fit := func(n int) bool {
		return len(all) >= n && !slices.ContainsFunc(all[:n], func(b button) bool { return cells(b.label) > perRow[n-1] })
	}
	for len(all) > 0 {
		n := len(perRow)
		for !fit(n) {
			n--
		}
		if n == 3 && len(all) == 4 && cells(all[3].label) <= perRow[1] {
			n = 2
		}
		rows, all = append(rows, all[:n]), all[n:]
	}
	return rows
}

// cells is how wide a label is: a letter has one, a Chinese character two.
func cells(label string) (n int) {
	for _, r := range label {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n++
		}
		n++
	}
	return n
}

// sayButton is the button for a choice. It carries what is said; where that is
// too long for it, but is what the label says, it names the label, which is then
// found in the message itself, whatever was restarted since. A choice that a
// button cannot carry in either way has none: it can still be typed.
func sayButton(c bot.Choice) (button, bool) {
	label := oneLine(c.Label)
	switch {
	case label == "" || c.Say == "":
		return button{}, false
	case len(c.Say) <= maxData && !strings.HasPrefix(c.Say, nameMark):
		return button{label: shortened(label), data: c.Say}, true
	case oneLine(c.Say) == label:
		return button{label: label, data: nameOf(label)}, true
	}
	return button{}, false
}

// nameMark begins the data of a button that names its label. Nothing that
// people are to say begins so.
const nameMark = "="

// nameOf is short, and another one for each label.
func nameOf(label string) string {
	sum := sha256.Sum256([]byte(label))
	return nameMark + base64.RawURLEncoding.EncodeToString(sum[:15])
}

// saidBy is what the data of a button says, given the labels of the message
// that it stands under; "" if that cannot be told any more.
func saidBy(data string, labels []string) string {
	if !strings.HasPrefix(data, nameMark) {
		return data
	}
	for _, label := range labels {
		if label = oneLine(label); nameOf(label) == data {
			return label
		}
	}
	return ""
}

func oneLine(s string) string { return strings.Join(strings.Fields(clean(s, false)), " ") }

// shortened is as much of a label as has room.
func shortened(label string) string {
	if cells(label) <= maxLabel {
		return label
	}
	n := 0
	for i := range label {
		if cells(label[:i]) > maxLabel {
			break
		}
		n++
	}
	return richtext.Doc{Blocks: []richtext.Block{{Spans: []richtext.Span{{Text: label}}}}}.Excerpt(n)
}

// answering points a new message to the one that it answers. One that is gone
// meanwhile keeps no answer back.
func answering(p *bot.Piece, to string) {
	if id, err := strconv.Atoi(to); err == nil && id > 0 {
		p.Fields["reply_parameters"] = map[string]any{"message_id": id, "allow_sending_without_reply": true}
	}
}
