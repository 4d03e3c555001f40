package server

import (
	"encoding/json"

	"github.com/bima-exchange/bima/engine"
)

// resourceOf is what an operation is asked about: the body itself or, where it is R4 Parameters, the
// bytes of their parameter "resource". A body that is no JSON is left to those who read the resource.
func resourceOf(body []byte) ([]byte, error) {
	var parameters struct {
		ResourceType string            `json:"resourceType"`
		Parameter    []json.RawMessage `json:"parameter"`
	}
	if err := json.Unmarshal(body, &parameters); err != nil || parameters.ResourceType != "Parameters" {
		return body, nil
	}
	var resource []byte
	for _, each := range parameters.Parameter {
		var parameter struct {
			Name     string          `json:"name"`
			Resource json.RawMessage `json:"resource"`
		}
		if err := json.Unmarshal(each, &parameter); err != nil {
			return nil, engine.Errorf(engine.Invalid, "the Parameters hold something that is no parameter; the one that is wanted is {\"name\": \"resource\", \"resource\": {…}}")
		}
		if parameter.Name != "resource" {
			return nil, engine.Errorf(engine.Invalid, "the parameter %q is not known here; send the parameter \"resource\" alone", parameter.Name)
		}
		if resource != nil {
			return nil, engine.Errorf(engine.Invalid, "the parameter \"resource\" is given twice; check one bundle at a time")
		}
		resource = parameter.Resource
	}
	if resource == nil {
		return nil, engine.Errorf(engine.Invalid, "the Parameters have no parameter \"resource\"; it is wanted, with the Bundle in it")
	}
	return resource, nil
}
