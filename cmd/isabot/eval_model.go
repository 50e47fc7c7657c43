package main

import (
	"fmt"
	"io"
)

// spending is what a model has used: requests, tokens, and money in the currency
// of the configured prices.
type spending struct {
	calls, tokensIn, tokensOut int
	money                      float64
}

// spent is what the model has used since the start, nothing where there is none.
func (p *program) spent() spending {
	var s spending
	if p.model == nil {
		return s
	}
	for _, u := range p.model.Usage() {
		for outcome, n := range u.Calls {
			if outcome != "budget" && outcome != "open" && outcome != "busy" { // those were not sent
				s.calls += n
			}
		}
		s.tokensIn, s.tokensOut, s.money = s.tokensIn+u.TokensIn, s.tokensOut+u.TokensOut, s.money+u.Money
	}
	return s
}

// reportModel prints how much of a question set was answered without a model,
// and what a thousand such questions take of one.
func reportModel(w io.Writer, results []evalResult, s spending) {
	alone := 0
	for _, r := range results {
		if !r.model {
			alone++
		}
	}
	n := float64(len(results))
	each := func(v float64) float64 { return 1000 * v / n }
	fmt.Fprintf(w, "%.1f %% answered without a model; for 1,000 questions: %.0f requests, %.0f tokens in, %.0f tokens out, cost %.4f\n",
		100*float64(alone)/n, each(float64(s.calls)), each(float64(s.tokensIn)), each(float64(s.tokensOut)), each(s.money))
}
