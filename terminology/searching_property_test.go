package terminology_test

import (
	"encoding/csv"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/bima-exchange/bima/terminology"
)

// textWords are the words of a concept's title in lower case, for titles without accents.
func textWords(concept *terminology.Concept) []string {
	return strings.FieldsFunc(strings.ToLower(concept.Display), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// begins reports whether one of the words begins with text, both in American spelling.
func begins(words []string, text string) bool {
	american := strings.NewReplacer("ae", "e", "oe", "e", "our", "or")
	return slices.ContainsFunc(words, func(word string) bool {
		return strings.HasPrefix(word, text) || strings.HasPrefix(american.Replace(word), text) ||
			len(text) > 5 && strings.HasPrefix(american.Replace(word), american.Replace(text))
	})
}

// searchWords are the words of our own by code.
func searchWords(t *testing.T) map[string][]string {
	t.Helper()
	file, err := os.Open("starter/searchwords.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	reader := csv.NewReader(file)
	reader.Comment = '#'
	rows, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	words := make(map[string][]string)
	for _, row := range rows[1:] {
		words[row[0]] = append(words[row[0]], row[1])
	}
	return words
}

// Each of our own words leads to its code, which is one of the starter's or beyond it.
func TestSearchWords(t *testing.T) {
	set, icd11, interventions := starterLists(t)
	leadToCodes(t, set, icd11, interventions)
}

func TestSearchWords_allOfICD11(t *testing.T) {
	set, release := fullSet(t)
	leadToCodes(t, set, release, set.Catalogue().CodeSystem())
}

func leadToCodes(t *testing.T, set *terminology.Set, icd11, interventions *terminology.CodeSystem) {
	t.Helper()
	for code, words := range searchWords(t) {
		in := icd11
		if terminology.InterventionForm(code) {
			in = interventions
		}
		position, known := in.Find(code)
		if !known && in.Content == terminology.Complete {
			t.Errorf("ICD-11 has no %s", code)
		}
		for _, text := range words {
			if known && !slices.Contains(set.Search(in, text, nil), position) {
				t.Errorf("%q does not find %s", text, code)
			}
		}
	}
}

// Words that are begun find their concept; each concept found has all of them, in its title or, where
// it has none of our own words, nowhere; and the order of the words changes only that of the results.
func TestSearch_meetsEveryWord(t *testing.T) {
	t.Run("starter", func(t *testing.T) {
		set, icd11, _ := starterLists(t)
		meetsEveryWord(t, set, icd11)
	})
	t.Run("all", func(t *testing.T) {
		set, release := fullSet(t)
		meetsEveryWord(t, set, release)
	})
}

func meetsEveryWord(t *testing.T, set *terminology.Set, in *terminology.CodeSystem) {
	random := rand.New(rand.NewPCG(1, 2))
	ourWords := searchWords(t)
	asked := 0
	for range 800 {
		position := random.IntN(in.Len())
		if in.At(position).Code == "" {
			continue
		}
		typed := typedWords(random, in.At(position))
		if typed == nil {
			continue
		}
		asked++
		found := set.Search(in, strings.Join(typed, " "), nil)
		if !slices.Contains(found, position) {
			t.Errorf("%q does not find %s %s", typed, in.At(position).Code, in.At(position).Display)
		}
		for _, other := range found {
			if concept := in.At(other); ourWords[concept.Code] == nil && slices.ContainsFunc(typed, func(word string) bool { return !begins(textWords(concept), word) }) {
				t.Errorf("%q finds %s %s, which has not all of it", typed, concept.Code, concept.Display)
			}
		}
		slices.Reverse(typed)
		turned := set.Search(in, strings.Join(typed, " "), nil)
		if slices.Sort(found); !slices.Equal(found, slices.Sorted(slices.Values(turned))) {
			t.Errorf("%q finds %d codes, and %d in the other order", typed, len(turned), len(found))
		}
	}
	if asked < 300 {
		t.Fatalf("only %d searches were made", asked)
	}
}

// typedWords are up to three words of a title, each at least begun; nil where the title has none to
// choose from.
func typedWords(random *rand.Rand, concept *terminology.Concept) []string {
	var long []string
	for _, word := range textWords(concept) {
		if len(word) > 4 && !strings.ContainsFunc(word, func(r rune) bool { return r < 'a' || r > 'z' }) {
			long = append(long, word)
		}
	}
	random.Shuffle(len(long), func(i, j int) { long[i], long[j] = long[j], long[i] })
	long = long[:min(len(long), 1+random.IntN(3))]
	for i, word := range long {
		// "with" is one of the words that weigh nothing, so "without" is not begun so far only.
		if begun := word[:4+random.IntN(len(word)-3)]; begun != "with" {
			long[i] = begun
		}
	}
	return long
}
