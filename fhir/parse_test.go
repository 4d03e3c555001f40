package fhir

import (
	"strings"
	"testing"
)

func TestDecode_noJSON(t *testing.T) {
	for _, test := range []struct{ name, body, want string }{
		{"empty", ``, "line 1, column 1: the body is empty"},
		{"white space alone", " \n ", "line 2, column 2: the body is empty"},
		{"prose", `hello`, `line 1, column 1: "hello" found where a JSON value is wanted`},
		{"array", `[]`, "the body is an array; a JSON object is wanted"},
		{"string", `"x"`, "the body is a string"},
		{"byte-order mark", "\xef\xbb\xbf{}", "byte-order mark"},
		{"UTF-16", "\xff\xfe{\x00}\x00", "UTF-16"},
		{"trailing bytes", "{}\n}", `line 2, column 1: '}' follows the end`},
		{"two objects", `{}{}`, `follows the end`},
		{"cut off", `{"a":`, "ends where a value is wanted"},
		{"cut off in a string", `{"a`, "ends within a string"},
		{"cut off in an escape", `{"a\`, "ends within an escape"},
		{"trailing comma", `{"a":1,}`, "line 1, column 7: a comma found before }; the last value has none behind it"},
		{"trailing comma in an array", `{"a":[1,]}`, "line 1, column 8: a comma found before ]; the last value has none behind it"},
		{"single quotes", `{'a':1}`, `'\'' found where a member name`},
		{"no colon", `{"a" 1}`, "where a colon is wanted"},
		{"two commas", `{"a":1,,"b":2}`, "',' found where a member name"},
		{"no comma", `{"a":1 "b":2}`, "where a comma or } is wanted"},
		{"no comma in an array", `{"a":[1 2]}`, "where a comma or ] is wanted"},
		{"Python True", `{"a":True}`, `"True" found where a JSON value is wanted; true, false and null are written in small letters, and text in double quotes`},
		{"NaN", `{"a":NaN}`, `"NaN" found where a JSON value is wanted`},
		{"Infinity", `{"a":-Infinity}`, `'I' found where a digit is wanted`},
		{"word that goes on", `{"a":nullx}`, "where a comma or } is wanted"},
		{"comment", `{"a":1 /* b */}`, `'/' found`},
		{"duplicate name", `{"entry":[{"a":1,"a":2}]}`, `line 1, column 18: the member "a" occurs twice in Bundle.entry[0]`},
		{"duplicate name by escape", `{"a":1,"\u0061":2}`, `"a" occurs twice in Bundle`},
		{"duplicate among many", `{` + strings.Join(members(40), ",") + `,"m20":1}`, `"m20" occurs twice`},
		{"depth 65 in objects", strings.Repeat(`{"a":`, 65) + `1` + strings.Repeat(`}`, 65), "deeper than 64 levels"},
		{"depth 65", strings.Repeat(`{"a":`, 64) + `[]` + strings.Repeat(`}`, 64), "deeper than 64 levels"},
		{"more than 500,000 values", `{"a":[` + strings.Repeat("0,", 499_998) + `0]}`, "more than 500000 values; send it as several bundles"},
		{"35 digits", `{"a":0.` + strings.Repeat("1", 34) + `}`, "the number at Bundle.a has 35 digits; at most 34"},
		{"1e400", `{"a":1e400}`, "exponent beyond ±30"},
		{"1e-31", `{"a":1e-31}`, "exponent beyond ±30"},
		{"endless exponent", `{"a":1e99999999999999999999}`, "exponent beyond ±30"},
		{"leading zero", `{"a":01}`, "begins with a zero"},
		{"plus sign", `{"a":+1}`, `'+' found`},
		{"no digit before the point", `{"a":.5}`, `'.' found`},
		{"no digit after the point", `{"a":1.}`, "after the decimal point"},
		{"no digit in the exponent", `{"a":1e}`, "in the exponent"},
		{"minus alone", `{"a":-}`, "where a digit is wanted"},
		{"raw control character", "{\"a\":\"x\ty\"}", "control character U+0009"},
		{"unknown escape", `{"a":"\x41"}`, `is no escape of JSON`},
		{"short escape", `{"a":"\u00"}`, "four hexadecimal digits"},
		{"signed escape", `{"a":"\u+041"}`, "four hexadecimal digits"},
		{"lone high surrogate", `{"a":"\ud83d"}`, `\ud83d is half of a surrogate pair`},
		{"lone low surrogate", `{"a":"\ude00"}`, `\ude00 is half of a surrogate pair`},
		{"high surrogate twice", `{"a":"\ud83d\ud83d"}`, `\ud83d is half of a surrogate pair`},
		{"not UTF-8", "{\"a\":\"\xff\"}", "line 1, column 7: the byte 0xFF is not UTF-8"},
		{"overlong UTF-8", "{\"a\":\"\xc0\x80\"}", "is not UTF-8"},
		{"surrogate in UTF-8", "{\"a\":\"\xed\xa0\x80\"}", "is not UTF-8"},
		{"not UTF-8 between values", "{\xff}", "a byte that is not UTF-8"},
	} {
		t.Run(test.name, func(t *testing.T) {
			bundle, issues := Decode([]byte(test.body))
			if bundle != nil || len(issues) != 1 || issues[0].Rule != "FHR-001" || issues[0].Level != Error {
				t.Fatalf("Decode = %v, %+v; want no bundle and FHR-001 alone", bundle, issues)
			}
			if !strings.Contains(issues[0].Text, test.want) {
				t.Errorf("text %q, want %q in it", issues[0].Text, test.want)
			}
			if offset := issues[0].Offset; offset < 0 || offset > len(test.body) {
				t.Errorf("offset %d is outside of the body", offset)
			}
		})
	}
}

func members(n int) []string {
	var members []string
	for i := range n {
		members = append(members, `"m`+string(rune('0'+i/10))+string(rune('0'+i%10))+`":0`)
	}
	return members
}

func TestParse_takes(t *testing.T) {
	for _, test := range []struct{ name, body, want string }{
		{"white space", " { \t\"a\"\r\n: [ 1 , 2 ] , \"b\" : { } } ", `{"a":[1,2],"b":{}}`},
		{"words", `{"a":[true,false,null]}`, `{"a":[true,false,null]}`},
		{"numbers as written", `{"a":[0,-0,-1.50,1E+30,1e-30]}`, `{"a":[0,-0,-1.50,1E+30,1e-30]}`},
		{"30 digits", `{"a":` + strings.Repeat("9", 28) + `.99}`, `{"a":` + strings.Repeat("9", 28) + `.99}`},
		{"34 digits", `{"a":` + strings.Repeat("9", 34) + `}`, `{"a":` + strings.Repeat("9", 34) + `}`},
		{"depth 64", strings.Repeat(`{"a":`, 63) + `[]` + strings.Repeat(`}`, 63), strings.Repeat(`{"a":`, 63) + `[]` + strings.Repeat(`}`, 63)},
		{"escapes", `{"a":"\"\\\/\b\f\n\r\t\u0041\u00e9\ud83d\ude00\u0000"}`, `{"a":"\"\\/\b\f\n\r\tAé😀\u0000"}`},
		{"UTF-8", `{"ü":"😀"}`, `{"ü":"😀"}`},
		{"replacement character", `{"a":"` + "\uFFFD" + `"}`, `{"a":"` + "\uFFFD" + `"}`},
		{"many members", `{` + strings.Join(members(40), ",") + `}`, `{` + strings.Join(members(40), ",") + `}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			root, err := parse([]byte(test.body), "Bundle")
			if err != nil {
				t.Fatal(err)
			}
			if got := string(root.appendJSON(nil)); got != test.want {
				t.Errorf("got %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestDecode_noBundle(t *testing.T) {
	for _, test := range []struct{ name, body, want string }{
		{"nothing", `{}`, "the body is not FHIR"},
		{"flat claim", `{"patient":"CR1","item":"SHA-01-001"}`, "the body is not FHIR"},
		{"no type", `{"entry":[{"resource":{"resourceType":"Claim"}}]}`, `"resourceType" is missing`},
		{"single Claim", `{"resourceType":"Claim"}`, "the body is a single Claim"},
		{"other case", `{"resourceType":"bundle"}`, `the resourceType is "bundle"`},
		{"type is no string", `{"resourceType":1}`, "the resourceType is 1"},
		{"flat entries", `{"resourceType":"Bundle","type":"message","entry":[{"resourceType":"Claim"},{"patient":"CR1"}]}`, `none of the 2 entries has a "resource"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			bundle, issues := Decode([]byte(test.body))
			if bundle != nil || len(issues) != 1 || issues[0].Rule != "FHR-002" || issues[0].Level != Error {
				t.Fatalf("Decode = %v, %+v; want no bundle and FHR-002 alone", bundle, issues)
			}
			if !strings.Contains(issues[0].Text, test.want) {
				t.Errorf("text %q, want %q in it", issues[0].Text, test.want)
			}
		})
	}
}
