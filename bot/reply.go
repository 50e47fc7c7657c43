package bot

// Reply is a post as programs read it: what POST /api/isa/ask answers with, and
// what isabot ask --json writes.
type Reply struct {
	Answer       string   `json:"answer"` // Body as plain text
	HTML         string   `json:"html"`
	Lang         string   `json:"lang"`
	Outcome      Outcome  `json:"outcome"`
	Sources      []Source `json:"sources"`     // never null
	Suggestions  []string `json:"suggestions"` // never null
	Choices      []Choice `json:"choices,omitempty"`
	Link         string   `json:"link,omitempty"`
	Conversation string   `json:"conversation"`
}

// NewReply is a post in a conversation; html is its body as the caller shows it.
func NewReply(p Post, html, conversation string) Reply {
	r := Reply{
		Answer: p.Body.Text(), HTML: html, Lang: p.Lang, Outcome: p.Outcome, Sources: p.Sources,
		Suggestions: p.Suggestions, Choices: p.Choices, Link: p.Link, Conversation: conversation,
	}
	if r.Outcome == "" {
		r.Outcome = Answered
	}
	if r.Sources == nil {
		r.Sources = []Source{}
	}
	if r.Suggestions == nil {
		r.Suggestions = []string{}
	}
	return r
}
