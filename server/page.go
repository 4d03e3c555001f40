package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"html/template"
	"maps"
	"slices"
	"strings"
)

// pageStyle is the style of the page. The policy of the page lets in these bytes and nothing else: no
// script, no picture, nothing from elsewhere.
var pageStyle = text("page/docs.css")

var pagePolicy = "default-src 'none'; style-src " + sourceHash(pageStyle) +
	"; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// sourceHash is how a Content-Security-Policy names a style or script of the page.
func sourceHash(source string) string {
	sum := sha256.Sum256([]byte(source))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

var pageTemplate = template.Must(template.New("docs.html").
	Funcs(template.FuncMap{"paragraphs": paragraphs, "words": words}).
	ParseFS(written, "page/docs.html"))

// ruleSystem is the id of the code system of the rules of bundles, which has them in its concepts.
const ruleSystem = "bima-issue"

type page struct {
	Style         template.CSS
	Version, Base string
	Guide         []pageSection
	Groups        []pageGroup
	Refusals      []Answer
	Schemas       []pageSchema
	RuleSystem    string
	Rules         []concept
}

type pageSection struct{ Anchor, Title, Text string }

type pageSchema struct{ Name, JSON string }

// concept is one code of a code system.
type concept struct{ Code, Display string }

// makePage is the page for integrators, made of the routes.
func (s *Server) makePage() []byte {
	page := page{
		Style: template.CSS(pageStyle), Version: s.Version, Base: s.Base,
		Guide: guideSections(), RuleSystem: ruleSystem, Rules: s.ruleConcepts(),
	}
	for _, group := range s.groups() {
		page.Groups = append(page.Groups, showGroup(group))
	}
	for _, status := range slices.Sorted(maps.Keys(refusalTexts)) {
		page.Refusals = append(page.Refusals, Answer{Status: status, Text: refusalTexts[status], Headers: refusalHeaders[status]})
	}
	all := files("schema")
	for _, name := range slices.Sorted(maps.Keys(all)) {
		page.Schemas = append(page.Schemas, pageSchema{name, string(all[name])})
	}
	var out bytes.Buffer
	if err := pageTemplate.Execute(&out, page); err != nil {
		panic(err) // the template does not fit the page, which a test would have found
	}
	return out.Bytes()
}

// guideSections are those of the guide.
func guideSections() []pageSection {
	var sections []pageSection
	for part := range strings.SplitSeq("\n"+guide(), "\n## ") {
		if title, text, found := strings.Cut(part, "\n"); found && title != "" {
			sections = append(sections, pageSection{anchor(title), title, text})
		}
	}
	return sections
}

// anchor is a title as the id of an element.
func anchor(title string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return r
		case r == ' ':
			return '-'
		}
		return -1
	}, strings.ToLower(title))
}

// ruleConcepts are the rules of bundles, where a code system of the definitions has them.
func (s *Server) ruleConcepts() []concept {
	for _, definition := range s.Definitions {
		if definition.Type != "CodeSystem" || definition.ID != ruleSystem {
			continue
		}
		var system struct{ Concept []concept }
		if err := json.Unmarshal(definition.Body, &system); err == nil {
			return system.Concept
		}
	}
	return nil
}

// paragraphs are those of a text.
func paragraphs(text string) []string {
	return slices.DeleteFunc(strings.Split(strings.TrimSpace(text), "\n\n"), func(p string) bool { return p == "" })
}

// word is a piece of a text: code or prose.
type word struct {
	Text string
	Code bool
}

// words parts a text at its backquotes.
func words(text string) []word {
	var all []word
	for i, piece := range strings.Split(text, "`") {
		all = append(all, word{piece, i%2 == 1})
	}
	return all
}

// readPage answers with the page.
func (s *Server) readPage(c *call) error {
	header := c.Response().Header()
	header.Set("Content-Security-Policy", pagePolicy)
	header.Set("Referrer-Policy", "no-referrer")
	return c.answerDocument(s.page())
}
