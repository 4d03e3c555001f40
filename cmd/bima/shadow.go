package main

import (
	"fmt"
	"path/filepath"
	"sync"

	"github.com/spf13/pflag"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/terminology"
	"github.com/bima-exchange/bima/terminology/sheet"
)

// candidate names what is to be tried beside what is in force.
type candidate struct {
	// Adjudication is a file of rule sets, Tariff a list of tariffs; empty: those in force.
	Adjudication string
	Tariff       string
}

// shadowFlags are those of a process that decides by a candidate, too.
func (c *candidate) shadowFlags(flags *pflag.FlagSet) {
	flags.StringVar(&c.Adjudication, "shadow-adjudication", "", "file of rule sets that decides beside those in force and pays nothing; bima adjudicate --compare lists what would differ")
	flags.StringVar(&c.Tariff, "shadow-tariff", "", "list of tariffs (CSV or XLSX) that is tried in the same way")
}

// open reads the candidate; nil where there is none. Rule sets are those in force where only tariffs
// are tried.
func (c candidate) open(config *Config) (*engine.Shadow, error) {
	if c.Adjudication == "" && c.Tariff == "" {
		return nil, nil
	}
	shadow := &engine.Shadow{}
	tried := *config
	if c.Adjudication != "" {
		tried.Adjudication = c.Adjudication
		shadow.Name = filepath.Base(c.Adjudication)
	}
	var err error
	if shadow.RuleSets, err = tried.ruleSets(); err != nil {
		return nil, err
	}
	if c.Tariff == "" {
		return shadow, nil
	}
	reading, err := readTariffs(c.Tariff)
	if err != nil {
		return nil, err
	}
	if shadow.Name != "" {
		shadow.Name += " + "
	}
	shadow.Name += filepath.Base(c.Tariff)
	shadow.Terms = onceEach(reading)
	return shadow, nil
}

// readTariffs reads a list of tariffs that is tried from the first day of the payer's scheme on.
func readTariffs(path string) (*terminology.TariffReading, error) {
	file, err := openInput(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	read, err := sheet.Read(file, sheet.Options{})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	reading := terminology.ReadTariffs(read.Table, firstDay)
	if refused := reading.Refused(); len(refused) > 0 {
		return nil, fmt.Errorf("%s: %s refused; the first is row %d, %s: %s (bima tariff diff tells all)", path, counted(len(refused), "row"), refused[0].Row, refused[0].Code, refused[0].Text)
	}
	return reading, nil
}

// onceEach makes the candidate's code systems of those in force, once for each that comes into force.
func onceEach(reading *terminology.TariffReading) func(*terminology.Set) (*terminology.Set, error) {
	var mu sync.Mutex
	var of, made *terminology.Set
	return func(inForce *terminology.Set) (*terminology.Set, error) {
		mu.Lock()
		defer mu.Unlock()
		if of == inForce {
			return made, nil
		}
		set, err := inForce.Candidate(reading)
		if err != nil {
			return nil, err
		}
		of, made = inForce, set
		return made, nil
	}
}
