package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
	"github.com/bima-exchange/bima/terminology/sheet"
)

func newTariff(out *terminal) *cobra.Command {
	cmd := &cobra.Command{Use: "tariff", Short: "Compare, import and show the payer's interventions and tariffs"}
	cmd.AddCommand(newTariffDiff(out), newTariffImport(out), newTariffShow(out))
	return cmd
}

// tariffOptions are the flags of the commands that read a list of tariffs.
type tariffOptions struct {
	config  Config
	from    string
	headers []string
	// form is how the list is read, and plan what is to be done with it: both by the flags alone.
	form            sheet.Options
	plan            terminology.TariffPlan
	asJSON, verbose bool
	report          string
}

func (o *tariffOptions) flags(flags *pflag.FlagSet) {
	o.config.storeFlags(flags)
	flags.StringVar(&o.from, "from", "", "first day of the rows that give none, as YYYY-MM-DD (default tomorrow; for the first import "+firstDay.String()+")")
	flags.StringArrayVar(&o.headers, "map", nil, "column=Header: read a column under this header (can be given several times)")
	flags.StringVar(&o.form.Sheet, "sheet", "", "sheet of the workbook (default the first that is not hidden)")
	flags.StringVar((*string)(&o.plan.Content), "content", "", "complete (no other codes exist) or fragment (others may exist) (default what the list in force is; complete for the first import)")
	flags.BoolVar(&o.plan.EndMissing, "end-missing", false, "end the codes that the file has not on the day before --from")
	flags.BoolVar(&o.asJSON, "json", false, "one line of JSON")
	flags.BoolVarP(&o.verbose, "verbose", "v", false, "say all of each row and each code")
	flags.StringVar(&o.report, "report", "", "file to write what became of each row to, as CSV")
}

// firstDay is the day on which the payer's scheme began: rows of a first import are in force from it
// on where they give no day.
var firstDay = fhir.Date{Year: 2024, Month: time.October, Day: 1}

// read checks the flags.
func (o *tariffOptions) read(today fhir.Date) error {
	if o.plan.Content != "" && o.plan.Content != terminology.Complete && o.plan.Content != terminology.Fragment {
		return fmt.Errorf("--content is %q; wanted is complete or fragment", o.plan.Content)
	}
	if o.from != "" {
		day, err := fhir.ParseDate(o.from)
		if err != nil {
			return fmt.Errorf("--from: %w", err)
		}
		o.plan.From = day
	}
	o.plan.Today = today
	o.form.Headers = make(map[string]string)
	for _, text := range o.headers {
		column, header, ok := strings.Cut(text, "=")
		if !ok || header == "" {
			return fmt.Errorf("--map is %q; wanted is column=Header, such as --map code=\"SHA code\"", text)
		}
		o.form.Headers[column] = header
	}
	return nil
}

// tariffFile is a list of tariffs, read and compared with what is in force.
type tariffFile struct {
	name    string
	sheet   *sheet.Sheet
	reading *terminology.TariffReading
	// difference is nil where rows are refused.
	difference *terminology.Difference
	// from is the first day of the rows that give none.
	from fhir.Date
}

// compareTariffs reads a list and compares it with the record. Nothing is compared where rows are
// refused.
func compareTariffs(ctx context.Context, record terminology.Record, path string, options *tariffOptions) (*tariffFile, error) {
	opened, err := openInput(path)
	if err != nil {
		return nil, err
	}
	defer opened.Close()
	read, err := sheet.Read(opened, options.form)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	kept, err := record.Read(ctx)
	if err != nil {
		return nil, err
	}
	plan := options.plan
	switch {
	case !plan.From.IsZero():
	case kept.Catalogue == nil:
		plan.From = firstDay
	default:
		plan.From = plan.Today.AddDays(1)
	}
	file := &tariffFile{name: path, sheet: read, from: plan.From, reading: terminology.ReadTariffs(read.Table, plan.From)}
	if len(file.reading.Refused()) == 0 {
		plan.Rows, plan.Silent = file.reading.Rows, file.reading.Silent
		file.difference = terminology.Compare(kept, plan)
	}
	return file, nil
}

// refused are the rows for which nothing can be imported.
func (f *tariffFile) refused() []terminology.Remark {
	if f.difference == nil {
		return f.reading.Refused()
	}
	return f.difference.Refused
}
