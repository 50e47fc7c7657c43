package llm

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"github.com/sashabaranov/go-openai"
)

// mostAnswer is how much of an answer is read, in bytes: a hundred embeddings
// are far below it.
const mostAnswer = 16 << 20

// clientConfig is the client for an address: Azure's own way where it has a
// version of its API, OpenAI's for all others.
func clientConfig(cfg Config, transport http.RoundTripper) openai.ClientConfig {
	c := openai.DefaultConfig(cfg.Key)
	if cfg.APIVersion != "" {
		c = openai.DefaultAzureConfig(cfg.Key, cfg.BaseURL)
		c.APIVersion = cfg.APIVersion
		c.AzureModelMapperFunc = url.PathEscape // the name is the deployment's as it stands
	} else if cfg.BaseURL != "" {
		c.BaseURL = strings.TrimRight(cfg.BaseURL, "/")
	}
	if transport == nil {
		transport = http.DefaultTransport.(*http.Transport).Clone()
	}
	c.HTTPClient = &http.Client{
		Transport: limited{transport},
		// A redirect would take the key and what people ask to a host that
		// nobody has named.
		CheckRedirect: func(*http.Request, []*http.Request) error { return errors.New("the model's server sends elsewhere") },
	}
	return c
}

// limited reads no more of an answer than is sensible: the client itself reads
// all that comes.
type limited struct{ next http.RoundTripper }

func (l limited) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := l.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	res.Body = struct {
		io.Reader
		io.Closer
	}{io.LimitReader(res.Body, mostAnswer), res.Body}
	return res, nil
}

// reasoning are models that think before they answer. They take
// max_completion_tokens in place of max_tokens, and no temperature.
var reasoning = regexp.MustCompile(`^(?:.*/)?(?:o\d|gpt-(?:[5-9]|\d\d))`)

// thinking is what a reasoning model may spend on thoughts, in tokens.
const thinking = 4000

// calm is the temperature. It is as good as 0, which the client leaves out as if
// it were not set, and the server would take its own.
const calm = 0.01

// form is how an answer in JSON is asked for. Servers differ: one that does not
// take a form gets the next from then on.
type form int32

const (
	bySchema form = iota // response_format json_schema, held by the server
	byObject             // response_format json_object, the schema in words
	byWords              // nothing but words
)

// request makes the request for one task. The field user is never set: who asks
// is nobody's business. Nor is store, which is false unless it is set.
func (m *Model) request(t *task, how form, system, user string, output int) openai.ChatCompletionRequest {
	r := openai.ChatCompletionRequest{Model: m.cfg.Model}
	if m.reasons() {
		r.MaxCompletionTokens, r.ReasoningEffort = output, m.cfg.Effort
	} else {
		//lint:ignore SA1019 OpenAI calls it deprecated; most other servers know no other
		r.MaxTokens, r.Temperature = output, calm
	}
	if how != bySchema {
		system += "\n\nReply with one JSON object that fits this JSON Schema, and with nothing else:\n" + string(t.schemaText)
	}
	r.Messages = []openai.ChatCompletionMessage{
		{Role: openai.ChatMessageRoleSystem, Content: system}, {Role: openai.ChatMessageRoleUser, Content: user},
	}
	switch how {
	case bySchema:
		r.ResponseFormat = &openai.ChatCompletionResponseFormat{
			Type:       openai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{Name: t.name, Schema: t.schemaText, Strict: true},
		}
	case byObject:
		r.ResponseFormat = &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONObject}
	}
	return r
}

func (m *Model) reasons() bool { return m.cfg.Effort != "" || reasoning.MatchString(m.cfg.Model) }

// reply is what came back.
type reply struct {
	text    string
	in, out int // tokens as the server counts them, 0 where it does not
}

// mostCounted is how many tokens no single request can have: a server that says
// more has miscounted, and would use up the day for all.
const mostCounted = 10_000_000

// counted reports whether the server's count can be believed.
func (r reply) counted() bool {
	return r.in >= 0 && r.out >= 0 && r.in <= mostCounted && r.out <= mostCounted && r.in+r.out > 0
}

// chat sends a request and reads the answer's text.
func (m *Model) chat(ctx context.Context, r openai.ChatCompletionRequest) (reply, error) {
	res, err := m.client.CreateChatCompletion(ctx, r)
	if err != nil {
		return reply{}, fault(ctx, err, res.Header())
	}
	got := reply{in: res.Usage.PromptTokens, out: res.Usage.CompletionTokens}
	if len(res.Choices) == 0 {
		return got, malformed("no answer of a model at all")
	}
	c := res.Choices[0]
	got.text = c.Message.Content
	switch {
	case c.FinishReason == openai.FinishReasonContentFilter, c.Message.Refusal != "":
		return got, ErrRefused
	case c.FinishReason == openai.FinishReasonLength:
		return got, ErrCut
	}
	return got, nil
}
