package profiles

// Concept is a code of a code system.
type Concept struct {
	Code    string `json:"code"`
	Display string `json:"display"`
}

const (
	// definitionVersion is the version that the published samples name their profiles with.
	definitionVersion = "1.0.0"
	publisher         = "bima"
)

// codeSystem is a list of codes, and the value set of all of them, which has its id.
type codeSystem struct {
	id, title string
	// says is what the codes are for.
	says string
	// open: the list is the payer's, and not known in full.
	open     bool
	concepts []Concept
}

// definition is the R4 CodeSystem.
func (s codeSystem) definition(base string) []byte {
	content := "complete"
	if s.open {
		content = "fragment"
	}
	return written(struct {
		definitionHead
		CaseSensitive bool      `json:"caseSensitive"`
		ValueSet      string    `json:"valueSet"`
		Content       string    `json:"content"`
		Count         int       `json:"count"`
		Concept       []Concept `json:"concept,omitempty"`
	}{
		headOf("CodeSystem", s.id, s.title, s.says, base),
		true, base + "/ValueSet/" + s.id, content, len(s.concepts), s.concepts,
	})
}

// valueSet is the R4 ValueSet of all codes of the system.
func (s codeSystem) valueSet(base string) []byte {
	type include struct {
		System string `json:"system"`
	}
	type compose struct {
		Include []include `json:"include"`
	}
	return written(struct {
		definitionHead
		Compose compose `json:"compose"`
	}{
		headOf("ValueSet", s.id, s.title, s.says, base),
		compose{[]include{{base + "/CodeSystem/" + s.id}}},
	})
}
