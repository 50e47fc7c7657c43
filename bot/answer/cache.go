package answer

import (
	"slices"
	"sync"
	"time"

	"isa-portal.de/isabot/bot"
)

const (
	cachedAnswers = 4096        // that are kept at most
	cachedFor     = time.Minute // then the clock may make another answer right
)

// cache keeps the answers to questions that open a conversation: many people
// begin with the same ones. It belongs to one knowledge and goes with it.
type cache struct {
	mu      sync.RWMutex
	answers map[cacheKey]cached
}

type cacheKey struct{ text, lang, habit string }

type cached struct {
	answer bot.Answer
	until  time.Time
}

// get returns the answer to a question that was asked before, not long ago.
func (c *cache) get(q bot.Question, now time.Time) (bot.Answer, bool) {
	if q.Topic.Frame != "" {
		return bot.Answer{}, false
	}
	c.mu.RLock()
	defer c.mu.RUnlock()
	got, ok := c.answers[cacheKey{q.Text, q.Lang, q.Habit}]
	return got.answer, ok && now.Before(got.until)
}

// put keeps an answer. When the cache is full it begins anew: what is asked
// often is soon there again.
func (c *cache) put(q bot.Question, a bot.Answer, now time.Time) {
	if q.Topic.Frame != "" {
		return
	}
	a.Sources, a.Suggestions, a.Topic.Names = slices.Clip(a.Sources), slices.Clip(a.Suggestions), slices.Clip(a.Topic.Names)
	a.Body.Blocks = slices.Clip(a.Body.Blocks)
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.answers) >= cachedAnswers || c.answers == nil {
		c.answers = make(map[cacheKey]cached)
	}
	c.answers[cacheKey{q.Text, q.Lang, q.Habit}] = cached{a, now.Add(cachedFor)}
}
