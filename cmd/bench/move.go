package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"time"
)

// moves are the decisions that the log of the exchange tells of. It is read on from where it was read
// to, since whoever reads it shares the machine with what is measured.
type moves struct {
	file *os.File
	// rest is the last line as far as it was written.
	rest        []byte
	count       int
	first, last time.Time
	outcomes    outcomes
}

// openMoves begins to read a log. Close the file.
func openMoves(log string) (*moves, error) {
	file, err := os.Open(log)
	return &moves{file: file, outcomes: outcomes{}}, err
}

// read takes in what was written since.
func (m *moves) read() error {
	more, err := io.ReadAll(m.file)
	if err != nil {
		return err
	}
	m.rest = append(m.rest, more...)
	for {
		line, rest, whole := bytes.Cut(m.rest, []byte("\n"))
		if !whole {
			return nil
		}
		m.rest = rest
		if err := m.take(line); err != nil {
			return err
		}
	}
}

// take counts a claim that left the state queued.
func (m *moves) take(text []byte) error {
	if !bytes.Contains(text, []byte(`"msg":"claim moved"`)) {
		return nil
	}
	var line struct {
		Time            time.Time
		Claim, From, To string
	}
	if err := json.Unmarshal(text, &line); err != nil || line.From != "queued" {
		return err
	}
	kind, err := kindOf(line.Claim)
	if err != nil {
		return err
	}
	m.outcomes.add(kind, line.To)
	if m.count++; m.first.IsZero() || line.Time.Before(m.first) {
		m.first = line.Time
	}
	if line.Time.After(m.last) {
		m.last = line.Time
	}
	return nil
}

// rate is the decisions a second between the first and the last.
func (m *moves) rate() float64 {
	if m.count < 2 || !m.last.After(m.first) {
		return 0
	}
	return float64(m.count-1) / m.last.Sub(m.first).Seconds()
}
