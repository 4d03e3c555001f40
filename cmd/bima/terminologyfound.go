package main

import (
	"fmt"
	"strings"

	"github.com/bima-exchange/bima/terminology"
)

// listSearch is what was found in one list, best first.
type listSearch struct {
	list      *terminology.CodeSystem
	positions []int
	limit     int
}

// shown are the positions that are shown.
func (s listSearch) shown() []int { return s.positions[:min(len(s.positions), s.limit)] }

func (s listSearch) show(out *terminal) {
	said := "nothing found"
	if len(s.positions) > 0 {
		said = fmt.Sprintf("%d of %d found", len(s.shown()), len(s.positions))
	}
	out.linef("%s  %s", out.bold(listName(s.list)), out.faint(said))
	width := 0
	for _, position := range s.shown() {
		width = max(width, len(s.list.At(position).Code))
	}
	for _, position := range s.shown() {
		concept := s.list.At(position)
		out.linef("  %s  %s", out.good(fmt.Sprintf("%-*s", width, concept.Code)), concept.Display)
	}
	if s.list.Copyright != "" && len(s.positions) > 0 {
		out.linef("  %s", out.faint(s.list.Copyright))
	}
}

// foundCode is a code that was found, as JSON.
type foundCode struct {
	System  string   `json:"system"`
	Version string   `json:"version"`
	Code    string   `json:"code"`
	Display string   `json:"display"`
	Path    []string `json:"path"`
}

func (s listSearch) json(out *terminal) error {
	for _, position := range s.shown() {
		concept := s.list.At(position)
		found := foundCode{System: s.list.URL, Version: s.list.Version, Code: concept.Code, Display: concept.Display, Path: path(s.list, position)}
		if err := out.json(found); err != nil {
			return err
		}
	}
	return nil
}

// listName is what a code system is called, and its version.
func listName(list *terminology.CodeSystem) string {
	name := list.Title
	if name == "" {
		name = list.Name
	}
	return strings.TrimSpace(name + " " + list.Version)
}

// path is what stands above a concept, the uppermost first.
func path(list *terminology.CodeSystem, position int) []string {
	above := []string{}
	for _, i := range list.Ancestors(position) {
		above = append(above, strings.TrimSpace(list.At(i).Code+" "+list.At(i).Display))
	}
	return above
}
