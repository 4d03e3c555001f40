package server

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// inlineBody is the longest body that a command shows, in bytes.
const inlineBody = 200

// curl is a command that sends the request of the example.
func curl(route Route) string {
	parts := []string{"curl"}
	if route.Method != http.MethodGet && (route.Method != http.MethodPost || len(route.Takes) == 0) {
		parts[0] += " -X " + route.Method
	}
	parts[0] += ` "$BIMA` + strings.ReplaceAll(route.target(), "$", `\$`) + `"`
	switch {
	case len(route.May) > 0:
		parts = append(parts, `-H "Authorization: Bearer $TOKEN"`)
	case route.Basic != NoBasic:
		parts = append(parts, "-u "+demoClient+":"+demoSecret)
	}
	for _, param := range route.Params {
		if param.In == "header" && param.Example != "" {
			parts = append(parts, "-H '"+param.Name+": "+param.Example+"'")
		}
	}
	if len(route.Takes) > 0 {
		parts = append(parts, curlBody(route.Takes[0].Media, route.bodyExample())...)
	}
	return strings.Join(parts, " \\\n  ")
}

// target is path and query of the request of the example.
func (r Route) target() string {
	target, query := r.template(), url.Values{}
	for _, param := range r.Params {
		switch {
		case param.In == "path":
			target = strings.ReplaceAll(target, "{"+param.Name+"}", url.PathEscape(param.Example))
		case param.In == "query" && param.Example != "":
			query.Set(param.Name, param.Example)
		}
	}
	if len(query) > 0 {
		target += "?" + query.Encode()
	}
	return target
}

// curlBody are the arguments for the example of a body: itself where it is short, else a file.
func curlBody(media, example string) []string {
	body := []byte(text("example/" + example + ".json"))
	var form map[string]string
	if media == typeForm && json.Unmarshal(body, &form) == nil {
		var parts []string
		for _, name := range slices.Sorted(maps.Keys(form)) {
			parts = append(parts, "--data-urlencode '"+name+"="+form[name]+"'")
		}
		return parts
	}
	parts := []string{`-H "Content-Type: ` + media + `"`}
	var compact bytes.Buffer
	if json.Compact(&compact, body) == nil && compact.Len() <= inlineBody && !bytes.ContainsRune(compact.Bytes(), '\'') {
		return append(parts, "--data '"+compact.String()+"'")
	}
	file, _, _ := strings.Cut(example, ".")
	return append(parts, "--data-binary @"+strings.ToLower(file)+".json")
}
