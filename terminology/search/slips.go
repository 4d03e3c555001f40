package search

// slips is how many slips of the pen a word may hold and still be known. A word of fewer than four
// letters that is written otherwise is another word, and of the words of four and five letters too
// many differ in two: "mild" and "wild", "renal" and "rectal".
func slips(word string) int {
	switch n := len(word); {
	case n < 4:
		return 0
	case n < 6:
		return 1
	}
	return 2
}

// near grades the words that are text but for a few slips: a letter too many, one missing, another
// one, or two in the wrong order.
//
// The words are walked in order, and what is common to a word and those before it is not computed
// again: rows holds a row of the matrix of edit distances for each letter of the word at hand. Where
// all of a row exceed the slips allowed, no word that begins so can be meant.
func (d *dictionary) near(text string, grades []uint8) {
	allowed := slips(text)
	if allowed == 0 || len(text) > d.longest+allowed {
		return
	}
	rows := newMatrix(d.longest, len(text))
	valid := 0                  // how many letters of the word at hand have their rows
	hopeless := longestWord + 1 // how many letters no word that is meant can begin with
	for i, word := range d.words {
		shared := int(d.shared[i])
		if shared >= hopeless {
			continue
		}
		valid, hopeless = min(valid, shared), longestWord+1
		if len(word) > len(text)+allowed || len(word) < len(text)-allowed {
			continue
		}
		for valid < len(word) && hopeless > longestWord {
			valid++
			if !rows.fill(word, text, valid, allowed) {
				hopeless = valid
			}
		}
		if hopeless > longestWord {
			switch distance := int(rows[len(word)][len(text)]); {
			case distance <= min(1, allowed):
				grades[i] = max(grades[i], oneSlip)
			case distance <= allowed:
				grades[i] = max(grades[i], twoSlips)
			}
		}
	}
}

// matrix holds in row i and column j the edit distance of the first i letters of a word to the first j
// of a text. More than the slips allowed from the diagonal no distance can be allowed: there it holds
// far or nothing.
type matrix [][]uint8

const far = 100

func newMatrix(longest, width int) matrix {
	rows := make(matrix, longest+1)
	cells := make([]uint8, len(rows)*(width+1))
	for i := range rows {
		rows[i] = cells[i*(width+1) : (i+1)*(width+1)]
	}
	for j := range rows[0] {
		rows[0][j] = uint8(j)
	}
	return rows
}

// fill computes the row of the first letters of a word from those before it. It reports whether one
// distance in it is allowed.
func (m matrix) fill(word, text string, length, allowed int) bool {
	row, above := m[length], m[length-1]
	letter := word[length-1]
	first, last := max(1, length-allowed), min(len(text), length+allowed)
	row[first-1] = far
	if first == 1 {
		row[0] = uint8(length)
	}
	least := row[first-1]
	for j := first; j <= last; j++ {
		distance := above[j-1]
		if text[j-1] != letter {
			distance = min(distance, above[j], row[j-1]) + 1
		}
		if length > 1 && j > 1 && letter == text[j-2] && word[length-2] == text[j-1] {
			distance = min(distance, m[length-2][j-2]+1)
		}
		row[j] = distance
		least = min(least, distance)
	}
	if last < len(text) {
		row[last+1] = far
	}
	return int(least) <= allowed
}
