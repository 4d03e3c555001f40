package terminology

// CodeAbove lets tests with WHO's list, which this package cannot read itself, look at it.
var CodeAbove = codeAbove
