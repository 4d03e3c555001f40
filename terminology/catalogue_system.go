package terminology

import (
	"bytes"
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed starter/chapters.csv
var chapters []byte

//go:embed starter/searchwords.csv
var searchWords []byte

// own is what this project says beyond what is in the lists of WHO and of the payer: names of chapters
// of interventions by their codes, and the words that people look for by the code that they mean.
type own struct {
	chapters map[string]string
	words    map[string][]Designation
}

var ownOnce = sync.OnceValues(readOwn)

func readOwn() (own, error) {
	o := own{chapters: make(map[string]string), words: make(map[string][]Designation)}
	err := eachRow(bytes.NewReader(chapters), []string{"code", "name"}, func(cells []string) error {
		o.chapters[cells[0]] = cells[1]
		return nil
	})
	if err != nil {
		return own{}, err
	}
	err = eachRow(bytes.NewReader(searchWords), []string{"code", "words"}, func(cells []string) error {
		o.words[cells[0]] = append(o.words[cells[0]], Designation{Language: "en", Use: Synonym, Value: cells[1]})
		return nil
	})
	return o, err
}

// CodeSystem is the catalogue as concepts: each chapter (SHA-07) is a heading, and below it stand its
// codes in order, as their latest rows have them. Properties tells what a concept says of its row.
func (c *Catalogue) CodeSystem() *CodeSystem { return c.concepts }

// codeSystem makes that code system.
func (c *Catalogue) codeSystem() (*CodeSystem, error) {
	o, err := ownOnce()
	if err != nil {
		return nil, err
	}
	var concepts []Concept
	heading := -1
	for _, code := range c.Codes() {
		chapter := interventionChapter(code)
		switch {
		case chapter == "":
			heading = -1
		case heading < 0 || concepts[heading].Code != chapter:
			heading = len(concepts)
			concepts = append(concepts, Concept{Code: chapter, Display: o.chapter(chapter), Parent: -1, Abstract: true, Divided: true})
		}
		rows := c.rows[code]
		latest := rows[len(rows)-1]
		concepts = append(concepts, Concept{
			Code: code, Display: latest.Name, Parent: heading,
			Designations: o.wordsBeside(code, latest.Name), Properties: Properties(latest),
		})
	}
	system := c.System
	system.Properties = interventionProperties
	return NewCodeSystem(system, concepts)
}

// chapter is the name of a chapter, which is its code where we have none for it.
func (o own) chapter(code string) string {
	if name, ok := o.chapters[code]; ok {
		return name
	}
	return code
}

// wordsBeside are our own words for a code, but one that is its name anyway.
func (o own) wordsBeside(code, name string) []Designation {
	return slices.DeleteFunc(slices.Clone(o.words[code]), func(words Designation) bool { return words.Value == name })
}

// interventionChapter is the chapter that a code stands in: SHA-07 of SHA-07-001.
func interventionChapter(code string) string {
	return code[:max(strings.LastIndexByte(code, '-'), 0)]
}
