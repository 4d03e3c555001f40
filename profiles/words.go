package profiles

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

// mostNamed is how many things of one kind a finding names before it counts the rest.
const mostNamed = 10

// list writes words as people do: "1, 2 and 3".
func list(words []string, joint string) string {
	if rest := len(words) - mostNamed; rest > 0 {
		return fmt.Sprintf("%s %s %d more", strings.Join(words[:mostNamed], ", "), joint, rest)
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return fmt.Sprintf("%s %s %s", strings.Join(words[:last], ", "), joint, words[last])
}

func and(words []string) string { return list(words, "and") }

// are is the words and the verb that agrees with them: "1 is", "1 and 2 are".
func are(words []string) string {
	if len(words) == 1 {
		return words[0] + " is"
	}
	return and(words) + " are"
}

func or(words []string) string { return list(words, "or") }

// quoted are the words in quotes, as far as list tells them.
func quoted(words []string) []string {
	quoted := slices.Clone(words)
	for i, word := range words[:min(len(words), mostNamed)] {
		quoted[i] = strconv.Quote(cut(word, 120))
	}
	return quoted
}

// cut is the beginning of a long text, at most that many bytes of it, and the whole of any other.
func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + " …"
}

// element is the last name of a path: "careTeam" of "Bundle.entry[3].resource.careTeam".
func element(path string) string { return path[strings.LastIndexByte(path, '.')+1:] }

// name is how a finding names an item: by its sequence, or by its place where it has none.
func name(item fhir.Item) string {
	if item.Sequence.Present() {
		return fmt.Sprint(item.Sequence.Value)
	}
	return element(item.Path)
}

// theItems names items by their sequences: "item 1", "items 1, 2 and 3".
func theItems(items []fhir.Item) string {
	names := make([]string, len(items))
	for i, item := range items {
		names[i] = name(item)
	}
	if len(items) == 1 {
		return "item " + names[0]
	}
	return "items " + and(names)
}
