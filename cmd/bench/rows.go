package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// copyRows is an INSERT into a table of rows of itself or of another with the same columns, whose name
// in from is t. A column has what other says, an expression, or else what t has: so a column of which
// the bench knows nothing is copied.
func (p *postgres) copyRows(ctx context.Context, database, table, from string, other map[string]string) (string, error) {
	names, err := p.query(ctx, database, `SELECT attname FROM pg_attribute
		WHERE attrelid = '`+table+`'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`)
	if err != nil {
		return "", err
	}
	columns := strings.Fields(names)
	values := make([]string, len(columns))
	for i, column := range columns {
		values[i] = "t." + column
		if expression, ok := other[column]; ok {
			values[i] = expression
		}
	}
	for column := range other {
		if !slices.Contains(columns, column) {
			return "", fmt.Errorf("the table %s has no column %s any more", table, column)
		}
	}
	return fmt.Sprintf("INSERT INTO %s (%s) SELECT %s FROM %s", table, strings.Join(columns, ", "), strings.Join(values, ", "), from), nil
}

// numbered is the end of a registry number, in SQL: the digits of n and a check digit.
func numbered(n string, digits int) string {
	return fmt.Sprintf("lpad((%s)::text, %d, '0') || '-' || (%[1]s) %% 10", n, digits)
}

// multiply makes what the registry has of the first patient of each sample into as many patients as
// there are, with their households and practitioners.
func (p *postgres) multiply(ctx context.Context, database string, patients int) error {
	household := fmt.Sprintf("n %% %d", households)
	for _, of := range []struct {
		table string
		most  int
		other map[string]string
	}{
		{"member", patients - 1, map[string]string{
			"number": "left(t.number, 6) || " + numbered("n", 9), "household": "'HH' || substr(t.number, 3, 4) || " + numbered(household, 9),
		}},
		{"coverage", patients - 1, map[string]string{"member": "left(t.member, 6) || " + numbered("n", 9)}},
		{"practitioner", (patients - 1) / patientsOfPractitioner, map[string]string{"puid": "left(t.puid, 7) || " + numbered("n", 5)}},
	} {
		from := fmt.Sprintf("%s AS t, generate_series(1, %d) AS n", of.table, of.most)
		insert, err := p.copyRows(ctx, database, of.table, from, of.other)
		if err != nil {
			return err
		}
		if _, err := p.query(ctx, database, insert); err != nil {
			return fmt.Errorf("multiply %s: %w", of.table, err)
		}
	}
	_, err := p.query(ctx, database, "ANALYZE")
	return err
}
