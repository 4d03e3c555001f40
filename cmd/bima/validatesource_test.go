package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSource_place: lines and columns are those of an editor, and a value is marked from its first
// character to its last.
func TestSource_place(t *testing.T) {
	for _, test := range []struct {
		name, body, at string
		want           place
	}{
		{"a string", "{\n  \"a\": \"bc\",\n}", `"bc"`, place{2, 8, 12}},
		{"a string with escapes", `{"a": "b\"\\" }`, `"b\"`, place{1, 7, 14}},
		{"a number", `{"a": -1.5e3}`, "-1", place{1, 7, 13}},
		{"a number that no machine can hold", `[1e400]`, "1e400", place{1, 2, 7}},
		{"a word", `[true,false]`, "false", place{1, 7, 12}},
		{"an object is where it opens", "[\n{\n\"a\":1}]", "{", place{2, 1, 2}},
		{"an array is where it opens", `{"a":[1]}`, "[", place{1, 6, 7}},
		{"characters of several bytes before it", `{"ä😀€":1}`, "1", place{1, 8, 9}},
		{"characters of several bytes within it", `["ä😀€"]`, `"ä`, place{1, 2, 7}},
		{"CRLF", "{\r\n\"a\":\r\n1}", "1", place{3, 1, 2}},
		{"no JSON", `{"a":x}`, "x", place{1, 6, 7}},
		{"a closing brace", "{\n\"a\":}", "}", place{2, 5, 6}},
		{"a string without an end", "{\"a\": \"b\n}", `"b`, place{1, 7, 8}},
		{"a byte that is no character", "[\"a\", \xff]", "\xff", place{1, 7, 8}},
		{"the end of a line", "{\"a\":\r\n", "\r", place{1, 6, 6}},
		{"the end", "{\n", "", place{2, 1, 1}},
		{"an empty body", "", "", place{1, 1, 1}},
	} {
		t.Run(test.name, func(t *testing.T) {
			at := strings.Index(test.body, test.at)
			if test.at == "" {
				at = len(test.body)
			}
			if got := newSource([]byte(test.body)).place(at); got != test.want {
				t.Errorf("found %+v, want %+v", got, test.want)
			}
		})
	}
}

// TestSource_excerpt: carets stand under the value, whatever the line before it is made of.
func TestSource_excerpt(t *testing.T) {
	long := `{"a": "` + strings.Repeat("x", 200) + `", "b": 17, "c": "` + strings.Repeat("y", 200) + `"}`
	for _, test := range []struct {
		name, body, at string
		want           []string
	}{
		{"between two lines", "{\n  \"a\": 12,\n}", "12", []string{
			`1 | {`,
			`2 |   "a": 12,`,
			`  |        ^^`,
			`3 | }`,
		}},
		{"in the only line", `{"a": []}`, "[", []string{
			`1 | {"a": []}`,
			`  |       ^`,
		}},
		{"tabs are kept", "\t\"a\":\t5", "5", []string{
			"1 | \t\"a\":\t5",
			"  | \t    \t^",
		}},
		{"CRLF does not show", "{\r\n\"ä\": 5\r\n}", "5", []string{
			`1 | {`,
			`2 | "ä": 5`,
			`  |      ^`,
			`3 | }`,
		}},
		{"line numbers are one below the other", strings.Repeat("\n", 8) + "1\n2\n3", "2", []string{
			` 9 | 1`,
			`10 | 2`,
			`   | ^`,
			`11 | 3`,
		}},
		{"the last line", "{\n}x\n", "x", []string{
			`1 | {`,
			`2 | }x`,
			`  |  ^`,
		}},
		{"the end of the body", "{\"a\":\n", "", []string{
			`1 | {"a":`,
			`2 | `,
			`  | ^`,
		}},
		{"a long line is cut around the place", long, "17", []string{
			`1 | …` + strings.Repeat("x", 52) + `", "b": 17, "c": "` + strings.Repeat("y", 50) + `…`,
			`  |  ` + strings.Repeat(" ", 60) + `^^`,
		}},
		{"a long value is cut", long, `"y`, []string{
			`1 | …` + strings.Repeat("x", 43) + `", "b": 17, "c": "` + strings.Repeat("y", 59) + `…`,
			`  |  ` + strings.Repeat(" ", 60) + strings.Repeat("^", 60),
		}},
		{"long lines beside it are cut", strings.Repeat("z", 121) + "\n5", "5", []string{
			`1 | ` + strings.Repeat("z", 120) + `…`,
			`2 | 5`,
			`  | ^`,
		}},
		{"what would move the terminal does not", "[\"a\x1b[2J\u202e\", \xff1]", "\xff", []string{
			"1 | [\"a�[2J�\", �1]",
			`  |            ^`,
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			at := strings.Index(test.body, test.at)
			if test.at == "" {
				at = len(test.body)
			}
			got := newSource([]byte(test.body)).excerpt(at, func(carets string) string { return carets })
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +found):\n%s", diff)
			}
		})
	}
}

// TestSource_everyByte: no body and no byte of it makes it panic, and a place lies in its line.
func TestSource_everyByte(t *testing.T) {
	for _, body := range [][]byte{
		[]byte("\xef\xbb\xbf{}"), []byte("\xff\xfe{\x00"), []byte("\"\x00\x01\r\r\n\n\\"), bytes.Repeat([]byte("\xf0\x9f"), 200), []byte("{\"a\":1}\n\n"),
	} {
		text := newSource(body)
		for offset := range len(body) + 1 {
			at := text.place(offset)
			if at.line < 1 || at.line > len(text.starts) || at.column < 1 || at.behind < at.column {
				t.Errorf("%q, byte %d: %+v", body, offset, at)
			}
			if lines := text.excerpt(offset, strings.ToUpper); !strings.Contains(strings.Join(lines, "\n"), "^") {
				t.Errorf("%q, byte %d: no caret", body, offset)
			}
		}
	}
}
