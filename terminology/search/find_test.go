package search

import (
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sample is a list as small as shows each rule of the order.
var sample = []Entry{
	{Code: "A1", Title: "Malaria due to one kind"},
	{Code: "A1.0", Title: "Severe malaria"},
	{Code: "A1.Z", Title: "Malaria, unspecified", Rest: true},
	{Code: "B0", Title: "Essential hypertension"},
	{Code: "B3", Title: "Hypertensive crisis"},
	{Code: "C1", Title: "Haemodialysis", Others: []string{"Cleaning of the blood"}},
	{Code: "D1", Title: "Fracture of shaft of femur"},
	{Code: "D2", Title: "Fracture of femur"},
	{Code: "X1", Title: "Malaria", Later: true},
	{Code: "", Title: "Diseases of the blood"},
	{Code: "E1", Title: "Leukemia in plasma"},
	{Code: "E2", Title: "Leukaemia"},
	{Code: "F1", Title: "Hernia, type 2 and 3"},
	{Code: "F2", Title: "Crohn disease and its complications in the bowel"},
}

// found is the codes or titles that a text finds, best first.
func found(x *Index, text string) string {
	var names []string
	for _, position := range x.Find(text, nil, nil) {
		name := sample[position].Code
		if name == "" {
			name = sample[position].Title
		}
		names = append(names, name)
	}
	return strings.Join(names, " ")
}

func TestFind(t *testing.T) {
	x := New(sample)
	tests := []struct{ text, want string }{
		{"malaria", "A1.Z A1 A1.0 X1"},        // the rest of a group first, what is wanted seldom last
		{"MALARIA one", "A1"},                 // every word
		{"one malaria", "A1"},                 // in any order
		{"mal*", "A1.Z A1 A1.0 X1"},           // a wildcard is a beginning, as all words are
		{"hypertension", "B0"},                // a word is no beginning of another that begins otherwise
		{"hypertens", "B3 B0"},                // a title that begins so is first
		{"femur fracture", "D2 D1"},           // the shorter title is first
		{"fracture of the femur", "D2 D1"},    // words without weight are not asked for
		{"the", ""},                           // and are not in the index
		{"hemodialysis", "C1"},                // American spelling
		{"hemodial", "C1"},                    // and its beginning
		{"haemodialysis", "C1"},               //
		{"leukaemia", "E2 E1"},                // a list in both spellings
		{"leukemia", "E2 E1"},                 //
		{"blood", "Diseases of the blood C1"}, // the title before other texts
		{"malria", "A1.Z A1 A1.0 X1"},         // a letter is missing
		{"mlaaria", "A1.Z A1 A1.0 X1"},        // two are swapped
		{"malarioo", "A1.Z A1 A1.0 X1"},       // two slips
		{"malariooo", ""},                     // three are too many
		{"sevree malaria", "A1.0"},            // a slip in one word
		{"femu fractrue", "D2 D1"},            // a beginning and a slip
		{"typo 2", "F1"},                      // one slip in four letters
		{"tipo 2", ""},                        // two are too many
		{"malaria hernia", ""},                // no text has both
		{"a1", "A1 A1.0 A1.Z"},                // a code, and those that begin so
		{"a10", "A1.0"},                       // without its dot
		{"A1.0", "A1.0"},                      //
		{"a", ""},                             // one letter is no code, and no word that weighs anything begins so
		{"A1.0 severe", "A1.0"},               // a code among words
		{"A1.0&X1", "A1.0 X1"},                // a cluster
		{"a1.0/b3&nothing", "A1.0 B3"},        // what is no code is left out
		{"hernia/type", "F1"},                 // no cluster
		{"crohn's disease", "F2"},             //
		{"'s", ""},                            // nothing is left of it
		{"疟疾", ""},                            //
		{strings.Repeat("malaria ", 2000), "A1.Z A1 A1.0 X1"},
		{strings.Repeat("q", 10_000), ""},
	}
	for _, test := range tests {
		if got := found(x, test.text); got != test.want {
			t.Errorf("%.40q finds %q, want %q", test.text, got, test.want)
		}
	}
}

// A text that asks for nothing is no filter: all is found in the order of the list.
func TestFind_nothingAsked(t *testing.T) {
	x := New(sample)
	for _, text := range []string{"", "  ", "*", "%**", "&/", strings.Repeat("*", 10_000)} {
		got := x.Find(text, nil, func(position int) bool { return position%2 == 0 })
		if diff := cmp.Diff([]int{0, 2, 4, 6, 8, 10, 12}, got); diff != "" {
			t.Errorf("%.20q (-want +got):\n%s", text, diff)
		}
	}
}

func TestFind_keeps(t *testing.T) {
	x := New(sample)
	only := func(wanted int) func(int) bool { return func(position int) bool { return position == wanted } }
	for text, wanted := range map[string]int{"malaria": 1, "a1": 2, "A1&X1": 8} {
		if diff := cmp.Diff([]int{wanted}, x.Find(text, nil, only(wanted))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

// What is used more comes first among texts that answer as well, and codes keep their order.
func TestFind_favours(t *testing.T) {
	x := New(sample)
	favour := make([]uint8, len(sample))
	favour[3] = Favour(1000)
	if got := x.Find("hypertens", favour, nil); got[0] != 3 {
		t.Errorf("hypertens finds %v: what is used a thousand times comes second", got)
	}
	favour[2] = 255
	if diff := cmp.Diff([]int{0, 1, 2}, x.Find("a1", favour, nil)); diff != "" {
		t.Errorf("a code is not found first (-want +got):\n%s", diff)
	}
	if got := x.Find("malaria", favour, nil); got[0] != 2 || got[len(got)-1] != 8 {
		t.Errorf("malaria finds %v", got)
	}
}

func TestFavour_isLogarithmic(t *testing.T) {
	if Favour(-1) != 0 || Favour(0) != 0 || Favour(1) == 0 || Favour(1<<40) != mostFavour {
		t.Errorf("favours of -1, 0, 1 and very many uses: %d %d %d %d", Favour(-1), Favour(0), Favour(1), Favour(1<<40))
	}
	if small, large := Favour(100)-Favour(10), Favour(10_000)-Favour(1000); large > small+2 || small > large+2 {
		t.Errorf("tenfold use is worth %d and %d", small, large)
	}
}

func TestFind_empty(t *testing.T) {
	x := New(nil)
	for _, text := range []string{"", "malaria", "A1", "A1&X1"} {
		if got := x.Find(text, nil, nil); len(got) > 0 {
			t.Errorf("%q finds %v in an empty list", text, got)
		}
	}
}

// More words than are read do no harm: those that are read have to be met.
func TestFind_readsTenWords(t *testing.T) {
	var all []string
	for i := range 15 {
		all = append(all, "w"+strconv.Itoa(i))
	}
	x := New([]Entry{{Code: "A", Title: strings.Join(all[:10], " ")}})
	if got := x.Find(strings.Join(all, " "), nil, nil); len(got) != 1 {
		t.Errorf("ten of fifteen words find %v", got)
	}
}

func TestFind_together(t *testing.T) {
	x := New(sample)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for _, text := range []string{"malaria", "malria", "a1"} {
				x.Find(text, nil, nil)
			}
		})
	}
	group.Wait()
}
