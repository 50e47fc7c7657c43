package llm

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/sashabaranov/go-openai"
)

// mostEmbedded is how many texts go into one request: Qwen takes no more.
const mostEmbedded = 10

// Embed returns a vector for each text, in the same order and all of the same
// length. A single text has the time of a task, each request for up to ten of them
// a minute, and none is repeated. Without an embedding model the error is
// ErrNothing.
func (m *Model) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	if !m.Embeds() {
		return nil, fmt.Errorf("%w: no embedding model is configured", ErrNothing)
	}
	leave, err := m.enter("embed")
	if err != nil {
		return nil, err
	}
	defer leave()
	var all [][]float32
	for some := range slices.Chunk(texts, mostEmbedded) {
		vectors, err := m.embed(ctx, some)
		if err != nil {
			return nil, err
		}
		if len(all) > 0 && len(all[0]) != len(vectors[0]) {
			return nil, malformed("vectors of different lengths")
		}
		all = append(all, vectors...)
	}
	return all, nil
}

func (m *Model) embed(ctx context.Context, texts []string) (vectors [][]float32, err error) {
	limit := m.cfg.Timeout
	if len(texts) > 1 { // of the records: nobody waits for them
		limit = longTimeout
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	err = m.send(ctx, m.embeddings, sending{
		task: "embed", model: m.cfg.EmbeddingModel, text: strings.Join(texts, "\n\n"),
		do: func(ctx context.Context) (reply, error) {
			res, err := m.client.CreateEmbeddings(ctx, openai.EmbeddingRequestStrings{
				Input: texts, Model: openai.EmbeddingModel(m.cfg.EmbeddingModel), EncodingFormat: openai.EmbeddingEncodingFormatFloat,
			})
			if err != nil {
				return reply{}, fault(ctx, err, res.Header())
			}
			vectors, err = inOrder(res.Data, len(texts))
			if err != nil {
				return reply{in: res.Usage.PromptTokens}, err
			}
			return reply{in: res.Usage.PromptTokens, text: fmt.Sprintf("%d vectors of %d numbers", len(vectors), len(vectors[0]))}, nil
		},
		read: func(reply) error { return nil },
	})
	if err != nil {
		return nil, err
	}
	return vectors, nil
}

// inOrder puts vectors in the order of their texts. All are there, and of one length.
func inOrder(found []openai.Embedding, n int) ([][]float32, error) {
	out := make([][]float32, n)
	for _, e := range found {
		if e.Index < 0 || e.Index >= n || out[e.Index] != nil || len(e.Embedding) == 0 || len(e.Embedding) != len(found[0].Embedding) {
			return nil, malformed("vectors that do not fit the texts")
		}
		out[e.Index] = e.Embedding
	}
	if len(found) != n {
		return nil, malformed("vectors that do not fit the texts")
	}
	return out, nil
}
