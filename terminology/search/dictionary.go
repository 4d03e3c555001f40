package search

import (
	"slices"
	"strings"
)

// dictionary is all words of an index in order.
type dictionary struct {
	words []string
	// shared is how many bytes each word has in common with the one before it.
	shared []uint8
	// spellings are the words that are written otherwise in American English, in the order of that.
	spellings []spelling
	longest   int
}

// spelling is a word as American English writes it.
type spelling struct {
	american string
	word     uint32
}

// american writes the British digraphs as American English does. Where both say the same the word
// remains.
var american = strings.NewReplacer("ae", "e", "oe", "e", "our", "or")

// shortestBritish is the length from which a word that is looked for is also looked for in American
// spelling. A shorter one is only begun, and would find too much: "haem" is not meant to find "hemi".
const shortestBritish = 6

// newDictionary makes a dictionary of words in order, each there once.
func newDictionary(words []string) dictionary {
	d := dictionary{words: words, shared: make([]uint8, len(words))}
	for i, word := range words {
		d.longest = max(d.longest, len(word))
		if i > 0 {
			d.shared[i] = common(words[i-1], word)
		}
		if other := american.Replace(word); other != word {
			d.spellings = append(d.spellings, spelling{other, uint32(i)})
		}
	}
	slices.SortFunc(d.spellings, func(a, b spelling) int { return strings.Compare(a.american, b.american) })
	return d
}

// common is how many bytes two words have in common at their beginnings.
func common(a, b string) uint8 {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return uint8(n)
}

// The grades of a word that is found for one that is looked for: how much they are the same. 0: not.
const (
	whole     = 120
	beginning = 72
	oneSlip   = 40
	twoSlips  = 16
)

// begin grades the words that begin with text, in either spelling, and reports whether there is one.
func (d *dictionary) begin(text string, grades []uint8) bool {
	found := d.beginAs(text, grades)
	if len(text) >= shortestBritish {
		if other := american.Replace(text); other != text {
			found = d.beginAs(other, grades) || found
		}
	}
	return found
}

// beginAs grades the words that are written so, and those that American English writes so.
func (d *dictionary) beginAs(text string, grades []uint8) bool {
	found := false
	grade := func(word uint32, written string) {
		found = true
		if written == text {
			grades[word] = whole
		} else {
			grades[word] = max(grades[word], beginning)
		}
	}
	first, _ := slices.BinarySearch(d.words, text)
	for i := first; i < len(d.words) && strings.HasPrefix(d.words[i], text); i++ {
		grade(uint32(i), d.words[i])
	}
	first, _ = slices.BinarySearchFunc(d.spellings, text, func(s spelling, text string) int { return strings.Compare(s.american, text) })
	for i := first; i < len(d.spellings) && strings.HasPrefix(d.spellings[i].american, text); i++ {
		grade(d.spellings[i].word, d.spellings[i].american)
	}
	return found
}
