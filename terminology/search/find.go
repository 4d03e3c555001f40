package search

import (
	"slices"
	"strings"
)

// Find is the positions of the entries that a text asks for, best first. An entry is found where each
// word of the text begins one of its words or its code; a word with which nothing begins, or of
// which nothing else comes, may also differ from one of its words by a few slips. A text that is the
// beginning of codes finds these, too. A cluster, codes joined by & or /, finds its codes in their
// order. A text without letters or digits finds all, in the order of the list. Only the first 200
// bytes and ten words of a text count.
//
// favour tells of each position how much it is to be preferred, as Favour does; nil: none is. keep
// tells which positions are wanted; nil: all are.
func (x *Index) Find(text string, favour []uint8, keep func(position int) bool) []int {
	text = cut(text, mostBytes)
	if keep == nil {
		keep = func(int) bool { return true }
	}
	if blank(text) {
		return x.all(keep)
	}
	if parts, ok := x.cluster(text); ok {
		return slices.DeleteFunc(parts, func(position int) bool { return !keep(position) })
	}
	q := x.ask(text)
	answers, sure := x.answers(&q, false)
	found := x.best(&q, answers, favour, keep)
	if len(found) == 0 && sure {
		answers, _ = x.answers(&q, true)
		found = x.best(&q, answers, favour, keep)
	}
	return found
}

// all is each position that is wanted.
func (x *Index) all(keep func(int) bool) []int {
	all := make([]int, 0, len(x.codes))
	for i := range x.codes {
		if keep(i) {
			all = append(all, i)
		}
	}
	return all
}

// cluster is the positions of codes that are joined, each once, if the first of them is a code.
func (x *Index) cluster(text string) ([]int, bool) {
	if !strings.ContainsAny(text, "&/") {
		return nil, false
	}
	var parts []int
	for i, part := range strings.FieldsFunc(text, func(r rune) bool { return r == '&' || r == '/' }) {
		code := plainCode(part)
		begin, end := x.coded(code)
		known := begin < end && x.codes[x.byCode[begin]] == code && code != ""
		switch {
		case i == 0 && !known:
			return nil, false
		case known && !slices.Contains(parts, int(x.byCode[begin])):
			parts = append(parts, int(x.byCode[begin]))
		}
	}
	return parts, len(parts) > 0
}

// answers are the entries that a question finds. sure: a word that may hold slips was taken as it
// stands.
func (x *Index) answers(q *question, unsure bool) (answers set, sure bool) {
	answers = make(set, (len(x.codes)+63)/64)
	for i := range q.words {
		word := &q.words[i]
		sure = x.grade(word, unsure) || sure
		if i == 0 {
			answers = x.have(word)
		} else {
			answers.intersect(x.have(word))
		}
		if answers.empty() {
			break
		}
	}
	if q.code != "" {
		begin, end := x.coded(q.code)
		for _, position := range x.byCode[begin:end] {
			answers.add(position)
		}
	}
	return answers, sure
}

// best is the answers that are wanted, best first.
func (x *Index) best(q *question, answers set, favour []uint8, keep func(int) bool) []int {
	var ranked ranking
	for position := range answers.each {
		if keep(position) {
			ranked.add(position, x.rank(q, position, favour))
		}
	}
	return ranked.best()
}

// have is the entries that have a word.
func (x *Index) have(word *asked) set {
	entries := make(set, (len(x.codes)+63)/64)
	for n, grade := range word.grades {
		if grade > 0 {
			for _, position := range x.entries.of(n) {
				entries.add(position)
			}
		}
	}
	if word.code {
		begin, end := x.coded(word.text)
		for _, position := range x.byCode[begin:end] {
			entries.add(position)
		}
	}
	return entries
}
