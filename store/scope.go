package store

import "github.com/bima-exchange/bima/engine"

// within is the condition that a facility column lies in the scope. It appends what the condition
// needs to args. A scope that sees nothing lets nothing through.
func within(scope engine.Scope, column string, args *[]any) string {
	switch {
	case scope.All:
		return "TRUE"
	case len(scope.FIDs) == 0:
		return "FALSE"
	}
	return column + " IN (" + bind(args, anys(scope.FIDs)...) + ")"
}

func anys[T any](values []T) []any {
	list := make([]any, len(values))
	for i, value := range values {
		list[i] = value
	}
	return list
}
