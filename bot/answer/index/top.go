package index

import (
	"cmp"
	"slices"
	"sort"
)

// scratch is what a search works on: a score for each place, and the places
// that have one.
type scratch struct {
	scores  []float32
	touched []uint32
	heap    []float32
}

func newScratch(places int) *scratch { return &scratch{scores: make([]float32, places)} }

// ranked is a place and its score.
type ranked struct {
	place uint32
	score float32
}

// step is a term in the order of what it can add at most.
type step struct {
	id    uint32
	per   float32 // score per impact
	bound float32 // the most that it adds to any document
}

// top returns the k best places, best first, equal ones in order. Terms that can add
// most come first; as soon as those that are left cannot lift a new document
// among the best k, only the documents that still can get there are scored on.
func (l *list) top(a asked, k int, s *scratch) []ranked {
	steps := make([]step, len(a.terms))
	var rest float32
	for i, t := range a.terms {
		per := float32(t.weight / full)
		steps[i] = step{t.id, per, per * float32(l.tops[t.id])}
		rest += steps[i].bound
	}
	slices.SortStableFunc(steps, func(x, y step) int { return cmp.Compare(y.bound, x.bound) })
	s.touched = s.touched[:0]
	var best float32
	for i, t := range steps {
		best = max(best, s.spread(l, t))
		rest -= t.bound
		if rest < best && len(s.touched) >= k {
			if floor := s.floor(s.touched, k); floor > rest {
				return s.finish(l, steps[i+1:], rest, floor, k)
			}
		}
	}
	return s.finish(l, nil, 0, 0, k)
}

// spread adds a term to all places where it occurs and returns the best score there.
func (s *scratch) spread(l *list, t step) float32 {
	from, to := l.starts[t.id], l.starts[t.id+1]
	places, impacts := l.places[from:to], l.impacts[from:to]
	var best float32
	for i, p := range places {
		score := s.scores[p]
		if score == 0 {
			s.touched = append(s.touched, p)
		}
		score += t.per * float32(impacts[i])
		s.scores[p] = score
		best = max(best, score)
	}
	return best
}

// slack keeps rounding from dropping a document that belongs to the best.
const slack = 1e-4

// finish scores on the places that can still be among the best k, and returns these.
func (s *scratch) finish(l *list, steps []step, rest, floor float32, k int) []ranked {
	all := len(s.touched)
	left := s.filter(s.touched[:all:all], floor-rest)
	slices.Sort(left)
	for _, t := range steps {
		s.gallop(l, t, left)
		rest -= t.bound
		if len(left) > 4*k {
			floor = s.floor(left, k)
			left = s.filter(left, floor-rest)
		}
	}
	out := make([]ranked, len(left))
	for i, p := range left {
		out[i] = ranked{p, s.scores[p]}
	}
	slices.SortFunc(out, func(x, y ranked) int {
		if c := cmp.Compare(y.score, x.score); c != 0 {
			return c
		}
		return cmp.Compare(x.place, y.place)
	})
	for _, p := range s.touched {
		s.scores[p] = 0
	}
	return out[:min(k, len(out))]
}

// filter returns those of places that score at least floor.
func (s *scratch) filter(places []uint32, floor float32) []uint32 {
	floor -= slack * floor
	kept := make([]uint32, 0, len(places)/4+1)
	for _, p := range places {
		if s.scores[p] >= floor {
			kept = append(kept, p)
		}
	}
	return kept
}

// gallop adds a term to those of the ascending places where it occurs.
func (s *scratch) gallop(l *list, t step, places []uint32) {
	from, to := int(l.starts[t.id]), int(l.starts[t.id+1])
	for _, p := range places {
		span := 1
		for from+span < to && l.places[from+span] < p {
			span *= 2
		}
		low, high := from+span/2, min(from+span+1, to)
		from = low + sort.Search(high-low, func(i int) bool { return l.places[low+i] >= p })
		if from >= to {
			return
		}
		if l.places[from] == p {
			s.scores[p] += t.per * float32(l.impacts[from])
		}
	}
}

// floor returns the k-th best score of places, 0 if there are fewer.
func (s *scratch) floor(places []uint32, k int) float32 {
	heap := s.heap[:0]
	for _, p := range places {
		score := s.scores[p]
		if len(heap) < k {
			heap = append(heap, score)
			up(heap)
		} else if score > heap[0] {
			heap[0] = score
			down(heap)
		}
	}
	s.heap = heap
	if len(heap) < k {
		return 0
	}
	return heap[0]
}

func up(h []float32) {
	for i := len(h) - 1; i > 0; {
		parent := (i - 1) / 2
		if h[parent] <= h[i] {
			return
		}
		h[parent], h[i] = h[i], h[parent]
		i = parent
	}
}

func down(h []float32) {
	for i := 0; ; {
		child := 2*i + 1
		if child >= len(h) {
			return
		}
		if child+1 < len(h) && h[child+1] < h[child] {
			child++
		}
		if h[i] <= h[child] {
			return
		}
		h[i], h[child] = h[child], h[i]
		i = child
	}
}
