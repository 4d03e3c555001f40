package profiles

import "testing"

func TestAnd(t *testing.T) {
	for _, test := range []struct {
		words []string
		want  string
	}{
		{nil, ""},
		{[]string{"1"}, "1"},
		{[]string{"1", "2"}, "1 and 2"},
		{[]string{"1", "2", "3"}, "1, 2 and 3"},
		{[]string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"}, "1, 2, 3, 4, 5, 6, 7, 8, 9 and 10"},
		{[]string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}, "1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more"},
	} {
		if got := and(test.words); got != test.want {
			t.Errorf("and(%q) is %q, want %q", test.words, got, test.want)
		}
	}
}
