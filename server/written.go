package server

import (
	"embed"
	"encoding/json"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// written is what is written by hand for documentation: guide.md, the JSON Schema of each body, and
// the page; and example/ with bodies that a test has taken from requests.
//
//go:embed guide.md schema/*.json example/*.json page
var written embed.FS

// guide is what an integrator has to know beside the routes, as CommonMark.
func guide() string { return text("guide.md") }

// text is a file that is known to be there.
func text(name string) string {
	content, err := written.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return string(content)
}

// files are the JSON files of a folder by name, without their ".json".
func files(folder string) map[string]json.RawMessage {
	all := map[string]json.RawMessage{}
	names, _ := fs.Glob(written, folder+"/*.json") // the pattern is sound
	for _, name := range names {
		all[strings.TrimSuffix(path.Base(name), ".json")] = json.RawMessage(text(name))
	}
	return all
}

// exampleOf names the example of an answer: that of its route and status or else, where the answer is
// no refusal, that of the schema of its first content. Empty: there is none.
func exampleOf(route string, status int, content ...Content) string {
	names := []string{route + "." + strconv.Itoa(status)}
	if len(content) > 0 && status < http.StatusBadRequest {
		names = append(names, content[0].Schema)
	}
	return firstExample(names...)
}

// bodyExample names the example of the body that the route takes.
func (d Description) bodyExample() string { return firstExample(d.Example, d.Takes[0].Schema) }

// firstExample is the first of the names for which there is an example, empty where there is none.
func firstExample(names ...string) string {
	for _, name := range names {
		if _, err := fs.Stat(written, "example/"+name+".json"); err == nil {
			return name
		}
	}
	return ""
}
