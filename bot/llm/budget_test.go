package llm

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"isa-portal.de/isabot/bot/llm/llmtest"
)

// A bubble's clock begins at midnight UTC.

func TestADayHasItsBudget(t *testing.T) {
	// One request takes 110 tokens, and may take about 1,100: that much must be left.
	with(t, Config{TokensPerDay: 7000}, []llmtest.Answer{said}, func(t *testing.T, w *world) {
		asked := 0
		for {
			if _, err := w.write(t); is(err, ErrBudget) {
				break
			} else if err != nil {
				t.Fatal(err)
			}
			asked++
		}
		if asked == 0 || len(w.server.Requests()) != asked || w.kept.Tokens != 110*asked {
			t.Errorf("%d answers, %d requests, %+v kept", asked, len(w.server.Requests()), w.kept)
		}
		if fmt.Sprint(w.told) != "[0.8 1]" {
			t.Errorf("told of %v", w.told)
		}
		if _, err := w.write(t); !is(err, ErrBudget) || len(w.told) != 2 {
			t.Errorf("%v, told of %v", err, w.told)
		}
		w.restart(Config{Model: "m", TokensPerDay: 7000})
		if _, err := w.write(t); !is(err, ErrBudget) || len(w.told) != 2 {
			t.Errorf("after a restart: %v, told of %v", err, w.told)
		}
		<-time.After(24 * time.Hour)
		if _, err := w.write(t); err != nil || w.kept.Tokens != 110 || w.kept.Told != 0 {
			t.Errorf("the next day: %v, %+v kept", err, w.kept)
		}
	})
}

// A long text to be translated may be too much while there is enough for answers:
// then nothing is used up.
func TestOneThatWantsTooMuchUsesNothingUp(t *testing.T) {
	with(t, Config{TokensPerDay: 5000}, []llmtest.Answer{said}, func(t *testing.T, w *world) {
		_, err := w.Translate(t.Context(), Translation{From: "zh", To: "de", Fields: map[string]string{"body": strings.Repeat("城市", 1000)}})
		if !is(err, ErrBudget) || len(w.told) != 0 || len(w.server.Requests()) != 0 {
			t.Errorf("%v, told of %v", err, w.told)
		}
		if _, err := w.write(t); err != nil {
			t.Error(err)
		}
	})
}

func TestStaffAreToldOnceThatMostIsUsed(t *testing.T) {
	cfg := Config{MoneyPerDay: 20, PriceIn: 100, PriceOut: 1000, Model: "m"} // an answer is 0.02, and may be about 0.85
	with(t, cfg, []llmtest.Answer{said}, func(t *testing.T, w *world) {
		w.kept = Day{Date: time.Now().Format(time.DateOnly), Money: 15.95}
		for i := range 8 {
			if _, err := w.write(t); err != nil {
				t.Fatal(err)
			}
			if told := fmt.Sprint(w.told); i < 2 && told != "[]" || i > 3 && told != "[0.8]" {
				t.Errorf("at %v told of %s", w.kept.Money, told)
			}
		}
		w.restart(cfg)
		if _, err := w.write(t); err != nil || len(w.told) != 1 {
			t.Errorf("after a restart: %v, told of %v", err, w.told)
		}
	})
}

func TestAPersonHasABudgetOfTheirOwn(t *testing.T) {
	with(t, Config{TokensPerPersonDay: 1700}, []llmtest.Answer{said}, func(t *testing.T, w *world) {
		for range 30 {
			_, _ = w.Write(t.Context(), "a", writing)
		}
		if _, err := w.Write(t.Context(), "a", writing); !is(err, ErrBudget) || len(w.told) != 0 {
			t.Errorf("%v, told of %v", err, w.told)
		}
		for _, who := range []string{"b", ""} {
			if _, err := w.Write(t.Context(), who, writing); err != nil {
				t.Errorf("%q: %v", who, err)
			}
		}
		<-time.After(24 * time.Hour)
		if _, err := w.Write(t.Context(), "a", writing); err != nil {
			t.Errorf("the next day: %v", err)
		}
	})
}

func TestWhatIsOnItsWayCounts(t *testing.T) {
	with(t, Config{TokensPerDay: 2000}, []llmtest.Answer{{Stalls: true}}, func(t *testing.T, w *world) {
		go func() { _, _ = w.Write(t.Context(), "", writing) }()
		synctest.Wait()
		if _, err := w.write(t); !is(err, ErrBudget) {
			t.Error(err)
		}
		<-time.After(time.Minute)
		synctest.Wait()
	})
}

