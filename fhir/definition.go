package fhir

import (
	"slices"
	"strings"
	"sync"

	"github.com/google/fhir/go/proto/google/fhir/proto/annotations_go_proto"
	"github.com/google/fhir/go/proto/google/fhir/proto/r4/core/resources/bundle_and_contained_resource_go_proto"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// definition is what R4 says of one type (a resource, a data type, a backbone element, a
// primitive), read once from google/fhir's message descriptor.
type definition struct {
	name string
	// resource: the JSON object names its type in resourceType.
	resource bool
	// anyResource: in this place any resource may stand.
	anyResource bool
	// primitive is R4's name of the primitive type, "positiveInt"; empty for any other type.
	primitive string
	// codes are the codes of a required binding, where the type is a code that has one.
	codes []string
	// elements are by their JSON name, a choice once for each of its types.
	elements map[string]*element
	required []*element
}

// element is what R4 says of one element of a type.
type element struct {
	name string
	// choice is "serviced" for servicedDate and servicedPeriod, empty where there is no choice.
	choice string
	list   bool
	// targets are the resource types that a Reference may lead to; empty where any is permitted.
	targets []string

	message protoreflect.MessageDescriptor
}

// definition is what R4 says of the element's type.
func (e *element) definition() *definition { return define(e.message) }

var (
	definitions sync.Map // protoreflect.MessageDescriptor → *definition

	containedResource = (&bundle_and_contained_resource_go_proto.ContainedResource{}).ProtoReflect().Descriptor()
)

// resources are the definitions' descriptors of all resources of R4 by their type.
var resources = sync.OnceValue(func() map[string]protoreflect.MessageDescriptor {
	byType := map[string]protoreflect.MessageDescriptor{}
	for i := range containedResource.Fields().Len() {
		if m := containedResource.Fields().Get(i).Message(); m != nil {
			byType[string(m.Name())] = m
		}
	}
	return byType
})

// defineResource is the definition of a resource type, nil where R4 has no such type.
func defineResource(resourceType string) *definition {
	message, ok := resources()[resourceType]
	if !ok {
		return nil
	}
	return define(message)
}

func define(message protoreflect.MessageDescriptor) *definition {
	if d, ok := definitions.Load(message); ok {
		return d.(*definition)
	}
	d, _ := definitions.LoadOrStore(message, newDefinition(message))
	return d.(*definition)
}

func newDefinition(message protoreflect.MessageDescriptor) *definition {
	d := &definition{name: string(message.Name()), elements: map[string]*element{}}
	switch option(message, annotations_go_proto.E_StructureDefinitionKind) {
	case annotations_go_proto.StructureDefinitionKindValue_KIND_PRIMITIVE_TYPE:
		d.primitive = primitiveName(message)
		d.codes = requiredCodes(message)
	case annotations_go_proto.StructureDefinitionKindValue_KIND_RESOURCE:
		d.resource = true
	}
	// contained resources are google.protobuf.Any, which knows nothing of what it holds.
	d.anyResource = message == containedResource || message.FullName() == "google.protobuf.Any"
	if d.anyResource {
		d.name = "Resource"
		return d
	}
	for i := range message.Fields().Len() {
		d.add(message.Fields().Get(i))
	}
	return d
}

// add takes up one field of the message.
func (d *definition) add(field protoreflect.FieldDescriptor) {
	// A field without a message holds a primitive's value; of the many fields in which google/fhir
	// keeps a reference, "reference" alone is in the JSON.
	if field.Message() == nil || d.name == "Reference" && field.ContainingOneof() != nil && field.Name() != "uri" {
		return
	}
	e := &element{
		name:    field.JSONName(),
		list:    field.Cardinality() == protoreflect.Repeated,
		targets: targets(field),
		message: field.Message(),
	}
	if option(field, annotations_go_proto.E_ValidationRequirement) == annotations_go_proto.Requirement_REQUIRED_BY_FHIR {
		d.required = append(d.required, e)
	}
	if isChoice, _ := option(field.Message(), annotations_go_proto.E_IsChoiceType).(bool); !isChoice {
		d.elements[e.name] = e
		return
	}
	e.choice = e.name
	for i := range field.Message().Fields().Len() {
		typed := field.Message().Fields().Get(i)
		name := e.name + strings.ToUpper(typed.JSONName()[:1]) + typed.JSONName()[1:]
		d.elements[name] = &element{name: name, choice: e.name, targets: targets(typed), message: typed.Message()}
	}
}

// typed are the names of a choice's elements, sorted.
func (d *definition) typed(choice string) []string {
	var typed []string
	for name, e := range d.elements {
		if e.choice == choice {
			typed = append(typed, name)
		}
	}
	slices.Sort(typed)
	return typed
}

func targets(field protoreflect.FieldDescriptor) []string {
	targets, _ := option(field, annotations_go_proto.E_ValidReferenceType).([]string)
	if slices.Contains(targets, "Resource") {
		return nil
	}
	return targets
}

// option is an annotation of google/fhir on a descriptor.
func option(of protoreflect.Descriptor, annotation protoreflect.ExtensionType) any {
	return proto.GetExtension(of.Options(), annotation)
}

// primitiveName is R4's name of the primitive. A code with a binding is a message of its own.
func primitiveName(message protoreflect.MessageDescriptor) string {
	bound, _ := option(message, annotations_go_proto.E_FhirProfileBase).([]string)
	if len(bound) > 0 {
		return bound[0][strings.LastIndexByte(bound[0], '/')+1:]
	}
	name := string(message.Name())
	return strings.ToLower(name[:1]) + name[1:]
}

func requiredCodes(message protoreflect.MessageDescriptor) []string {
	value := message.Fields().ByName("value")
	if value == nil || value.Kind() != protoreflect.EnumKind {
		return nil
	}
	var codes []string
	for i := 1; i < value.Enum().Values().Len(); i++ { // 0 is "no code"
		v := value.Enum().Values().Get(i)
		code, _ := option(v, annotations_go_proto.E_FhirOriginalCode).(string)
		if code == "" {
			code = strings.ReplaceAll(strings.ToLower(string(v.Name())), "_", "-")
		}
		codes = append(codes, code)
	}
	return codes
}
