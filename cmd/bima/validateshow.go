package main

import "github.com/bima-exchange/bima/fhir"

// validateReport tells what was found in files, in one of the forms that --json and --sarif choose.
type validateReport interface {
	// add takes the files in order; close ends the report.
	add(checked) error
	close() error
}

// textReport is the report for people.
type textReport struct {
	out   *terminal
	files int
	total levelCounts
	// mend is the rule of the first error that is of a rule.
	mend string
	// open: findings stand above, and an empty line is due before what follows.
	open bool
}

func (r *textReport) add(found checked) error {
	r.files++
	r.total.add(found.issues)
	groups := grouped(found.issues)
	word := r.out.good("fine")
	if fhir.HasErrors(found.issues) {
		word = r.out.bad("not fine")
	}
	if r.open {
		r.out.linef("")
	}
	r.out.linef("%s  %s", word, found.file)
	text := newSource(found.body)
	for _, g := range groups {
		g.show(r.out, text)
		if r.mend == "" && g.Level == fhir.Error {
			r.mend = g.Rule
		}
	}
	r.open = len(groups) > 0
	return nil
}

// close prints the count and what to do next.
func (r *textReport) close() error {
	r.out.linef("\n%s in %s", r.out.bold(r.total.String()), count(r.files, "file"))
	switch {
	case r.mend != "":
		r.out.linef("A bundle with an error is refused: mend the errors and check again. bima rules %s tells more about that rule.", r.mend)
	case r.total.errors > 0:
		r.out.linef("A bundle with an error is refused: mend the errors and check again.")
	case r.total.warnings > 0:
		r.out.linef("Nothing is refused. Each warning says what was repaired or is doubtful: mend it in the program that writes the bundles.")
	default:
		r.out.linef("Nothing is to be mended. bima submit sends bundles.")
	}
	return nil
}

// maxPlaces is how many more places of a finding are shown one by one.
const maxPlaces = 5

// show prints a finding with the JSON around it, and where else it is found. What is said elsewhere
// is printed where the sentence is another.
func (g *group) show(out *terminal, text source) {
	level := func(text string) string { return out.level(g.Level.String(), text) }
	title := level(g.Level.String())
	if g.Rule != "" {
		title += " " + g.Rule
	}
	if g.Path != "" {
		title += "  " + out.bold(printable(g.Path))
	}
	out.linef("\n  %s\n      %s", title, printable(g.Text))
	for _, line := range text.excerpt(g.Offset, level) {
		out.linef("      %s", line)
	}
	if len(g.more) == 0 {
		return
	}
	out.linef("      and %d more like it:", len(g.more))
	for _, issue := range g.more[:min(len(g.more), maxPlaces)] {
		out.linef("        line %d  %s", text.place(issue.Offset).line, printable(issue.Path))
		if issue.Text != g.Text {
			out.linef("          %s", printable(issue.Text))
		}
	}
	if left := len(g.more) - maxPlaces; left > 0 {
		out.linef("        and in %s more; --sarif has all", count(left, "place"))
	}
}

// level paints text as what is said at a severity.
func (t *terminal) level(severity, text string) string {
	switch severity {
	case "error", "fatal":
		return t.bad(text)
	case "warning":
		return t.doubt(text)
	}
	return t.faint(text)
}
