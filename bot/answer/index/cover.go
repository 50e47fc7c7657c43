package index

import (
	"slices"
	"unicode/utf8"
)

const (
	stopShare = .05 // what a function word counts in coverage
	leastIDF  = .1  // what a word counts at least, however common
)

// cover fills in how much of the question an entry covers, in the language in
// which its titles cover most.
func (ix *Index) cover(h *Hit, reads *[3]asked) {
	weights := ix.weights(reads)
	best := -1.0
	for lang, l := range ix.lists {
		place, ok := slices.BinarySearch(l.entries, int32(h.Entry))
		if !ok {
			continue
		}
		title, all, missing := l.docs[place].covers(reads[lang].words, weights)
		if title+all/1000 > best {
			best = title + all/1000
			h.Cover, h.CoverAll, h.Missing = title, all, missing
		}
	}
}

// weights says how much each word of the question tells: as much as in the
// languages that know it, and like the rarest where none does.
func (ix *Index) weights(reads *[3]asked) []float64 {
	var weights []float64
	for lang := range reads {
		for i, u := range reads[lang].words {
			if len(weights) <= i {
				weights = append(weights, 1)
			}
			switch {
			case u.stop:
				weights[i] = stopShare
			case u.known:
				weights[i] = min(weights[i], max(u.idf, leastIDF))
			}
		}
	}
	return weights
}

// covers weighs what of the question stands in the titles and in the whole text.
func (d *doc) covers(units []unit, weights []float64) (title, all float64, missing []string) {
	var sum float64
	gap := -1 // where a run of missing Chinese characters ended
	for i, u := range units {
		inTitle, inAll := d.has(u)
		if !u.known && !u.han {
			inTitle, inAll = inTitle*corrected(u.text), inAll*corrected(u.text)
		}
		sum += weights[i]
		title += weights[i] * inTitle
		all += weights[i] * inAll
		if u.stop || inAll > .5 {
			continue
		}
		if u.han && gap == u.start {
			missing[len(missing)-1] += u.text
		} else {
			missing = append(missing, u.text)
		}
		if gap = -1; u.han {
			gap = u.end
		}
	}
	if sum == 0 {
		return 0, 0, nil
	}
	return min(title/sum, 1), min(all/sum, 1), missing
}

// corrected is what a corrected word counts. Short words have many neighbours
// that mean something else (Pasta is not the past): they count half and stay
// among the missing.
func corrected(word string) float64 {
	if utf8.RuneCountInString(word) < 6 {
		return .5
	}
	return .8
}

// has tells how much of a word the titles and the whole text have: all or
// nothing of a word; of a Chinese character half for itself and half for one
// of its pairs, where it stands beside others.
func (d *doc) has(u unit) (title, all float64) {
	inTitle, inAll := d.any(u.terms)
	if !u.han || !u.paired {
		return inTitle, inAll
	}
	for _, pair := range [][]uint32{u.before, u.after} {
		t, a := d.any(pair)
		title, all = max(title, t), max(all, a)
	}
	return (inTitle + title) / 2, (inAll + all) / 2
}

func (d *doc) any(terms []uint32) (title, all float64) {
	for _, t := range terms {
		if i, ok := slices.BinarySearch(d.terms, t); ok {
			all = 1
			if d.inTitle[i] > 0 {
				title = 1
			}
		}
	}
	return title, all
}
