package service

// newParameters begins the answer of an operation.
func newParameters() *writer {
	w := newWriter(512)
	w.open('{')
	w.text("resourceType", "Parameters")
	w.list("parameter")
	return w
}

// done ends it.
func (w *writer) done() []byte {
	w.close(']')
	w.close('}')
	return w.b
}

// output writes a parameter; of what is the name of its value ("valueCode"). Without a value there
// is no parameter.
func (w *writer) output(name, of, value string) {
	if value == "" {
		return
	}
	w.open('{')
	w.text("name", name)
	w.text(of, value)
	w.close('}')
}

func (w *writer) outputFlag(name string, value bool) {
	w.open('{')
	w.text("name", name)
	w.flag("valueBoolean", value)
	w.close('}')
}

// begin begins a parameter of several parts, end ends it.
func (w *writer) begin(name string) {
	w.open('{')
	w.text("name", name)
	w.list("part")
}

func (w *writer) end() {
	w.close(']')
	w.close('}')
}
