package service

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/bima-exchange/bima/fhir"
)

// finding is one issue about a code.
type finding struct {
	level fhir.Level
	// code is a FHIR issue-type, kind one of http://hl7.org/fhir/tools/CodeSystem/tx-issue-type.
	code, kind string
	text       string
	// expression is the FHIRPath of what is wrong; of one code of a cluster that part of the text.
	expression string
}

// verdict is what is found out about a code. It is valid where no finding is an error.
type verdict struct {
	// code is in the canonical form.
	code, display   string
	system, version string
	inactive        bool
	// unknown is the canonical of the code system, or of the version of it, that is not known here.
	unknown  string
	findings []finding
}

func (v *verdict) valid() bool {
	for i := range v.findings {
		if v.findings[i].level == fhir.Error {
			return false
		}
	}
	return true
}

func (v *verdict) add(f finding) { v.findings = append(v.findings, f) }

// invalidCode says that there is no such code.
func (v *verdict) invalidCode(expression, format string, args ...any) {
	v.add(finding{fhir.Error, "code-invalid", "invalid-code", fmt.Sprintf(format, args...), expression})
}

// unchecked says that a list, of which only a part is loaded, does not have a code.
func (v *verdict) unchecked(expression, format string, args ...any) {
	v.add(finding{fhir.Warning, "code-invalid", "invalid-code", fmt.Sprintf(format, args...), expression})
}

// unknownSystem says that nothing is known of a code system, or of a version of it.
func (v *verdict) unknownSystem(canonical, expression, format string, args ...any) {
	v.unknown = canonical
	v.add(finding{fhir.Error, "not-found", "not-found", fmt.Sprintf(format, args...), expression})
}

// warn says something that leaves the code valid.
func (v *verdict) warn(kind, expression, format string, args ...any) {
	v.add(finding{fhir.Warning, "business-rule", kind, fmt.Sprintf(format, args...), expression})
}

func (v *verdict) inform(kind, expression, format string, args ...any) {
	v.add(finding{fhir.Information, "informational", kind, fmt.Sprintf(format, args...), expression})
}

// portion is the FHIRPath of a part of a text that begins at a byte, or of all of it.
func portion(expression, text string, offset, length int) string {
	if offset <= 0 && length >= len(text) || offset > len(text) {
		return expression
	}
	return fmt.Sprintf("%s.substring(%d,%d)", expression, utf8.RuneCountInString(text[:offset]), max(length, 1))
}

// write writes the verdict as the answer of $validate-code.
func (v *verdict) write() []byte {
	w := newParameters()
	valid := v.valid()
	w.outputFlag("result", valid)
	w.output("message", "valueString", v.message(valid))
	w.output("display", "valueString", v.display)
	w.output("code", "valueCode", unspaced(v.code, " "))
	w.output("system", "valueUri", unspaced(v.system, ""))
	w.output("version", "valueString", v.version)
	if v.inactive {
		w.outputFlag("inactive", true)
	}
	w.output("x-caused-by-unknown-system", "valueCanonical", unspaced(v.unknown, ""))
	if len(v.findings) > 0 {
		w.open('{')
		w.text("name", "issues")
		w.name("resource")
		w.open('{')
		w.text("resourceType", "OperationOutcome")
		w.list("issue")
		for i := range v.findings {
			v.findings[i].write(w)
		}
		w.close(']')
		w.close('}')
		w.close('}')
	}
	return w.done()
}

// unspaced is a text as R4 lets a code or uri be, whatever was sent: not endless, and with nothing but
// the joint where white space was.
func unspaced(text, joint string) string {
	if !strings.ContainsAny(text, " \t\r\n") && len(text) <= mostEchoed {
		return text
	}
	return strings.Join(strings.Fields(text[:min(len(text), mostEchoed)]), joint)
}

// mostEchoed is how much of a code is repeated. A cluster of 50 codes is shorter.
const mostEchoed = 400

// message is what is wrong or, where nothing is, what else is to be said.
func (v *verdict) message(valid bool) string {
	if len(v.findings) == 0 {
		return ""
	}
	var texts []string
	for i := range v.findings {
		if valid || v.findings[i].level == fhir.Error {
			texts = append(texts, v.findings[i].text)
		}
	}
	return strings.Join(texts, "; ")
}

func (f *finding) write(w *writer) {
	w.open('{')
	w.text("severity", f.level.String())
	w.text("code", f.code)
	w.name("details")
	w.open('{')
	w.list("coding")
	w.open('{')
	w.text("system", "http://hl7.org/fhir/tools/CodeSystem/tx-issue-type")
	w.text("code", f.kind)
	w.close('}')
	w.close(']')
	w.text("text", f.text)
	w.close('}')
	w.list("expression")
	w.value(f.expression)
	w.close(']')
	w.close('}')
}
