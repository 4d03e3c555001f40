package service

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/bima-exchange/bima/terminology"
	"github.com/bima-exchange/bima/terminology/search"
)

// fingerprint names all that the answers are made of. Two nodes that hold the same have the same, and
// so has one that was started anew: what a client kept of one answer holds for all of them.
func fingerprint(config Config) string {
	hash := sha256.New()
	print := printer{bufio.NewWriterSize(hash, 64<<10)}
	print.all(config.Base, config.Version)
	for _, codeSystem := range config.Set.CodeSystems() {
		print.codeSystem(codeSystem)
	}
	catalogue := config.Set.Catalogue()
	print.value(catalogue.System)
	for _, code := range catalogue.Codes() {
		print.value(catalogue.Rows(code))
	}
	print.value(config.Set.ValueSets())
	for _, definition := range config.Definitions {
		print.all(definition.Type, definition.ID, string(definition.Body))
	}
	// What a search finds is ordered by the favours that come of the uses. Nodes count these at different
	// moments, so the counts themselves would differ.
	uses := config.Set.Parts().Uses
	for _, code := range slices.Sorted(maps.Keys(uses)) {
		if favour := search.Favour(uses[code]); favour > 0 {
			print.all(code, strconv.Itoa(int(favour)))
		}
	}
	_ = print.Flush() // a hash takes everything
	return hex.EncodeToString(hash.Sum(nil)[:16])
}

// printer writes texts so that where one ends cannot be mistaken.
type printer struct{ *bufio.Writer }

func (p printer) all(texts ...string) {
	for _, text := range texts {
		_, _ = io.WriteString(p, text)
		_ = p.WriteByte(0)
	}
}

func (p printer) value(value any) {
	_ = json.NewEncoder(p).Encode(value) // only plain values are given
}

// codeSystem writes a release by hand: one has 37,000 concepts, and each load waits for it.
func (p printer) codeSystem(in *terminology.CodeSystem) {
	p.value(in.System)
	for position := range in.Len() {
		concept := in.At(position)
		p.all(concept.Code, concept.URI, concept.Display)
		_, _ = p.Write([]byte{byte(concept.Parent >> 16), byte(concept.Parent >> 8), byte(concept.Parent), flags(concept)})
		for _, designation := range concept.Designations {
			p.all(designation.Language, designation.Use, designation.Value)
		}
		for _, property := range concept.Properties {
			p.all(property.Code, property.Value)
		}
		for _, axis := range concept.Axes {
			p.all(axis.Name, strconv.FormatBool(axis.Required), string(axis.Multiple), strings.Join(axis.Roots, "\n"))
		}
		_ = p.WriteByte('\n')
	}
}

func flags(concept *terminology.Concept) (bits byte) {
	if concept.Abstract {
		bits |= 1
	}
	if concept.Divided {
		bits |= 2
	}
	return bits
}
