package telegramtest

import (
	"encoding/json"
	"strconv"
	"time"
)

// Inline is what a person typed behind the bot's name in any chat, and how the
// bot answered it.
type Inline struct {
	ID       string
	At       time.Time
	Query    string
	Answered bool
	Results  []Result
	Cache    int // seconds
	Personal bool
	Button   json.RawMessage
}

// Result is one article of an answer, as it is read when it is sent.
type Result struct {
	ID, Title, About, Text string
	Entities               []Entity
	Buttons                json.RawMessage
}

// Inlines are the inline queries so far.
func (f *Fake) Inlines() []Inline {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []Inline
	for _, q := range f.queries {
		out = append(out, *q)
	}
	return out
}

// Query types something behind the bot's name, and tells the bot of it.
func (f *Fake) Query(by Person, text string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.nextQuery++
	q := &Inline{ID: strconv.Itoa(f.nextQuery), At: f.cfg.Now(), Query: text}
	f.queries = append(f.queries, q)
	f.push("inline_query", map[string]any{"id": q.ID, "from": by.json(), "query": text, "offset": "", "chat_type": "sender"})
}

func (f *Fake) answerInline(c *call) (any, *apiError) {
	var articles []struct {
		Type, ID, Title, Description string
		Content                      struct {
			Text      string          `json:"message_text"`
			ParseMode string          `json:"parse_mode"`
			Entities  json.RawMessage `json:"entities"`
		} `json:"input_message_content"`
		Buttons json.RawMessage `json:"reply_markup"`
	}
	if json.Unmarshal([]byte(c.text("results")), &articles) != nil {
		return nil, badRequest("Can't parse inline query results JSON object")
	}
	if len(articles) > 50 {
		return nil, badRequest("RESULTS_TOO_MUCH")
	}
	answer := Inline{Answered: true, Cache: c.number("cache_time"), Personal: c.yes("is_personal"), Button: json.RawMessage(c.text("button"))}
	seen := map[string]bool{}
	for _, a := range articles {
		text, entities, no := formatted(a.Content.Text, a.Content.ParseMode, string(a.Content.Entities), maxText)
		switch {
		case no != nil:
			return nil, no
		case a.Type != "article": // we answer with nothing else
			return nil, badRequest("Can't parse InlineQueryResult: type must be one of the supported types")
		case a.Title == "":
			return nil, badRequest("ARTICLE_TITLE_EMPTY")
		case text == "":
			return nil, badRequest("MESSAGE_EMPTY")
		case len(a.ID) < 1 || len(a.ID) > 64:
			return nil, badRequest("RESULT_ID_INVALID")
		case seen[a.ID]:
			return nil, badRequest("RESULT_ID_DUPLICATE")
		}
		seen[a.ID] = true
		answer.Results = append(answer.Results, Result{ID: a.ID, Title: a.Title, About: a.Description, Text: text, Entities: entities, Buttons: a.Buttons})
	}
	for _, q := range f.queries {
		if q.ID == c.text("inline_query_id") && !q.Answered && c.now.Sub(q.At) < queryLives {
			answer.ID, answer.At, answer.Query = q.ID, q.At, q.Query
			*q = answer
			return true, nil
		}
	}
	return nil, tooOld()
}
