package fhir

import (
	"bytes"
	"encoding/json"
	"math/big"
	"regexp"
	"strings"
	"testing"
	"time"
)

func FuzzCanonical(f *testing.F) {
	for _, body := range seeds(f) {
		f.Add(body)
	}
	f.Add([]byte(`{"a":[1.50,1e30,123456789012345678901234567890e-30,-0,"\u0000\u2028"],"é":{},"😀":null}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		root, err := parse(body, "Bundle")
		if err != nil {
			return
		}
		canonical := root.appendCanonical(nil)
		again, err := parse(canonical, "Bundle")
		if err != nil {
			t.Fatalf("the canonical form cannot be read: %v\n%s", err, canonical)
		}
		if twice := again.appendCanonical(nil); !bytes.Equal(canonical, twice) {
			t.Errorf("once  %s\ntwice %s", canonical, twice)
		}
	})
}

// r4DateTime is R4's own pattern of a dateTime without its leap second.
var r4DateTime = regexp.MustCompile(`^(\d{3}[1-9]|\d{2}[1-9]0|\d[1-9]00|[1-9]000)(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]((0\d|1[0-3]):[0-5]\d|14:00)))?)?)?$`)

// What is read as a dateTime is what R4's pattern and Go's calendar take, and names the instant
// that Go names.
func FuzzDateTime(f *testing.F) {
	for _, seed := range []string{
		"2025", "2025-05", "2025-05-22", "2024-02-29", "2025-02-29", "2025-05-22T23:08:01.733818+03:00", "2025-05-22T24:00:00Z",
		"2016-12-31T23:59:60Z", "2025-05-22T23:59:59+14:01", "2025-05-22T23:59:59-13:60", "0000-01-01", "2025-05-22T23:59:59.1234567890123Z",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, written string) {
		moment, ok := asDateTime(&node{kind: text, text: written})
		var want time.Time
		for _, layout := range []string{time.RFC3339, time.DateOnly, "2006-01", "2006"} {
			if at, err := time.ParseInLocation(layout, written, Nairobi); err == nil && r4DateTime.MatchString(written) {
				want = at
			}
		}
		if ok == want.IsZero() {
			t.Fatalf("%q: read %t, Go says %v", written, ok, want)
		}
		if !ok {
			return
		}
		if len(written) < len(time.DateOnly) {
			want = time.Time{}
		}
		if moment.Text != written || !moment.Time.Equal(want) {
			t.Errorf("%q: %v, want %v", written, moment.Time, want)
		}
		if date, known := moment.Date(); known != !want.IsZero() || known && date.String() != want.In(Nairobi).Format(time.DateOnly) {
			t.Errorf("%q: day %s, %t; want that of %v", written, date, known, want)
		}
	})
}

// Amounts are exactly the numbers that were written; a repair moves them by less than 0.0001.
func FuzzMoney(f *testing.F) {
	for _, seed := range []string{
		"0", "-0", "12.50", "1e3", "125E-1", "0.30000000000000004", "29.999999999999996", "5.0001", "-0.005", "92233720368547758.07", "1e30", "1e400",
		strings.Repeat("9", 34), strings.Repeat("9", 35), "NaN", "1,000", " 1", "+1", ".5", "0x1p-2", "1/3", "1_000",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, written string) {
		quoted, err := json.Marshal(written)
		if err != nil {
			t.Fatal(err)
		}
		bundle, issues := Decode(entries(`{"resourceType":"Claim","total":{"value":` + string(quoted) + `}}`))
		total := bundle.Claims()[0].Total
		if total.Present() != (isNumber(written) && amountIsReadable(written)) {
			t.Fatalf("%q: state %d; %v", written, total.State, rules(issues))
		}
		if !total.Present() {
			return
		}
		exact, _ := new(big.Rat).SetString(written)
		read := big.NewRat(total.Money.Cents, 100)
		moved := new(big.Rat).Sub(exact, read)
		if moved.Abs(moved).Cmp(big.NewRat(1, 10_000)) >= 0 || total.Value.Rat().Cmp(read) != 0 || total.Money.Currency != KES {
			t.Errorf("%q was read as %s, %s", written, total.Value, total.Money)
		}
		if again, err := ParseDecimal(total.Money.Decimal()); err != nil || again.Rat().Cmp(read) != 0 {
			t.Errorf("%s is written %s", total.Money, total.Money.Decimal())
		}
		if canonical, ok := new(big.Rat).SetString(string(appendNumber(nil, written))); !ok || canonical.Cmp(exact) != 0 {
			t.Errorf("%q has the canonical form %s", written, appendNumber(nil, written))
		}
	})
}

// amountIsReadable: by math/big, less than 0.0001 from whole cents that int64 holds.
func amountIsReadable(written string) bool {
	exact, ok := new(big.Rat).SetString(written)
	if !ok {
		return false
	}
	hundredths := new(big.Rat).Mul(exact, big.NewRat(100, 1))
	below := new(big.Int).Div(hundredths.Num(), hundredths.Denom())
	for _, cents := range []*big.Int{below, new(big.Int).Add(below, big.NewInt(1))} {
		moved := new(big.Rat).Sub(hundredths, new(big.Rat).SetInt(cents))
		if cents.IsInt64() && moved.Abs(moved).Cmp(big.NewRat(1, 100)) < 0 {
			return true
		}
	}
	return false
}

// A hit is deterministic, and its fullUrl ends as the reference says.
func FuzzReference(f *testing.F) {
	for _, seed := range [][2]string{
		{"https://x.example/fhir/Patient/p", "Patient/p"}, {"https://x.example/fhir/Patient/p", "https://x.example/fhir/Patient/p/_history/1"},
		{"urn:uuid:53fefa32-fcbb-4ff8-8a92-55ee120877b7", "urn:uuid:53fefa32-fcbb-4ff8-8a92-55ee120877b7"}, {"https://x.example/fhir/Patient/p", "#c"},
		{"https://x.example/fhir/Patient/p/", "Patient/p/"}, {"https://x.example/fhir/Patient?identifier=1", "Patient?identifier=1"},
		{"Patient/p", "Patient/p"}, {"https://x.example/fhir/Claim/1", "#"}, {"https://x.example/fhir/", "/_history/1"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, url, literal string) {
		quoted, err := json.Marshal(url)
		if err != nil {
			t.Fatal(err)
		}
		bundle, _ := Decode([]byte(`{"resourceType":"Bundle","type":"message","entry":[
			{"fullUrl":"https://x.example/fhir/Claim/1","resource":{"resourceType":"Claim","id":"1","contained":[{"resourceType":"Condition","id":"c"}]}},
			{"fullUrl":` + string(quoted) + `,"resource":{"resourceType":"Patient","id":"p","meta":{"versionId":"1"}}}]}`))
		for _, from := range bundle.Entry {
			target, ok := bundle.Resolve(from, Reference{Literal: literal})
			if again, same := bundle.Resolve(from, Reference{Literal: literal}); again != target || same != ok {
				t.Fatalf("%q leads to %+v, then to %+v", literal, target, again)
			}
			plain, version, versioned := strings.Cut(literal, "/_history/")
			switch {
			case !ok:
			case strings.HasPrefix(literal, "#"):
				if contained := literal == "#c" && from == bundle.Entry[0] && target.Type == "Condition"; !contained && (literal != "#" || target.Entry != from) {
					t.Errorf("%q leads to %+v", literal, target)
				}
			case literal == "" || target.Entry == nil:
				t.Errorf("%q leads to %+v", literal, target)
			case !strings.HasSuffix(target.Entry.FullURL.Value, plain) || versioned && (version != "1" || target.Entry == bundle.Entry[0]):
				t.Errorf("%q leads to %s", literal, target.Entry.FullURL.Value)
			case !isAbsolute(plain) && target.Entry.FullURL.Value != from.base+plain:
				t.Errorf("%q from %s leads to %s", literal, from.FullURL.Value, target.Entry.FullURL.Value)
			}
		}
	})
}
