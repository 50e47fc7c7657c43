package llm

import (
	"context"
	"slices"
	"strings"
)

// Tokens that answers may have, thoughts of reasoning models apart.
const (
	mostWritten = 800
	mostQueried = 200
)

// mostQueries is how many search queries a message is worth.
const mostQueries = 3

// Writing is what an answer is to be made of: a question, and passages on it.
type Writing struct {
	Lang, Question string
	Passages       []Passage
	Again          []string // what was wrong with the first text, for a second one
}

// Passage is a piece of what is on record.
type Passage struct{ Title, Text string }

// Sentence is a sentence of the answer, and the passages that it says it rests
// on, counted from 0. Whether it does is for the caller to see.
type Sentence struct {
	Text     string `json:"text"`
	Passages []int  `json:"passages"`
}

// Write answers with sentences of passages. who is an opaque key of the person for
// the budget, "" for none; it is not sent. A passage that was not there is struck from a
// sentence, and a sentence that rests on none is left out: where none is left the
// error is ErrMalformed. ErrNothing means that the model does not find the answer
// in the passages.
func (m *Model) Write(ctx context.Context, who string, in Writing) ([]Sentence, error) {
	type passage struct {
		Number int    `json:"number"`
		Title  string `json:"title"`
		Text   string `json:"text"`
	}
	about := struct {
		Question string    `json:"question"`
		Passages []passage `json:"passages"`
		Faults   []string  `json:"faults,omitempty"`
	}{Question: in.Question, Passages: []passage{}, Faults: in.Again}
	for i, p := range in.Passages {
		about.Passages = append(about.Passages, passage{i, p.Title, p.Text})
	}
	user, err := data(about)
	if err != nil {
		return nil, err
	}
	var kept []Sentence
	err = m.ask(ctx, question{
		task: m.tasks.write, who: who, system: m.tasks.write.system(in.Lang), user: user, output: mostWritten, timeout: m.cfg.Timeout,
		read: func(answer string) (err error) {
			kept, err = readSentences(m.tasks.write, answer, len(in.Passages))
			return err
		},
	})
	if err != nil {
		return nil, err
	}
	return kept, nil
}

func readSentences(t *task, answer string, passages int) ([]Sentence, error) {
	var got struct{ Sentences []Sentence }
	if err := parse(answer, t.schema, &got); err != nil {
		return nil, err
	}
	if len(got.Sentences) == 0 {
		return nil, ErrNothing
	}
	var kept []Sentence
	for _, s := range got.Sentences {
		s.Text = strings.TrimSpace(s.Text)
		s.Passages = slices.DeleteFunc(s.Passages, func(i int) bool { return i < 0 || i >= passages })
		if s.Text != "" && len(s.Passages) > 0 {
			kept = append(kept, s)
		}
	}
	if len(kept) == 0 {
		return nil, malformed("no sentence rests on a passage")
	}
	return kept, nil
}

// Message is what somebody wrote, and what they wrote before, oldest first.
type Message struct {
	Lang, Text string
	Earlier    []string
}

// Queries makes at most three short questions of a message, each to be looked up
// by itself: of one that rambles, mixes languages or leans on what was written
// before. They are in the language Lang. ErrNothing means that nothing is asked.
func (m *Model) Queries(ctx context.Context, who string, in Message) ([]string, error) {
	user, err := data(struct {
		Message string   `json:"message"`
		Earlier []string `json:"earlier,omitempty"`
	}{in.Text, in.Earlier})
	if err != nil {
		return nil, err
	}
	var got struct{ Queries []string }
	err = m.ask(ctx, question{
		task: m.tasks.queries, who: who, system: m.tasks.queries.system(in.Lang), user: user, output: mostQueried, timeout: m.cfg.Timeout,
		read: func(answer string) error {
			got.Queries = nil
			if err := parse(answer, m.tasks.queries.schema, &got); err != nil {
				return err
			}
			got.Queries = tidy(got.Queries)
			if len(got.Queries) == 0 {
				return ErrNothing
			}
			return nil
		},
	})
	if err != nil {
		return nil, err
	}
	return got.Queries, nil
}

// tidy drops empty queries, those that are there already, and those too many.
func tidy(queries []string) []string {
	var out []string
	for _, q := range queries {
		if q = strings.Join(strings.Fields(q), " "); q != "" && !slices.Contains(out, q) && len(out) < mostQueries {
			out = append(out, q)
		}
	}
	return out
}
