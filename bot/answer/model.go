package answer

import "context"

// Model puts together what is on record and rereads what was not understood,
// where there is a model. Nothing that it says is taken on trust: a sentence is
// said only where it is one of the records' own, and a query is looked up like any
// question. Any error of it means that the plain answer is given.
type Model interface {
	// Write makes an answer to the question of sentences of the extracts.
	Write(ctx context.Context, asker string, d Draft) ([]Sentence, error)
	// Queries says in at most three short questions what a message may mean.
	Queries(ctx context.Context, asker string, u Unclear) ([]string, error)
}

// Draft is what a Model makes an answer of. asker beside it is an opaque key of
// the person, for their share of the budget.
type Draft struct {
	Lang, Question string
	Extracts       []Extract
	Wrong          []string // why sentences of the first try were not taken
}

// Extract is the text of one record in the language of the answer.
type Extract struct{ Title, Text string }

// Sentence is one sentence of a Model, with the indexes of the extracts that it
// rests on.
type Sentence struct {
	Text     string
	Extracts []int
}

// Unclear is a message that the records did not answer.
type Unclear struct {
	Lang, Text string
	Earlier    []string // what the conversation was about, latest last
}
