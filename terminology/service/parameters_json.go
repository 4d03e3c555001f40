package service

import "encoding/json"

// mostParameters is how many parameters are read.
const mostParameters = 1000

type parametersJSON struct {
	ResourceType string          `json:"resourceType"`
	Parameter    []parameterJSON `json:"parameter"`
}

// parameterJSON has the forms of values that the operations know.
type parameterJSON struct {
	Name                 string          `json:"name"`
	ValueString          *string         `json:"valueString"`
	ValueCode            *string         `json:"valueCode"`
	ValueURI             *string         `json:"valueUri"`
	ValueURL             *string         `json:"valueUrl"`
	ValueCanonical       *string         `json:"valueCanonical"`
	ValueID              *string         `json:"valueId"`
	ValueDate            *string         `json:"valueDate"`
	ValueDateTime        *string         `json:"valueDateTime"`
	ValueBoolean         json.RawMessage `json:"valueBoolean"`
	ValueInteger         json.RawMessage `json:"valueInteger"`
	ValueCoding          *codingJSON     `json:"valueCoding"`
	ValueCodeableConcept *conceptJSON    `json:"valueCodeableConcept"`
	Resource             json.RawMessage `json:"resource"`
}

type codingJSON struct {
	System  string `json:"system"`
	Version string `json:"version"`
	Code    string `json:"code"`
	Display string `json:"display"`
}

type conceptJSON struct {
	Coding []codingJSON `json:"coding"`
}

// ReadParameters reads an R4 Parameters resource as JSON, or a ValueSet or CodeSystem as the one parameter.
func ReadParameters(body []byte) (Parameters, error) {
	var resource parametersJSON
	if err := json.Unmarshal(body, &resource); err != nil {
		return nil, invalid("Parameters", "the body cannot be read as Parameters: it is no JSON, or a value in it is of another type than R4 says")
	}
	switch resource.ResourceType {
	case "Parameters":
	case "ValueSet": // R4 lets the one resource that an operation takes be sent as it is
		return Parameters{{Name: "valueSet", Resource: body}}, nil
	case "CodeSystem":
		return Parameters{{Name: "codeSystem", Resource: body}}, nil
	case "":
		return nil, invalid("Parameters", "the body has no resourceType; Parameters are wanted")
	default:
		return nil, invalid("Parameters", "the body is a %q; Parameters are wanted", shortened(resource.ResourceType))
	}
	if len(resource.Parameter) > mostParameters {
		return nil, invalid("Parameters", "there are %d parameters, and at most %d are read", len(resource.Parameter), mostParameters)
	}
	in := make(Parameters, 0, len(resource.Parameter))
	for i := range resource.Parameter {
		parameter, err := resource.Parameter[i].read()
		if err != nil {
			return nil, err
		}
		in = append(in, parameter)
	}
	return in, nil
}

// read is the parameter in the one form in which it was given.
func (p *parameterJSON) read() (Parameter, error) {
	if p.Name == "" {
		return Parameter{}, invalid("Parameters", "a parameter has no name")
	}
	parameter := Parameter{Name: p.Name, Resource: p.Resource}
	texts := [...]*string{
		p.ValueString, p.ValueCode, p.ValueURI, p.ValueURL, p.ValueCanonical, p.ValueID, p.ValueDate, p.ValueDateTime,
	}
	for _, text := range texts {
		if text != nil {
			parameter.Text = *text
		}
	}
	switch {
	case p.ValueBoolean != nil:
		parameter.Text = string(p.ValueBoolean)
	case p.ValueInteger != nil:
		parameter.Text = string(p.ValueInteger)
	case p.ValueCoding != nil:
		parameter.Codings = []Coding{Coding(*p.ValueCoding)}
	case p.ValueCodeableConcept != nil:
		for _, coding := range p.ValueCodeableConcept.Coding {
			parameter.Codings = append(parameter.Codings, Coding(coding))
		}
	}
	return parameter, nil
}
