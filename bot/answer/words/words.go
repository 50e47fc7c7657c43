// Package words knows how the three languages are written: folding, tokens,
// stems, function words, and which language a text is in.
package words
