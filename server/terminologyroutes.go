package server

import (
	"net/http"
)

// operationDefinitions is where R4 defines its operations.
const operationDefinitions = "http://hl7.org/fhir/OperationDefinition/"

// terminologyOperation is an operation with all ways to ask for it.
type terminologyOperation struct {
	resourceType, name string
	// route begins the names of its routes.
	route, summary, text string
	params               []Param
	gives                []Answer
	// refuses are the statuses beside 400.
	refuses []int
	// example is the name of the Parameters that are shown, instanceExample of those about one
	// resource; empty: R4 has the operation for the type alone.
	example, instanceExample string
	handle                   func(*call) error
}

// terminologyRoutes are R4's operations of terminology and the older look-ups. Code lists are public.
func (s *Server) terminologyRoutes() Group {
	var routes []Route
	for _, operation := range []terminologyOperation{s.lookupOperation(), s.validateCodeOperation(), s.subsumesOperation(), s.expandOperation(), s.validateInValueSetOperation()} {
		routes = append(routes, operation.routes()...)
	}
	return Group{
		Name: "Terminology", Text: "Look up, check and search codes: ICD-11 with clusters, the payer's interventions with their tariffs, and FHIR's code systems of claims. No token is asked for. Each operation can be asked by a query or by Parameters in a POST.",
		Routes: append(routes, s.legacyRoutes()...),
	}
}

// routes are GET and POST of the type and, where R4 has that, of an instance.
func (o terminologyOperation) routes() []Route {
	path := "/fhir/" + o.resourceType + "/$" + o.name
	routes := []Route{o.get(path), o.post(path)}
	if o.instanceExample == "" {
		return routes
	}
	o.example = o.instanceExample
	path = "/fhir/" + o.resourceType + "/:id/$" + o.name
	id := Param{In: "path", Name: "id", Text: "The id of the " + o.resourceType + ".", Example: definitionExamples[o.resourceType]}
	for _, route := range []Route{o.get(path), o.post(path)} {
		route.Name += "OfInstance"
		route.Summary += ", of one " + o.resourceType
		route.Params = append([]Param{id}, ofInstance(route.Params)...)
		route.Refuses = append(route.Refuses, http.StatusNotFound)
		routes = append(routes, route)
	}
	return routes
}

// ofInstance are the parameters of an operation without those that the instance answers.
func ofInstance(params []Param) []Param {
	var left []Param
	for _, param := range params {
		switch param.Name {
		case "url", "system", "version", "valueSetVersion":
			continue
		case "code", "codeA":
			param.Example = "queued"
		case "codeB":
			param.Example = "approved"
		case "filter":
			param.Example = ""
		}
		left = append(left, param)
	}
	return left
}

func (o terminologyOperation) get(path string) Route {
	return Route{
		Method: http.MethodGet, Path: path, handle: o.handle,
		Description: Description{
			Name: o.route, Summary: o.summary, Text: o.text, Params: o.params, Gives: o.gives,
			Refuses: append([]int{http.StatusBadRequest}, o.refuses...), Means: o.means(),
		},
	}
}

func (o terminologyOperation) post(path string) Route {
	route := o.get(path)
	route.Method = http.MethodPost
	route.Name += "ByPost"
	route.Summary += ", by POST"
	route.Text = "The same, with Parameters as body: there `coding` and `codeableConcept` can be sent, and code systems and value sets of your own; one of these may be the whole body, too. The parameters of the query count, too."
	route.Params = nil
	for _, param := range o.params {
		if param.In == "header" {
			route.Params = append(route.Params, param)
		}
	}
	route.Takes, route.Example = []Content{{typeFHIR, "OperationParameters"}, {typeJSON, "OperationParameters"}}, o.example
	route.Refuses = append(route.Refuses, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType)
	return route
}

func (o terminologyOperation) means() Interaction {
	return Interaction{Type: o.resourceType, Operation: o.name, Definition: operationDefinitions + o.resourceType + "-" + o.name}
}
