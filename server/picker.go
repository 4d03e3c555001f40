package server

import (
	"bytes"
	"html/template"
	"strings"
)

// pickerStyle and pickerScript are all that the picker's policy lets in. The script talks to this
// server alone.
var (
	pickerStyle  = text("page/terminology.css")
	pickerScript = scriptOf("element", "fhir", "coding", "search", "cluster", "concept", "intervention", "choice", "view", "keys")
	pickerPolicy = "default-src 'none'; style-src " + sourceHash(pickerStyle) + "; script-src " + sourceHash(pickerScript) +
		"; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

var pickerTemplate = template.Must(template.ParseFS(written, "page/terminology.html"))

// scriptOf puts the files of the script together: each holds one thing, and later ones use what
// earlier ones declare.
func scriptOf(names ...string) string {
	var script strings.Builder
	for _, name := range names {
		script.WriteString(text("page/terminology/" + name + ".js"))
	}
	return script.String()
}

// makePicker is the page on which a clinician finds a code. It holds no codes: its script asks the
// FHIR operations.
func (s *Server) makePicker() []byte {
	var out bytes.Buffer
	err := pickerTemplate.Execute(&out, struct {
		Style         template.CSS
		Script        template.JS
		Version, Base string
	}{template.CSS(pickerStyle), template.JS(pickerScript), s.Version, s.Base})
	if err != nil {
		panic(err) // the template does not fit the page, which a test would have found
	}
	return out.Bytes()
}

// readPicker answers with the page.
func (s *Server) readPicker(c *call) error {
	header := c.Response().Header()
	header.Set("Content-Security-Policy", pickerPolicy)
	header.Set("Referrer-Policy", "no-referrer")
	return c.answerDocument(s.picker())
}
