package server

import (
	"net/http"
	"slices"

	"github.com/bima-exchange/bima/engine"
)

// Description is what an integrator has to know of a route. Its texts may hold words in backquotes,
// and paragraphs parted by an empty line.
type Description struct {
	// Name is the operationId of OpenAPI, and how the examples of the route are called.
	Name string
	// Summary is one line without a full stop; Text is what there is to say beyond it.
	Summary, Text string
	Params        []Param
	// Basic says whether the route reads Basic credentials. No route with May does.
	Basic Basic
	// Takes are the forms in which the body of the request may come; none: no body is read.
	Takes []Content
	// Example is the name of the body that is shown, where it is not that of the schema.
	Example string
	// Gives are the answers that belong to this route. Refuses are the statuses with which it may
	// refuse by an OperationOutcome, beside those of every route: see refusals.
	Gives   []Answer
	Refuses []int
	// Means is what the route is in FHIR.
	Means Interaction
}

// Basic says what a route does with Basic credentials.
type Basic int

const (
	// NoBasic: it does not look at them.
	NoBasic Basic = iota
	// BasicNeeded: it asks for them.
	BasicNeeded
	// BasicTaken: it takes them, or else credentials in the body.
	BasicTaken
)

// Param is what a request may carry beside its body.
type Param struct {
	// In is "path", "query" or "header".
	In, Name, Text string
	// Type is that of JSON Schema, "string" where it is empty; Values are all values where they can
	// be counted.
	Type   string
	Values []string
	// Required: the request is refused without it. A parameter of the path always is.
	Required bool
	// Example is the value in the request that is shown; without one the parameter is left out there.
	Example string
	// Search is the type of the search parameter that it is in FHIR ("token"), empty for none.
	Search string
}

// Content is a form in which a body comes.
type Content struct {
	Media string
	// Schema is the name of a schema in schema/; empty: the body is text.
	Schema string
}

// Answer is what a route answers with. Without Content it has no body.
type Answer struct {
	Status  int
	Text    string
	Content []Content
	// Headers are names in headerTexts.
	Headers []string
}

// Interaction is what a route is in FHIR; zero for what FHIR has no word for.
type Interaction struct {
	// Type is the resource type.
	Type string
	// Code is that of http://hl7.org/fhir/restful-interaction: "read", "search-type"; empty for an
	// operation.
	Code string
	// Operation is the name of an operation without its "$", and Definition the canonical url of its
	// OperationDefinition.
	Operation, Definition string
	// Message: it takes in messages.
	Message bool
}

// refusals are the statuses of all refusals that are OperationOutcomes, in ascending order.
func (r Route) refusals() []int {
	statuses := append(slices.Clone(r.Refuses), http.StatusInternalServerError, http.StatusServiceUnavailable)
	if len(r.May) > 0 {
		statuses = append(statuses, http.StatusUnauthorized, http.StatusTooManyRequests)
	}
	if n := len(r.May); n > 0 && n < len(engine.Roles) {
		statuses = append(statuses, http.StatusForbidden)
	}
	slices.Sort(statuses)
	return slices.Compact(statuses)
}

// refusalTexts say when a status is answered.
var refusalTexts = map[int]string{
	http.StatusBadRequest:            "The body is not what is taken here, or a parameter cannot be read.",
	http.StatusUnauthorized:          "There is no token or it is a bad one; the credentials are wrong.",
	http.StatusForbidden:             "The role may not do this, or the client may not act for the facility.",
	http.StatusNotFound:              "Unknown, or another facility's: both get one and the same body.",
	http.StatusConflict:              "A claim id that another facility holds; the entry is named and nothing else. Or a step that the state of the claim does not allow, or a facility that has a callback endpoint already.",
	http.StatusPreconditionFailed:    "The claim is no longer as the caller has seen it. Read it again, and decide on what it is now.",
	http.StatusPreconditionRequired:  "`If-Match` is missing.",
	http.StatusRequestEntityTooLarge: "The body is too large, or a bundle has too many claims or entries.",
	http.StatusUnsupportedMediaType:  "Another media type, charset or content coding than those that are taken.",
	http.StatusUnprocessableEntity:   "At least one rule of level error failed: all findings are told at once, and nothing is stored. Or a step that cannot be made as it is asked, or a value set that cannot be expanded.",
	http.StatusTooManyRequests:       "Too many requests or failed log-ins. Wait as long as `Retry-After` says.",
	http.StatusInternalServerError:   "A fault of the exchange. The answer names the request and nothing else.",
	http.StatusServiceUnavailable:    "Not ready, or the store cannot be reached. Send the same request again after `Retry-After`.",
}

// refusalHeaders are the headers of refusals that have any.
var refusalHeaders = map[int][]string{
	http.StatusUnauthorized:       {"WWW-Authenticate"},
	http.StatusTooManyRequests:    {"Retry-After"},
	http.StatusServiceUnavailable: {"Retry-After"},
}

// headerTexts are the headers of answers that a caller may want to read.
var headerTexts = map[string]string{
	"Content-Disposition": "The document is to be saved, under this name.",
	"Content-Location":    "Where to ask what became of the claims of the bundle.",
	"ETag":                "The version of what is answered. Send it as `If-None-Match` next time.",
	"Location":            "Where to read the resource that was created.",
	"Preference-Applied":  "The preferences of the request that were met.",
	"Retry-After":         "How many seconds to wait before the next try.",
	"WWW-Authenticate":    "Which credentials are wanted.",
	"X-Bima-Duplicate":    "`content-differs`: the claim was accepted before with other content. Nothing has changed.",
	"X-Request-Id":        "The name of the request: that which the caller sent (up to 64 letters, digits, dots, dashes and underlines), else a new one. Give it when you ask for help.",
}
