package terminology

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
)

var interventionColumns = []string{
	"code", "name", "fund", "mechanism", "unit", "access_point", "levels", "tariff",
	"preauth", "sex", "min_age", "max_age", "from", "to",
}

// words are the values that a column may have, besides none where the empty word is listed.
var words = map[string][]string{
	"fund":         {"", "SHIF_Only", "PHC_Only", "ECCIF_Only", "PHC_and_SHIF", "PMSF", "ALL"},
	"mechanism":    {string(FeeForService), string(FixedFeeForService), string(Capitation), string(PerDiem), string(CaseBased)},
	"unit":         {string(Day), string(Session), string(Case), string(Item), string(Capita)},
	"access_point": {"", "IP", "OP", "OP_and_IP", "MR"},
	"sex":          {"", "male", "female"},
}

var levelForm = regexp.MustCompile(`^[1-6][ABC]?$`)

// readInterventions reads the rows of a catalogue.
func readInterventions(file io.Reader) ([]Intervention, error) {
	var rows []Intervention
	err := eachRow(file, interventionColumns, func(cells []string) error {
		i, err := parseIntervention(cells)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(rows, func(row Intervention) bool { return row.Code == i.Code && row.overlaps(i) }) {
			return fmt.Errorf("%s has two rows that are in force on one day", i.Code)
		}
		rows = append(rows, i)
		return nil
	})
	return rows, err
}

// parseIntervention reads one row.
func parseIntervention(cells []string) (Intervention, error) {
	row := make(map[string]string, len(cells))
	for n, column := range interventionColumns {
		row[column] = cells[n]
		if allowed, ok := words[column]; ok && !slices.Contains(allowed, cells[n]) {
			return Intervention{}, fmt.Errorf("%s %q is none of %q", column, cells[n], allowed)
		}
	}
	i := Intervention{
		Code:        row["code"],
		Name:        row["name"],
		Fund:        row["fund"],
		Mechanism:   Mechanism(row["mechanism"]),
		Unit:        Unit(row["unit"]),
		AccessPoint: row["access_point"],
		Sex:         row["sex"],
		Capitated:   Unit(row["unit"]) == Capita,
	}
	if !InterventionForm(i.Code) {
		return Intervention{}, fmt.Errorf("%q has not the form of an intervention code", i.Code)
	}
	i.Scheme = Scheme(i.Code[:3])
	if i.Name == "" {
		return Intervention{}, fmt.Errorf("%s has no name", i.Code)
	}
	if i.Capitated != (i.Mechanism == Capitation) || (i.Mechanism == PerDiem && i.Unit != Day) {
		return Intervention{}, fmt.Errorf("%s is paid by %s, which does not go by the %s", i.Code, i.Mechanism, i.Unit)
	}
	// Levels come before tariffs, which may be given for all of them at once.
	err := errors.Join(
		i.readLevels(row["levels"]),
		i.readTariffs(row["tariff"]),
		i.readPreauth(row["preauth"]),
		readYears(row["min_age"], &i.MinAge),
		readYears(row["max_age"], &i.MaxAge),
		readDay(row["from"], &i.From),
		readDay(row["to"], &i.To),
	)
	if err != nil {
		return Intervention{}, fmt.Errorf("%s: %w", i.Code, err)
	}
	return i, nil
}
