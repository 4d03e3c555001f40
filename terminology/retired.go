package terminology

import "github.com/bima-exchange/bima/fhir"

// retired is the first day on which a code is in use no more, of the releases up to the one at n, which
// has it no more. A part of a release tells no such day: what it lacks may be in the whole of it.
func retired(code string, releases []*CodeSystem, n int) fhir.Date {
	var from fhir.Date
	for i := n; i >= 0; i-- {
		if _, has := releases[i].Find(code); has {
			break
		}
		if releases[i].Content == Complete {
			from = releases[i].From
		}
	}
	return from
}

// codeOf is the code that the release gives what WHO calls by the URI, empty where it gives none.
func (c *CodeSystem) codeOf(uri string) string {
	position, ok := c.FindURI(uri)
	if !ok {
		return ""
	}
	return c.At(position).Code
}
