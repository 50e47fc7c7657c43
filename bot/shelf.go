package bot

import (
	"container/list"
	"hash/maphash"
	"sync"
	"time"
)

// shards is a power of two; persons in different shards never wait for each other.
const shards = 64

// shelf holds a value a key until it has not been asked for during idle. It
// never holds more than about max values: the longest unused go first.
type shelf[K comparable, V any] struct {
	now  func() time.Time
	idle time.Duration
	per  int // values a shard
	make func() *V
	seed maphash.Seed
	part [shards]shard[K, V]
}

type shard[K comparable, V any] struct {
	mu    sync.Mutex
	items map[K]*list.Element
	order list.List // of *item, the last used in front
}

type item[K comparable, V any] struct {
	key   K
	value *V
	used  time.Time
}

func newShelf[K comparable, V any](now func() time.Time, idle time.Duration, max int, make func() *V) *shelf[K, V] {
	return &shelf[K, V]{now: now, idle: idle, per: 1 + (max-1)/shards, make: make, seed: maphash.MakeSeed()}
}

// get returns the value of the key, a new one where there is none or it is too old.
func (s *shelf[K, V]) get(key K) *V {
	p, now := &s.part[maphash.Comparable(s.seed, key)%shards], s.now()
	p.mu.Lock()
	defer p.mu.Unlock()
	for e := p.order.Back(); e != nil && now.Sub(e.Value.(*item[K, V]).used) > s.idle; e = p.order.Back() {
		p.drop(e)
	}
	if e, found := p.items[key]; found {
		p.order.MoveToFront(e)
		it := e.Value.(*item[K, V])
		it.used = now
		return it.value
	}
	if p.order.Len() >= s.per {
		p.drop(p.order.Back())
	}
	if p.items == nil {
		p.items = map[K]*list.Element{}
	}
	it := &item[K, V]{key: key, value: s.make(), used: now}
	p.items[key] = p.order.PushFront(it)
	return it.value
}

// remove drops the values whose keys match.
func (s *shelf[K, V]) remove(match func(K) bool) {
	for i := range s.part {
		p := &s.part[i]
		p.mu.Lock()
		for key, e := range p.items {
			if match(key) {
				p.drop(e)
			}
		}
		p.mu.Unlock()
	}
}

// len counts the values.
func (s *shelf[K, V]) len() int {
	n := 0
	for i := range s.part {
		s.part[i].mu.Lock()
		n += s.part[i].order.Len()
		s.part[i].mu.Unlock()
	}
	return n
}

func (p *shard[K, V]) drop(e *list.Element) {
	delete(p.items, p.order.Remove(e).(*item[K, V]).key)
}
