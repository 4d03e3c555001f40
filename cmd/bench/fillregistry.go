package main

import (
	"context"
	"fmt"
)

// householdOfOther is the household of another member, in SQL: four make one.
func householdOfOther(n string) string { return n + " / 4" }

// fillRegistry adds the members of whom the fill speaks, with cover, facilities and practitioners.
func (p *postgres) fillRegistry(ctx context.Context, database string, others int) error {
	for _, of := range []struct {
		table, key string
		rows       int
		other      map[string]string
	}{
		{"member", "number", others, map[string]string{
			"number": "'CR88' || " + numbered("n", 11), "household": "'HH88' || " + numbered(householdOfOther("n"), 11),
		}},
		{"coverage", "member", others, map[string]string{"member": "'CR88' || " + numbered("n", 11)}},
		{"facility", "fid", facilities, map[string]string{"fid": "'FID-88-' || " + numbered("n", 6)}},
		{"practitioner", "puid", facilities * 2, map[string]string{"puid": "'PUID-8' || " + numbered("n", 6)}},
	} {
		from := fmt.Sprintf("(SELECT * FROM %s ORDER BY %s LIMIT 1) AS t, generate_series(0, %d) AS n", of.table, of.key, of.rows-1)
		insert, err := p.copyRows(ctx, database, of.table, from, of.other)
		if err != nil {
			return err
		}
		if _, err := p.query(ctx, database, insert); err != nil {
			return fmt.Errorf("fill %s: %w", of.table, err)
		}
	}
	return nil
}
