package terminology

import "testing"

func TestHeading(t *testing.T) {
	for text, want := range map[string]string{
		"BlockL1-1A0": "block", "BLOCKL6-SB8": "block", " blockl2-gb6 ": "block",
		"1A00-1A0Z": "range", "1A00-1A09": "range", "ba00 – ba04": "range", "DA42.0-DA42.Z": "range", "XA00-XA0Z": "range",
		"01": "chapter", "26": "chapter", "V": "chapter", "x": "chapter",
		"": "", "00": "", "27": "", "1": "", "VX": "",
		"1A00": "", "GB61.Z": "", "XA7RE3": "", "5A11/5A23": "", "BA41.0&XA7RE3": "", "Block": "", "1A00-": "", "K29-K31": "",
	} {
		if got := Heading(text); got != want {
			t.Errorf("Heading(%q) is %q, want %q", text, got, want)
		}
	}
}
