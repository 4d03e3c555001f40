package fhir

import (
	"strconv"
	"time"
)

// read is the member of an object as a Field. value is asked only about readable nodes and says
// whether it could make sense of one. Where n itself is no object, its members are unreadable.
func read[T any](n *node, path, name string, value func(*node) (T, bool)) Field[T] {
	field := Field[T]{Path: path + "." + name}
	c := n.child(name)
	switch {
	case c == nil && (n == nil || n.kind == object):
		return field
	case c != nil && !c.unreadable:
		if v, ok := value(c); ok {
			field.Value, field.State = v, Present
			return field
		}
	}
	field.State = Unreadable
	return field
}

// state is how a complex element was found.
func state(n *node) State {
	switch {
	case n == nil:
		return Absent
	case n.unreadable || n.kind != object:
		return Unreadable
	}
	return Present
}

func asText(n *node) (string, bool) { return n.text, n.kind == text }

func asBool(n *node) (bool, bool) { return n.text == "true", n.kind == boolean }

func asInt(n *node) (int, bool) {
	value, err := strconv.Atoi(n.text)
	return value, err == nil && n.kind == number
}

func asDecimal(n *node) (Decimal, bool) {
	if n.kind != number {
		return Decimal{}, false
	}
	value, err := ParseDecimal(n.text)
	return value, err == nil
}

func asDateTime(n *node) (DateTime, bool) {
	if n.kind != text {
		return DateTime{}, false
	}
	moment := DateTime{Text: n.text, Time: parseInstant(n.text)}
	if moment.Time.IsZero() && len(n.text) == len(time.DateOnly) {
		moment.Time = parseDay(n.text)
	}
	return moment, soundDateTime(n.text)
}

// each makes a view of every value of a repeated element; elements that are no objects are left
// out.
func each[T any](n *node, path, name string, view func(*node, string) T) []T {
	var views []T
	for _, c := range n.list(name) {
		if state(c) == Present {
			views = append(views, view(c, path+"."+name+"["+strconv.Itoa(c.index)+"]"))
		}
	}
	return views
}

// readEach is every value of a repeated primitive.
func readEach[T any](n *node, path, name string, value func(*node) (T, bool)) []Field[T] {
	var fields []Field[T]
	for _, c := range n.list(name) {
		if c.kind == null {
			continue // the value is absent, its extension stands in the companion
		}
		field := Field[T]{Path: path + "." + name + "[" + strconv.Itoa(c.index) + "]", State: Unreadable}
		if v, ok := value(c); ok && !c.unreadable {
			field.Value, field.State = v, Present
		}
		fields = append(fields, field)
	}
	return fields
}

func readCoding(n *node, path string) Coding {
	return Coding{
		Path:      path,
		System:    n.value("system"),
		Version:   n.value("version"),
		Code:      n.value("code"),
		Display:   n.value("display"),
		Extension: each(n, path, "extension", readExtension),
	}
}

func readConcept(n *node, path string) CodeableConcept {
	concept := CodeableConcept{Path: path, State: state(n)}
	if concept.State == Present {
		concept.Coding = each(n, path, "coding", readCoding)
		concept.Text = n.value("text")
		concept.Extension = each(n, path, "extension", readExtension)
	}
	return concept
}

func readIdentifier(n *node, path string) Identifier {
	identifier := Identifier{Path: path, System: n.value("system"), Value: n.value("value")}
	for _, coding := range n.child("type").list("coding") {
		if code := coding.value("code"); code != "" {
			identifier.Type = append(identifier.Type, code)
		}
	}
	return identifier
}

func readReference(n *node, path string) Reference {
	reference := Reference{Path: path, State: state(n)}
	if reference.State == Present {
		reference.Literal = n.value("reference")
		reference.Type = n.value("type")
		reference.Identifier = readIdentifier(n.child("identifier"), path+".identifier")
		reference.Display = n.value("display")
	}
	return reference
}

func readPeriod(n *node, path string) Period {
	return Period{
		Path:  path,
		State: state(n),
		Start: read(n, path, "start", asDateTime),
		End:   read(n, path, "end", asDateTime),
	}
}

func readAmount(n *node, path string) Amount {
	value := read(n, path, "value", asDecimal)
	amount := Amount{Path: path, State: value.State, Currency: read(n, path, "currency", asText)}
	if !value.Present() {
		return amount
	}
	cents, whole := value.Value.Cents()
	if !whole {
		amount.State = Unreadable
		return amount
	}
	amount.Value = value.Value
	amount.Money = Money{Cents: cents, Currency: amount.Currency.Value}
	return amount
}

func readExtension(n *node, path string) Extension {
	return Extension{
		Path:      path,
		URL:       n.value("url"),
		String:    read(n, path, "valueString", asText),
		Date:      read(n, path, "valueDate", asDateTime),
		Money:     readAmount(n.child("valueMoney"), path+".valueMoney"),
		Reference: readReference(n.child("valueReference"), path+".valueReference"),
		Concept:   readConcept(n.child("valueCodeableConcept"), path+".valueCodeableConcept"),
		Extension: each(n, path, "extension", readExtension),
	}
}
