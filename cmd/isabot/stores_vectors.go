package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"isa-portal.de/isabot/bot/answer"
	"isa-portal.de/isabot/cms"
)

// embedder asks a model for vectors, for those of the records once each: they
// are kept in the database under a hash of model and text.
type embedder struct {
	app   core.App
	model string
	embed func(ctx context.Context, texts []string) ([][]float32, error)
}

var _ answer.Embedder = embedder{}

// mostAtOnce is how many texts are embedded before they are kept, so that what is
// done is not lost where the rest fails.
const mostAtOnce = 64

// Question implements answer.Embedder. Vectors of what people ask are not kept.
func (e embedder) Question(ctx context.Context, text string) ([]float32, error) {
	got, err := e.embed(ctx, []string{text})
	if err != nil {
		return nil, err
	}
	return got[0], nil
}

// Records implements answer.Embedder.
func (e embedder) Records(ctx context.Context, texts []string) ([][]float32, error) {
	hashes := make([]string, len(texts))
	byHash := map[string]string{}
	for i, t := range texts {
		sum := sha256.Sum256([]byte(e.model + "\x00" + t))
		hashes[i] = hex.EncodeToString(sum[:])
		byHash[hashes[i]] = t
	}
	known, err := cms.FindVectors(e.app, hashes)
	if err != nil {
		return nil, err
	}
	var missing []string
	for _, h := range hashes {
		if known[h] == nil && !slices.Contains(missing, h) {
			missing = append(missing, h)
		}
	}
	for some := range slices.Chunk(missing, mostAtOnce) {
		if err := e.fetch(ctx, some, byHash, known); err != nil {
			return nil, err
		}
	}
	keep := map[string]bool{}
	out := make([][]float32, len(hashes))
	for i, h := range hashes {
		keep[h], out[i] = true, known[h]
	}
	err = e.app.RunInTransaction(func(tx core.App) error {
		_, err := cms.PruneVectors(tx, keep)
		return err
	})
	return out, err
}

// fetch has some texts embedded and keeps their vectors.
func (e embedder) fetch(ctx context.Context, hashes []string, text map[string]string, known map[string][]float32) error {
	texts := make([]string, len(hashes))
	for i, h := range hashes {
		texts[i] = text[h]
	}
	got, err := e.embed(ctx, texts)
	if err != nil {
		return err
	}
	if len(got) != len(texts) {
		return fmt.Errorf("%d vectors came for %d texts", len(got), len(texts))
	}
	fresh := map[string][]float32{}
	for i, h := range hashes {
		fresh[h], known[h] = got[i], got[i]
	}
	return e.app.RunInTransaction(func(tx core.App) error { return cms.SaveVectors(tx, e.model, fresh) })
}
