package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/bima-exchange/bima/terminology"
)

// versionKey is the key of a code system.
type versionKey struct{ url, version string }

// readCodeSystems reads all code systems with their concepts and supplements.
func readCodeSystems(ctx context.Context, tx *sql.Tx) ([]*terminology.CodeSystem, error) {
	supplements, err := readSupplements(ctx, tx)
	if err != nil {
		return nil, err
	}
	concepts, err := readConcepts(ctx, tx, supplements)
	if err != nil {
		return nil, err
	}
	var systems []*terminology.CodeSystem
	err = each(ctx, tx, `
		SELECT `+codeSystemColumns+`
		FROM code_system
		WHERE NOT tariffs
		ORDER BY url, version`, func(scan func(...any) error) error {
		var head terminology.System
		var tariffs bool
		if err := scan(codeSystemFields(&head, &tariffs)...); err != nil {
			return err
		}
		system, err := terminology.NewCodeSystem(head, concepts[versionKey{head.URL, head.Version}])
		if err != nil {
			return fmt.Errorf("%s %s: %w", head.URL, head.Version, err)
		}
		systems = append(systems, system)
		return nil
	})
	return systems, err
}

// readConcepts reads the concepts of all code systems, each with its supplement.
func readConcepts(ctx context.Context, tx *sql.Tx, supplements supplements) (map[versionKey][]terminology.Concept, error) {
	concepts := make(map[versionKey][]terminology.Concept)
	words := make(words)
	var key versionKey
	err := each(ctx, tx, `
		SELECT `+conceptColumns+`
		FROM concept
		ORDER BY url, version, position`, func(scan func(...any) error) error {
		var position int
		var c terminology.Concept
		if err := scan(&key.url, &key.version, &position, &c.Code, &c.URI, &c.Display, &c.Parent, &c.Abstract, &c.Divided,
			(*list[terminology.Designation])(&c.Designations), (*list[terminology.Property])(&c.Properties),
			(*list[terminology.Axis])(&c.Axes)); err != nil {
			return fmt.Errorf("concept %d of %s %s: %w", position, key.url, key.version, err)
		}
		if position != len(concepts[key]) {
			return fmt.Errorf("%s %s has no concept at %d", key.url, key.version, len(concepts[key]))
		}
		supplements.join(key, &c)
		words.share(&c)
		concepts[key] = append(concepts[key], c)
		return nil
	})
	return concepts, err
}

// words are texts that many concepts have, each held in memory once.
type words map[string]string

// share replaces the words of a concept by those that are held already.
func (w words) share(c *terminology.Concept) {
	for i := range c.Designations {
		w.hold(&c.Designations[i].Language)
		w.hold(&c.Designations[i].Use)
	}
	for i := range c.Properties {
		w.hold(&c.Properties[i].Code)
		w.hold(&c.Properties[i].Value)
	}
	for i := range c.Axes {
		w.hold(&c.Axes[i].Name)
		w.hold((*string)(&c.Axes[i].Multiple))
		for j := range c.Axes[i].Roots {
			w.hold(&c.Axes[i].Roots[j])
		}
	}
}

func (w words) hold(text *string) {
	held, ok := w[*text]
	if !ok {
		w[*text], held = *text, *text
	}
	*text = held
}
