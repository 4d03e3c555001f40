package terminology

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
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
	"preauth":      {"", "renal", "surgical", "oncology", "optical", "radiology", "manual", "before-submission"},
	"sex":          {"", "male", "female"},
}

var levelForm = regexp.MustCompile(`^[1-6][ABC]?$`)

// readCatalogue reads interventions by code, the rows of a code in the order of their dates.
func readCatalogue(file io.Reader) (map[string][]Intervention, error) {
	catalogue := make(map[string][]Intervention)
	err := eachRow(file, interventionColumns, nil, func(cells []string) error {
		i, err := parseIntervention(cells)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(catalogue[i.Code], i.overlaps) {
			return fmt.Errorf("%s has two rows that are in force on one day", i.Code)
		}
		catalogue[i.Code] = append(catalogue[i.Code], i)
		return nil
	})
	for _, rows := range catalogue {
		slices.SortFunc(rows, func(a, b Intervention) int { return strings.Compare(a.From.String(), b.From.String()) })
	}
	return catalogue, err
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
		Preauth:     row["preauth"],
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