func TestWhatARequestTakesIsSettled(t *testing.T) {
	tests := []struct {
		name   string
		answer llmtest.Answer
		counts func(in, out int) bool
		guess  bool
	}{
		{"the server counts", said, func(in, out int) bool { return in == 100 && out == 10 }, false},
		{"the server does not", llmtest.Uncounted(`{"sentences":[{"text":"Es kostet nichts.","passages":[0]}]}`),
			func(in, out int) bool { return in > 200 && in < 800 && out > 10 && out < 30 }, true},
		{"it answers with an error", llmtest.Fails(401, "no", "no"), func(in, out int) bool { return in+out == 0 }, true},
		{"nobody there", llmtest.Answer{Lost: true}, func(in, out int) bool { return in+out == 0 }, true},
		{"cut off", llmtest.Ends("{", "length"), func(in, out int) bool { return in == 100 && out == 10 }, false},
		{"of no use", llmtest.Says("{}"), func(in, out int) bool { return in == 100 && out == 10 }, false},
		{"broken off in the middle: all that it may have been, twice", llmtest.Answer{Body: `{"choices":[{"mess`},
			func(in, out int) bool { return in > 400 && out == 2*mostWritten }, true},
		{"counted below nothing", counted("-100000", "-10"), func(in, out int) bool { return in > 200 && in < 800 && out > 10 && out < 30 }, true},
		{"counted to nothing", counted("-10", "10"), func(in, out int) bool { return in > 200 && in < 800 && out > 10 && out < 30 }, true},
		{"counted beyond all sense", counted("9223372036854775807", "9223372036854775807"), func(in, out int) bool { return in > 200 && in < 800 && out > 10 && out < 30 }, true},
		{"no answer in time: all that it may have been", llmtest.Answer{Stalls: true}, func(in, out int) bool { return in > 200 && out == mostWritten }, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			with(t, Config{TokensPerDay: 1_000_000, PriceIn: 1, PriceOut: 1}, []llmtest.Answer{tt.answer}, func(t *testing.T, w *world) {
				_, _ = w.write(t)
				u := w.Usage()["write"]
				if !tt.counts(u.TokensIn, u.TokensOut) || w.kept.Tokens != u.TokensIn+u.TokensOut {
					t.Errorf("used %+v, kept %+v", u, w.kept)
				}
				if want := float64(w.kept.Tokens) / 1e6; u.Money != want || w.kept.Money != want {
					t.Errorf("money %v and %v, want %v", u.Money, w.kept.Money, want)
				}
				if b := w.budget; b.tokens != 0 || b.money > 1e-12 || b.money < -1e-12 || b.persons["person-7"] != w.kept.Tokens {
					t.Errorf("still set aside: %d, %v; the person has %d", b.tokens, b.money, b.persons["person-7"])
				}
				if w.notes[0].Estimated != tt.guess {
					t.Errorf("estimated: %v", w.notes[0].Estimated)
				}
			})
		})
	}
}

// counted is said with another count of tokens.
func counted(in, out string) llmtest.Answer {
	return llmtest.Answer{Body: `{"choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"{\"sentences\":[{\"text\":\"Es kostet nichts.\",\"passages\":[0]}]}"}}],` +
		`"usage":{"prompt_tokens":` + in + `,"completion_tokens":` + out + `,"total_tokens":110}}`}
}

func TestTheJournalHasWhatWasSent(t *testing.T) {
	with(t, Config{Key: "sk-1", BaseURL: "https://models.example/v1"}, []llmtest.Answer{said}, func(t *testing.T, w *world) {
		if _, err := w.write(t); err != nil {
			t.Fatal(err)
		}
		r, e := w.server.Requests()[0], w.notes[0]
		if e.Request != "[system]\n"+r.Message("system")+"\n\n[user]\n"+r.Message("user") || e.Answer != `{"sentences":[{"text":"Es kostet nichts.","passages":[0]}]}` {
			t.Errorf("sent %s; answered %s", e.Request, e.Answer)
		}
		if e.Task != "write" || e.Model != "gpt-4o-mini" || e.Host != "models.example" || e.Outcome != "ok" || e.Fault != "" || e.TokensIn != 100 || e.At != time.Now() {
			t.Errorf("%+v", e)
		}
		w.server.Then(llmtest.Fails(404, "model_not_found", "no model sk-1"))
		_, _ = w.write(t)
		if e := w.notes[1]; e.Outcome != "server" || e.Fault != "the model's server answers with an error: 404 model_not_found" {
			t.Errorf("%+v", e)
		}
	})
}

func TestALedgerThatCannotBeReadStopsTheModel(t *testing.T) {
	b := newBudget(Config{TokensPerDay: 10}, Options{Now: time.Now, Ledger: unreadable{}, Log: slog.New(slog.DiscardHandler)})
	if _, err := b.reserve(t.Context(), "", 1, 1); err == nil {
		t.Error("what was used today is not known, and yet there is a budget")
	}
}

type unreadable struct{ Ledger }

func (unreadable) Load(context.Context) (Day, error) { return Day{}, errors.New("closed") }
