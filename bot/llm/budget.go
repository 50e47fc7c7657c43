package llm

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"
)

// shareTold is the share of a day's budget at which staff are told.
const shareTold = 0.8

// Day is what was used in one day.
type Day struct {
	Date   string  `json:"date"` // YYYY-MM-DD
	Tokens int     `json:"tokens"`
	Money  float64 `json:"money"`
	Told   float64 `json:"told"` // the last share that Alert was called with
}

// Ledger keeps a day's use where a restart does not lose it.
type Ledger interface {
	// Load returns what was saved last, the zero Day if nothing was.
	Load(ctx context.Context) (Day, error)
	// Save is called within the time of a task: it must neither wait nor fail.
	Save(Day)
}

// budget holds what may be used in a day. What is on its way counts with all
// that it may come to.
type budget struct {
	cfg    Config
	now    func() time.Time
	ledger Ledger
	alert  func(context.Context, float64)
	log    *slog.Logger

	mu      sync.Mutex
	loaded  bool
	day     Day
	tokens  int     // on their way
	money   float64 // the same
	persons map[string]int
}

func newBudget(cfg Config, opts Options) *budget {
	return &budget{cfg: cfg, now: opts.Now, ledger: opts.Ledger, alert: opts.Alert, log: opts.Log, persons: map[string]int{}}
}

// held is a part of the budget that is set aside for one request.
type held struct {
	budget *budget
	who    string
	date   string
	tokens int
	money  float64
}

func (b *budget) price(in, out int) float64 {
	return (float64(in)*b.cfg.PriceIn + float64(out)*b.cfg.PriceOut) / 1e6
}

// reserve sets aside what a request may come to, or says that it is too much.
func (b *budget) reserve(ctx context.Context, who string, in, out int) (*held, error) {
	h := &held{budget: b, who: who, tokens: in + out, money: b.price(in, out)}
	b.mu.Lock()
	if err := b.today(ctx); err != nil {
		b.mu.Unlock()
		return nil, err
	}
	h.date = b.day.Date
	if limit := b.cfg.TokensPerPersonDay; limit > 0 && who != "" && b.persons[who]+h.tokens > limit {
		b.mu.Unlock()
		return nil, fmt.Errorf("%w: what one person may use in a day", ErrBudget)
	}
	over := b.cfg.TokensPerDay > 0 && b.day.Tokens+b.tokens+h.tokens > b.cfg.TokensPerDay ||
		b.cfg.MoneyPerDay > 0 && b.day.Money+b.money+h.money > b.cfg.MoneyPerDay
	if over {
		if b.share(b.tokens, b.money) < shareTold { // there is enough for others
			b.mu.Unlock()
			return nil, fmt.Errorf("%w: this wants more than is left of the day's", ErrBudget)
		}
		b.unlockAndTell(ctx, 1)
		return nil, fmt.Errorf("%w until midnight", ErrBudget)
	}
	b.tokens += h.tokens
	b.money += h.money
	if who != "" {
		b.persons[who] += h.tokens
	}
	b.mu.Unlock()
	return h, nil
}

// settle puts what was used in the place of what was set aside.
func (h *held) settle(ctx context.Context, in, out int) {
	b := h.budget
	b.mu.Lock()
	if err := b.today(ctx); err != nil { // it was loaded once, so this cannot be
		b.mu.Unlock()
		return
	}
	if h.date == b.day.Date { // else a new day has dropped it
		b.tokens -= h.tokens
		b.money -= h.money
		if h.who != "" {
			b.persons[h.who] += in + out - h.tokens
		}
	}
	if in+out == 0 {
		b.mu.Unlock()
		return
	}
	b.day.Tokens += in + out
	b.day.Money += b.price(in, out)
	if b.ledger != nil {
		b.ledger.Save(b.day)
	}
	if b.share(0, 0) >= shareTold {
		b.unlockAndTell(ctx, shareTold)
		return
	}
	b.mu.Unlock()
}

// share is how much of the day's budget is used, 1 for all of it, together with
// some more.
func (b *budget) share(tokens int, money float64) (share float64) {
	if b.cfg.TokensPerDay > 0 {
		share = float64(b.day.Tokens+tokens) / float64(b.cfg.TokensPerDay)
	}
	if b.cfg.MoneyPerDay > 0 {
		share = max(share, (b.day.Money+money)/b.cfg.MoneyPerDay)
	}
	return share
}

// unlockAndTell tells staff that a share is used, unless they were told today.
func (b *budget) unlockAndTell(ctx context.Context, share float64) {
	tell := b.day.Told < share
	if tell {
		b.day.Told = share
		if b.ledger != nil {
			b.ledger.Save(b.day)
		}
	}
	b.mu.Unlock()
	if tell {
		b.log.Warn("Of what the language model may use today so much is used.", slog.Float64("share", share))
	}
	if tell && b.alert != nil {
		b.alert(context.WithoutCancel(ctx), share) // the asker may be gone
	}
}

// today begins a new day where one has begun, the first with what is kept.
func (b *budget) today(ctx context.Context) error {
	if !b.loaded {
		if b.ledger != nil {
			day, err := b.ledger.Load(ctx)
			if err != nil {
				return fmt.Errorf("read what the model has used today: %w", err)
			}
			b.day = day
		}
		b.loaded = true
	}
	if date := b.now().Format(time.DateOnly); date != b.day.Date {
		b.day, b.tokens, b.money, b.persons = Day{Date: date}, 0, 0, map[string]int{}
	}
	return nil
}
