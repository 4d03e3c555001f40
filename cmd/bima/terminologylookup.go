package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

func newTerminologyLookup(out *terminal) *cobra.Command {
	var config Config
	var day string
	cmd := &cobra.Command{
		Use:   "lookup CODE",
		Short: "Tell all about a code of ICD-11, a cluster or an intervention",
		Long: "Tells what the lists of the store say of a code, and without --db or --data those that come with the program.\n" +
			"An unknown code ends with status 1 and the nearest codes.",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			l := codeLookup{today: fhir.DateOf(time.Now()), out: out}
			if day != "" {
				var err error
				if l.on, err = fhir.ParseDate(day); err != nil {
					return fmt.Errorf("--on: %w", err)
				}
			}
			set, err := readTerms(cmd.Context(), config, out)
			if err != nil {
				return err
			}
			l.set = set
			known := l.tell(strings.TrimSpace(args[0]))
			if config.storeURL() == "" {
				out.linef("%s", out.faint(carriedLists))
			}
			if !known {
				return errNo
			}
			return nil
		},
	}
	listFlags(cmd.Flags(), &config)
	cmd.Flags().StringVar(&day, "on", "", "the day of service, such as 2025-03-31 (default today; what is not in force today is told as it was or will be)")
	return cmd
}

// codeLookup tells about codes as they stand on a day. Where on is the zero Date that is today, and a
// code that is not in force then is told as it stands where it is newest.
type codeLookup struct {
	set       *terminology.Set
	on, today fhir.Date
	out       *terminal
}

// intervention is the row of a code that is told.
func (l codeLookup) intervention(code string) (terminology.Intervention, bool) {
	if !l.on.IsZero() {
		return l.set.Intervention(code, l.on)
	}
	if row, ok := l.set.Intervention(code, l.today); ok {
		return row, true
	}
	return l.set.Intervention(code, fhir.Date{})
}

// tell tells about a code, whichever it is, and reports whether all of it is known.
func (l codeLookup) tell(code string) bool {
	interventions := l.set.Catalogue().CodeSystem()
	if position, ok := interventions.Find(strings.ToUpper(code)); ok {
		return l.tellIntervention(interventions, position)
	}
	if near, ok := l.set.SuggestIntervention(code); ok {
		return l.tellUnknown(code, near)
	}
	if terminology.InterventionForm(strings.ToUpper(code)) {
		return l.tellUnknown(code, l.nearest(interventions, code)...)
	}
	return l.tellDiagnosis(code)
}

// tellUnknown says that a code is not there and which are near.
func (l codeLookup) tellUnknown(code string, near ...string) bool {
	l.out.linef("%s  no list that is loaded has this code", l.out.bad(code))
	for _, other := range near {
		l.line("near", "%s  %s", other, l.title(other))
	}
	return false
}

// mostNear is how many near codes are told.
const mostNear = 5

// nearest are the codes of a list that begin like one for as long as some do.
func (l codeLookup) nearest(list *terminology.CodeSystem, code string) []string {
	code = strings.ToUpper(code)
	for n := len(code) - 1; n > 1; n-- {
		var near []string
		for _, position := range l.set.Search(list, code[:n], nil) {
			if other := list.At(position).Code; strings.HasPrefix(other, code[:n]) && len(near) < mostNear {
				near = append(near, other)
			}
		}
		if near != nil {
			return near
		}
	}
	return nil
}

// title is that of a code of either list.
func (l codeLookup) title(code string) string {
	if intervention, ok := l.intervention(code); ok {
		return intervention.Name
	}
	diagnosis, _ := l.set.Diagnosis(code, fhir.Date{})
	return diagnosis.Title
}

// tellList tells which list a code stands in, and whose it is.
func (l codeLookup) tellList(list *terminology.CodeSystem) {
	l.line("list", "%s, %s", listName(list), list.Content)
	if list.Copyright != "" {
		l.line("source", "%s", list.Copyright)
	}
}

// line says one thing about a code, under a heading.
func (l codeLookup) line(heading, format string, args ...any) {
	l.out.linef("  %s  %s", l.out.faint(fmt.Sprintf("%-12s", heading)), fmt.Sprintf(format, args...))
}
