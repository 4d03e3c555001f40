package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/bima-exchange/bima/terminology"
)

// baseTerms are the code systems and value sets that are known without a store: the starter lists,
// FHIR's of claims, and those that the exchange defines under its FHIR base.
func baseTerms(base string) (terminology.Parts, error) {
	starter, err := terminology.Starter()
	if err != nil {
		return terminology.Parts{}, err
	}
	parts := starter.Parts()
	systems, valueSets, err := terminology.Claims()
	if err != nil {
		return terminology.Parts{}, err
	}
	parts.CodeSystems = append(parts.CodeSystems, systems...)
	parts.ValueSets = append(parts.ValueSets, valueSets...)
	defined, err := definitions(base)
	if err != nil {
		return terminology.Parts{}, err
	}
	for _, resource := range defined {
		if resource.Type != "CodeSystem" && resource.Type != "ValueSet" {
			continue
		}
		system, valueSet, err := terminology.ReadResource(resource.Body)
		if err != nil {
			return terminology.Parts{}, fmt.Errorf("read %s: %w", resource.URL, err)
		}
		if system != nil {
			parts.CodeSystems = append(parts.CodeSystems, system)
		}
		if valueSet != nil {
			parts.ValueSets = append(parts.ValueSets, *valueSet)
		}
	}
	return parts, nil
}

// loadTerms puts in force what the store holds.
func (n *node) loadTerms(ctx context.Context) error {
	base, err := baseTerms(n.config.FHIRBase)
	if err != nil {
		return err
	}
	began := time.Now()
	set, revision, err := terminology.Load(ctx, n.store, base)
	if err != nil {
		return err
	}
	if err := n.config.whole(set); err != nil {
		return err
	}
	n.terms = terminology.New(set)
	n.following = terminology.Following{Record: n.store, Base: base, Revision: revision, Loaded: n.loadedTerms, Log: n.log}
	n.loadedTerms(set, revision, time.Since(began))
	return nil
}

// loadedTerms tells of a set that has come into force.
func (n *node) loadedTerms(set *terminology.Set, revision int64, took time.Duration) {
	n.metrics.Loaded(set, revision, took)
	for _, system := range set.Contents() {
		n.log.Info("code system in force", "name", system.Name, "version", system.Version, "from", system.From.String(),
			"content", system.Content, "codes", system.Concepts, "revision", revision, "ms", took.Milliseconds())
	}
}

// How often a node looks whether the code systems in the store have changed, and how often it counts
// which codes claims use.
const (
	lookEvery  = time.Second
	countEvery = time.Hour
)

// followTerms keeps the code systems in force at what the store holds until ctx is done.
func (n *node) followTerms(ctx context.Context) error {
	look, count := time.NewTicker(lookEvery), time.NewTicker(countEvery)
	defer look.Stop()
	defer count.Stop()
	following := n.following
	following.Look, following.Count = look.C, count.C
	n.terms.Follow(ctx, following)
	return nil
}

// readTerms is the set that a command works with that is no node: what the store holds that --db or
// --data names, and without them what the program carries.
func readTerms(ctx context.Context, config Config, out *terminal) (*terminology.Set, error) {
	base, err := baseTerms(cmp.Or(config.FHIRBase, defaultBase))
	if err != nil {
		return nil, err
	}
	if config.storeURL() == "" {
		return terminology.NewSet(base)
	}
	log, err := newLog(out.err, "warn")
	if err != nil {
		return nil, err
	}
	opened, err := openStore(ctx, config, log)
	if err != nil {
		return nil, err
	}
	set, _, err := terminology.Load(ctx, opened, base)
	return set, errors.Join(err, opened.Close())
}
