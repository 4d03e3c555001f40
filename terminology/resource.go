package terminology

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
)

// maxResource is how many bytes of a resource are read: the largest code systems in use, written as
// R4, are smaller.
const maxResource = 64 << 20

// ReadResource reads an R4 CodeSystem or ValueSet as JSON; the other result is nil. Of a CodeSystem
// content complete and fragment are read, and concepts with their designations and properties; of a
// ValueSet its compose. An error names the element that is not right.
func ReadResource(body []byte) (*CodeSystem, *ValueSet, error) {
	if len(body) > maxResource {
		return nil, nil, fmt.Errorf("the resource has %d bytes; at most %d are read", len(body), maxResource)
	}
	var head struct {
		ResourceType string `json:"resourceType"`
	}
	if err := readJSON(body, "resource", &head); err != nil {
		return nil, nil, err
	}
	switch head.ResourceType {
	case "CodeSystem":
		system, err := readCodeSystem(body)
		return system, nil, err
	case "ValueSet":
		valueSet, err := readValueSet(body)
		return nil, valueSet, err
	}
	return nil, nil, fmt.Errorf("resourceType is %q; wanted is CodeSystem or ValueSet", head.ResourceType)
}

// readJSON reads a resource and names the element that is of another type than R4's.
func readJSON(body []byte, name string, into any) error {
	err := json.Unmarshal(body, into)
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return fmt.Errorf("%s.%s is a JSON %s, which it cannot be in R4", name, wrong.Field, wrong.Value)
	}
	if err != nil {
		return fmt.Errorf("the %s is no JSON: %w", name, err)
	}
	return nil
}

// codeForm is R4's form of a code: no white space but single spaces within.
var codeForm = regexp.MustCompile(`^\S+( \S+)*$`)

// checkCode reports a code that is missing or not of R4's form.
func checkCode(path, code string) error {
	switch {
	case code == "":
		return fmt.Errorf("%s is missing", path)
	case !codeForm.MatchString(code):
		return fmt.Errorf("%s is %q; a code has no spaces but single ones between its words", path, code)
	}
	return nil
}
