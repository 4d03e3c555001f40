package terminology

import (
	"strings"
	"testing"
)

func TestParseAmount(t *testing.T) {
	tests := map[string]int64{
		"3360": 3360_00, "3360.5": 3360_50, "3360.50": 3360_50, "3360.05": 3360_05, "3,360": 3360_00, "1,234,567.89": 1234567_89,
		"KES 28,000": 28000_00, "Ksh. 900/=": 900_00, "Kshs 900/-": 900_00, "0.01": 1, "3360.5000": 3360_50,
	}
	for text, want := range tests {
		if got, err := parseAmount(text); err != nil || got != want {
			t.Errorf("%q: %d, %v; want %d", text, got, err, want)
		}
	}
}

func TestParseAmount_refuses(t *testing.T) {
	tests := map[string]string{
		"-5": "negative", "(500)": "negative", "KES -5": "negative", "0": "no tariff", "0.00": "no tariff",
		"": "no amount", "free": "no amount", "12,5": "no amount", "1,23,456": "no amount", "3360.505": "no amount", "1e6": "no amount",
		"NaN": "no amount", "3.360": "wanted is 3360 or", "KES 28.000": "in one way only", "+5": "no amount", "5 000": "no amount", "９00": "no amount", "10000000000000": "no amount", "#REF!": "no amount",
	}
	for text, says := range tests {
		if got, err := parseAmount(text); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %d, %v; want %q", text, got, err, says)
		}
	}
}

// FuzzParseAmount: what is read is above zero, and reads the same when it is written again.
func FuzzParseAmount(f *testing.F) {
	for _, text := range []string{"3360", "3,360.50", "KES 28,000", "-5", "(5)", "0", "1e6", "900/="} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		cents, err := parseAmount(text)
		if err != nil {
			return
		}
		if again, err := parseAmount(plainAmount(cents)); cents <= 0 || err != nil || again != cents {
			t.Errorf("%q is %d cents, and then %d, %v", text, cents, again, err)
		}
	})
}
