package terminology

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

// readLevels reads "3;4;4A".
func (i *Intervention) readLevels(cell string) error {
	if cell == "" {
		return nil
	}
	i.Levels = strings.Split(cell, ";")
	for _, level := range i.Levels {
		if !levelForm.MatchString(level) {
			return fmt.Errorf("%q is no facility level", level)
		}
	}
	return nil
}

// readTariffs reads "3=2240;4=3360", in whole shillings by level, or one amount for each level
// that may deliver the intervention. Levels must have been read.
func (i *Intervention) readTariffs(cell string) error {
	if cell == "" {
		return nil
	}
	i.Tariffs = make(map[string]fhir.Money)
	if !strings.Contains(cell, "=") {
		for _, level := range i.Levels {
			if err := i.setTariff(wholeLevel(level), cell); err != nil {
				return err
			}
		}
		if len(i.Levels) == 0 {
			return fmt.Errorf("tariff %s needs the levels that it is for", cell)
		}
		return nil
	}
	for pair := range strings.SplitSeq(cell, ";") {
		level, amount, _ := strings.Cut(pair, "=")
		if level != wholeLevel(level) || !levelForm.MatchString(level) {
			return fmt.Errorf("tariff for level %q; a level from 1 to 6 is wanted", level)
		}
		if err := i.setTariff(level, amount); err != nil {
			return err
		}
	}
	return nil
}

// setTariff sets the amount of one level. Free is not a tariff: capitated rows have none.
func (i *Intervention) setTariff(level, amount string) error {
	shillings, err := strconv.ParseInt(amount, 10, 32)
	if err != nil || shillings <= 0 || i.Capitated {
		return fmt.Errorf("tariff %q; whole shillings above zero are wanted, and none for a capitated code", amount)
	}
	i.Tariffs[level] = fhir.Shillings(shillings)
	return nil
}

// preauthKinds are the kinds of preauthorization.
var preauthKinds = []string{"renal", "surgical", "oncology", "optical", "radiology", "manual", "before-submission"}

// readPreauth reads "renal;manual".
func (i *Intervention) readPreauth(cell string) error {
	if cell == "" {
		return nil
	}
	i.Preauth = strings.Split(cell, ";")
	for _, kind := range i.Preauth {
		if !slices.Contains(preauthKinds, kind) {
			return fmt.Errorf("preauth %q is none of %q", kind, preauthKinds)
		}
	}
	return nil
}

// overlaps reports whether two rows share a day.
func (i Intervention) overlaps(other Intervention) bool {
	return (i.To.IsZero() || !other.From.After(i.To)) && (other.To.IsZero() || !i.From.After(other.To))
}

func readYears(cell string, years **int) error {
	if cell == "" {
		return nil
	}
	n, err := strconv.Atoi(cell)
	if err != nil || n < 0 || n > 150 {
		return fmt.Errorf("%q is no age in years", cell)
	}
	*years = &n
	return nil
}

func readDay(cell string, day *fhir.Date) (err error) {
	if cell != "" {
		*day, err = fhir.ParseDate(cell)
	}
	return err
}
