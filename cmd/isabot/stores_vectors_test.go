package main

import (
	"context"
	"errors"
	"slices"
	"testing"

	"isa-portal.de/isabot/cms/cmstest"
)

func TestVectorsAreAskedForOnceAndForgottenWithTheirTexts(t *testing.T) {
	template := cmstest.Migrate(false)
	t.Cleanup(template.Remove)
	app := template.Open(t)
	var asked []string
	var fails error
	e := embedder{app: app, model: "one", embed: func(_ context.Context, texts []string) ([][]float32, error) {
		if fails != nil {
			return nil, fails
		}
		asked = append(asked, texts...)
		out := make([][]float32, len(texts))
		for i, s := range texts {
			out[i] = []float32{float32(len(s)), -.5}
		}
		return out, nil
	}}
	get := func(want int, texts ...string) {
		t.Helper()
		asked = nil
		got, err := e.Records(t.Context(), texts)
		if err != nil || len(asked) != want {
			t.Fatalf("asked for %q (%v), want %d", asked, err, want)
		}
		for i, s := range texts {
			if !slices.Equal(got[i], []float32{float32(len(s)), -.5}) {
				t.Errorf("%q has %v", s, got[i])
			}
		}
	}
	get(2, "a", "bcd", "a")
	get(0, "bcd", "a")
	get(1, "a", "ef")
	get(1, "a", "bcd") // it was forgotten, as it was not among the last
	e.model = "two"
	get(2, "a", "bcd")
	if n := count(t, app, "vectors"); n != 2 {
		t.Errorf("%d vectors are kept", n)
	}
	fails = errors.New("not now")
	if _, err := e.Records(t.Context(), []string{"a", "new"}); !errors.Is(err, fails) {
		t.Errorf("got %v", err)
	}
	if n := count(t, app, "vectors"); n != 2 {
		t.Errorf("%d vectors are kept after a failure", n)
	}
}
