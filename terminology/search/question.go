package search

import (
	"slices"
	"sort"
	"strings"
	"unicode"
)

// What is read of a text that is looked for. Nobody types more to find one thing.
const (
	mostBytes = 200
	mostWords = 10
)

// question is a text that is looked for, as an index understands it.
type question struct {
	words []asked
	// code is the text as a plain code, empty where it cannot be one.
	code string
}

// asked is one word of a question.
type asked struct {
	text string
	// code: it is the beginning of a code, too.
	code bool
	// grades says for each word of the dictionary how much it is the one that is asked for.
	grades []uint8
}

// blank reports whether a text asks for nothing, as one of wildcards alone does.
func blank(text string) bool { return strings.IndexFunc(text, wordRune) < 0 }

// ask reads a text, and grades nothing yet.
func (x *Index) ask(text string) question {
	q := question{words: x.asked(text)}
	if code := plainCode(text); len(code) > 1 && (len(q.words) == 1 || hasDigit(code)) {
		q.code = code
	}
	return q
}

// grade grades the dictionary for a word. A word with which none begins is taken for one with slips;
// unsure: so is each. It reports whether the word may hold slips and was not taken so.
func (x *Index) grade(word *asked, unsure bool) (sure bool) {
	word.grades = make([]uint8, len(x.dictionary.words))
	found := x.dictionary.begin(word.text, word.grades) || word.code
	if unsure || !found {
		x.dictionary.near(word.text, word.grades)
		return false
	}
	return slips(word.text) > 0
}

// asked are the words of a text that have to be found, each once, ungraded. What begins a code is one
// word, dots and dashes in it.
func (x *Index) asked(text string) []asked {
	var all []asked
	var texts []string
	for _, field := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;:()", r) }) {
		code := plainCode(field)
		if begin, end := x.coded(code); begin < end && len(code) > 2 && hasDigit(code) {
			all = append(all, asked{text: code, code: true})
		} else {
			texts = append(texts, words(field)...)
		}
	}
	for _, word := range weighty(texts) {
		if !slices.ContainsFunc(all, func(other asked) bool { return other.text == word }) {
			all = append(all, asked{text: word})
		}
	}
	return all[:min(len(all), mostWords)]
}

func hasDigit(text string) bool { return strings.ContainsAny(text, "0123456789") }

// coded are the places in byCode of the codes that begin so.
func (x *Index) coded(code string) (begin, end int) {
	begin = sort.Search(len(x.byCode), func(i int) bool { return x.codes[x.byCode[i]] >= code })
	end = begin + sort.Search(len(x.byCode)-begin, func(i int) bool { return !strings.HasPrefix(x.codes[x.byCode[begin+i]], code) })
	return begin, end
}
