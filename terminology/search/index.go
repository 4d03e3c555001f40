package search

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Entry is what can be found.
type Entry struct {
	// Code is compared without regard to case, dots and dashes. It may be empty.
	Code  string
	Title string
	// Others are further texts: synonyms, index terms.
	Others []string
	// Later: it is wanted less often than others with the same words.
	Later bool
	// Rest: it is what a group has for all that its other members are not.
	Rest bool
}

// Index finds entries, which it knows by their positions in the list that it was made of. It never
// changes, so it is safe for concurrent use.
type Index struct {
	dictionary dictionary
	// entries holds for each word the positions of the entries that have it, titles and others for
	// each entry the words of its texts, those of the title in order.
	entries, titles, others lists
	// codes are the plain codes by position, byCode the positions in the order of the codes.
	codes       []string
	byCode      []uint32
	later, rest []bool
}

// lists are many lists of numbers, end to end.
type lists struct {
	numbers []uint32
	// ends holds for each list where it ends.
	ends []uint32
}

// of is one of the lists.
func (l *lists) of(i int) []uint32 {
	begin := uint32(0)
	if i > 0 {
		begin = l.ends[i-1]
	}
	return l.numbers[begin:l.ends[i]]
}

func (l *lists) end() { l.ends = append(l.ends, uint32(len(l.numbers))) }

// New makes an index.
func New(entries []Entry) *Index {
	x := &Index{
		codes: make([]string, len(entries)), later: make([]bool, len(entries)), rest: make([]bool, len(entries)),
	}
	met := make(map[string]uint32) // the words in the order in which they are met
	number := func(text string, l *lists) {
		for _, word := range weighty(words(text)) {
			n, ok := met[word]
			if !ok {
				n = uint32(len(met))
				met[strings.Clone(word)] = n
			}
			l.numbers = append(l.numbers, n)
		}
	}
	for i, entry := range entries {
		x.codes[i], x.later[i], x.rest[i] = plainCode(entry.Code), entry.Later, entry.Rest
		if x.codes[i] != "" {
			x.byCode = append(x.byCode, uint32(i))
		}
		number(entry.Title, &x.titles)
		x.titles.end()
		for _, other := range entry.Others {
			number(other, &x.others)
		}
		x.others.end()
	}
	slices.SortStableFunc(x.byCode, func(a, b uint32) int { return cmp.Compare(x.codes[a], x.codes[b]) })
	x.order(met)
	x.enter()
	return x
}

// order makes the dictionary and gives the words the numbers that they have in it.
func (x *Index) order(met map[string]uint32) {
	x.dictionary = newDictionary(slices.Sorted(maps.Keys(met)))
	ordered := make([]uint32, len(met))
	for i, word := range x.dictionary.words {
		ordered[met[word]] = uint32(i)
	}
	for _, l := range []*lists{&x.titles, &x.others} {
		l.numbers = slices.Clip(l.numbers)
		for i, n := range l.numbers {
			l.numbers[i] = ordered[n]
		}
	}
}

// enter lists for each word the entries that have it. An entry that has it twice is there twice.
func (x *Index) enter() {
	ends := make([]uint32, len(x.dictionary.words))
	for _, l := range []*lists{&x.titles, &x.others} {
		for _, word := range l.numbers {
			ends[word]++
		}
	}
	total := uint32(0)
	next := make([]uint32, len(ends))
	for word, count := range ends {
		next[word] = total
		total += count
		ends[word] = total
	}
	x.entries = lists{numbers: make([]uint32, total), ends: ends}
	for i := range x.codes {
		for _, l := range []*lists{&x.titles, &x.others} {
			for _, word := range l.of(i) {
				x.entries.numbers[next[word]] = uint32(i)
				next[word]++
			}
		}
	}
}
