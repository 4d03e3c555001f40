package search

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// distance is the edit distance with neighbours swapped as one step, by its definition.
func distance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		for j := range rows[i] {
			if i == 0 || j == 0 {
				rows[i][j] = i + j
				continue
			}
			changed := 1
			if a[i-1] == b[j-1] {
				changed = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+changed)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}

// randomWord is of few letters, so that many words are near each other.
func randomWord(random *rand.Rand) string {
	word := make([]byte, 1+random.IntN(9))
	for i := range word {
		word[i] = "abc"[random.IntN(3)]
	}
	return string(word)
}

// The walk of the dictionary finds what to compare with each word finds.
func TestNear_isTheEditDistance(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var all []string
		for range 60 {
			all = append(all, randomWord(random))
		}
		slices.Sort(all)
		d := newDictionary(slices.Compact(all))
		for range 20 {
			text := randomWord(random)
			grades := make([]uint8, len(d.words))
			d.near(text, grades)
			for i, word := range d.words {
				want := uint8(0)
				if n := distance(word, text); n <= slips(text) {
					want = []uint8{oneSlip, oneSlip, twoSlips}[n]
				}
				if slips(text) == 0 {
					want = 0
				}
				if grades[i] != want {
					t.Fatalf("%q for %q has grade %d, want %d, in %q", word, text, grades[i], want, d.words)
				}
			}
		}
	}
}

func TestNear_boundsLongWords(t *testing.T) {
	d := newDictionary([]string{"malaria"})
	grades := make([]uint8, 1)
	d.near("malariamalaria", grades)
	if grades[0] != 0 {
		t.Error("a word twice as long is near")
	}
}
