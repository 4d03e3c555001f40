package search

import (
	"math"
	"strings"
)

// An entry has points: a code that is asked for has more than any text, and of texts those have more
// that are nearer to what was typed, wanted more often, and shorter. Grades of words are given for
// the title and are worth half in other texts.
const (
	// exactly and beginsSo are for codes; both stand above all that texts can reach.
	exactly  = 3 << levelBits
	beginsSo = 2 << levelBits
	texts    = 1 << levelBits
	// level is how many points there are for texts, as a power of two.
	levelBits = 10
	// base keeps the points of texts above zero.
	base = 400
	// front: the title begins with the words as they were typed.
	front = 75
	// perWord is for each word of the title that nobody asked for, up to mostUnasked.
	perWord     = -6
	mostUnasked = 15
	// later is for entries that are wanted less often, rest for the rest of a group where a single
	// word is asked for: who says "malaria" alone does not know which.
	later = -120
	rest  = 30
	// weight is what a step of favour is worth.
	weight = 3
)

// mostFavour keeps the most used code of all from being the answer to everything.
const mostFavour = 90

// Favour is how much an entry is preferred that was used so often: the more, but tenfold use counts
// for about as much as that a title begins with the words typed.
func Favour(uses int) uint8 {
	return uint8(min(mostFavour, 6*math.Log2(1+float64(max(uses, 0)))))
}

// rank is the points of an entry that answers a question. Codes keep the order of the list.
func (x *Index) rank(q *question, position int, favour []uint8) int {
	if code := x.codes[position]; q.code != "" && strings.HasPrefix(code, q.code) {
		if code == q.code {
			return exactly
		}
		return beginsSo
	}
	title := x.titles.of(position)
	points := texts + base + x.words(q, position, title)
	if favour != nil {
		points += weight * min(int(favour[position]), mostFavour)
	}
	if inFront(q, title) {
		points += front
	}
	points += perWord * min(max(len(title)-len(q.words), 0), mostUnasked)
	if x.later[position] {
		points += later
	}
	if x.rest[position] && len(q.words) == 1 {
		points += rest
	}
	return points
}

// words is how well the words of a question are met, on the average.
func (x *Index) words(q *question, position int, title []uint32) int {
	sum := 0
	for i := range q.words {
		word := &q.words[i]
		best := uint8(0)
		for _, n := range title {
			best = max(best, word.grades[n])
		}
		if best < whole/2 {
			for _, n := range x.others.of(position) {
				best = max(best, word.grades[n]/2)
			}
		}
		if best == 0 {
			best = whole // its code begins so
		}
		sum += int(best)
	}
	return sum / len(q.words)
}

// inFront reports whether a title begins with the words of a question.
func inFront(q *question, title []uint32) bool {
	if len(title) < len(q.words) {
		return false
	}
	for i := range q.words {
		if q.words[i].grades[title[i]] == 0 {
			return false
		}
	}
	return true
}

// ranking puts positions in the order of their points. Points are few enough to count how often each
// is given, which orders thousands of positions faster than to compare them.
type ranking struct {
	positions []int
	points    []uint16
}

// topPoints are the most that an entry can have.
const topPoints = exactly

func (r *ranking) add(position, points int) {
	r.positions = append(r.positions, position)
	r.points = append(r.points, uint16(points))
}

// best is the positions, those with the most points first, and of those with equal points the first
// first.
func (r *ranking) best() []int {
	var places [topPoints + 2]int
	for _, points := range r.points {
		places[topPoints-int(points)+1]++
	}
	for i := 1; i < len(places); i++ {
		places[i] += places[i-1]
	}
	ordered := make([]int, len(r.positions))
	for i, position := range r.positions {
		place := &places[topPoints-int(r.points[i])]
		ordered[*place] = position
		*place++
	}
	return ordered
}
