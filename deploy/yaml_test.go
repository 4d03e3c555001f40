package deploy

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// The files of this folder keep to a small part of YAML: block maps and lists, flow maps and lists
// on one line, quoted and plain scalars, comments. This reads that part, every scalar as a string,
// and refuses the rest; the tests need no library for it.

type yamlLine struct {
	number, indent int
	text           string
}

type yamlBlock struct{ lines []yamlLine }

// readYAML reads every document of a text.
func readYAML(text string) (documents []any, err error) {
	defer func() {
		if fault, ok := recover().(yamlFault); ok {
			err = fmt.Errorf("%s", string(fault))
		}
	}()
	block := &yamlBlock{}
	flush := func() {
		if len(block.lines) > 0 {
			documents = append(documents, block.read(block.lines[0].indent))
			if len(block.lines) > 0 {
				block.fail("the indentation fits nothing above it")
			}
		}
	}
	for i, line := range strings.Split(text, "\n") {
		if line == "---" {
			flush()
			continue
		}
		plain := strings.TrimRight(withoutComment(line), " ")
		if kept := strings.TrimLeft(plain, " "); kept != "" {
			block.lines = append(block.lines, yamlLine{i + 1, len(plain) - len(kept), kept})
		}
	}
	flush()
	return documents, nil
}

// readYAMLFile reads a file of one document.
func readYAMLFile(t *testing.T, path string) any {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	documents, err := readYAML(string(text))
	if err != nil || len(documents) != 1 {
		t.Fatalf("%s: %d documents, %v; wanted is one", path, len(documents), err)
	}
	return documents[0]
}

type yamlFault string

func (b *yamlBlock) fail(why string) {
	panic(yamlFault(fmt.Sprintf("line %d: %q: %s", b.lines[0].number, b.lines[0].text, why)))
}

// at reports whether the next line stands at an indentation, and is a list's item or not.
func (b *yamlBlock) at(indent int, item bool) bool {
	return len(b.lines) > 0 && b.lines[0].indent == indent && (strings.HasPrefix(b.lines[0].text+" ", "- ") == item)
}

func (b *yamlBlock) read(indent int) any {
	if b.at(indent, true) {
		list := []any{}
		for b.at(indent, true) {
			list = append(list, b.item(indent))
		}
		return list
	}
	object := map[string]any{}
	for b.at(indent, false) {
		key, value, ok := strings.Cut(b.lines[0].text+" ", ": ")
		if !ok {
			b.fail("wanted is a key and a colon")
		}
		name := b.flow(key).(string)
		if _, twice := object[name]; twice {
			b.fail("the key is there twice")
		}
		object[name] = b.value(indent, strings.TrimSpace(value))
	}
	return object
}

// item reads what stands behind the dash of a list.
func (b *yamlBlock) item(indent int) any {
	rest := strings.TrimSpace(b.lines[0].text[1:])
	if key, _, ok := strings.Cut(rest+" ", ": "); !ok || strings.ContainsAny(key, `{["`) {
		return b.value(indent, rest)
	}
	b.lines[0].text, b.lines[0].indent = rest, indent+2
	return b.read(indent + 2)
}

// value reads a value that begins on the current line or, where nothing stands there, below it.
func (b *yamlBlock) value(indent int, text string) any {
	if text != "" {
		value := b.flow(text)
		b.lines = b.lines[1:]
		return value
	}
	b.lines = b.lines[1:]
	switch {
	case len(b.lines) > 0 && b.lines[0].indent > indent:
		return b.read(b.lines[0].indent)
	case b.at(indent, true):
		return b.read(indent)
	}
	return nil
}

// flow reads a value that is on one line.
func (b *yamlBlock) flow(text string) any {
	value, rest := b.flowPart(text, "")
	if strings.TrimSpace(rest) != "" {
		b.fail("more than one value")
	}
	return value
}

// flowPart reads one value, which ends at any of the characters of until, and returns the rest.
func (b *yamlBlock) flowPart(text, until string) (value any, rest string) {
	text = strings.TrimSpace(text)
	switch {
	case text == "" || strings.ContainsRune("|>&*!%@`", rune(text[0])):
		b.fail("this reader does not know that form of YAML")
	case text[0] == '{':
		object := map[string]any{}
		for text = strings.TrimSpace(text[1:]); !strings.HasPrefix(text, "}"); text = b.next(text, "}") {
			var key any
			key, text = b.flowPart(text, ":")
			object[fmt.Sprint(key)], text = b.flowPart(strings.TrimPrefix(text, ":"), ",}")
		}
		return object, text[1:]
	case text[0] == '[':
		list := []any{}
		for text = strings.TrimSpace(text[1:]); !strings.HasPrefix(text, "]"); text = b.next(text, "]") {
			value, text = b.flowPart(text, ",]")
			list = append(list, value)
		}
		return list, text[1:]
	case text[0] == '"':
		quoted, after, ok := strings.Cut(text[1:], `"`)
		if !ok || strings.Contains(quoted, `\`) {
			b.fail("a quoted value that does not end, or has a backslash")
		}
		return quoted, after
	}
	end := len(text)
	if until != "" {
		if end = strings.IndexAny(text, until); end < 0 {
			b.fail("a list or map does not end on its line")
		}
	}
	return strings.TrimSpace(text[:end]), text[end:]
}

// next goes behind the comma of a list or map, or to its end.
func (b *yamlBlock) next(text, end string) string {
	text = strings.TrimSpace(text)
	if !strings.HasPrefix(text, ",") && !strings.HasPrefix(text, end) {
		b.fail("a list or map does not end on its line")
	}
	return strings.TrimSpace(strings.TrimPrefix(text, ","))
}

// withoutComment cuts a comment off, which begins a line or follows a space outside of quotes.
func withoutComment(line string) string {
	quoted := false
	for i, c := range line {
		switch {
		case c == '"':
			quoted = !quoted
		case c == '#' && !quoted && (i == 0 || line[i-1] == ' '):
			return line[:i]
		}
	}
	return line
}
