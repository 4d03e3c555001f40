package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"runtime"
	"time"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/profiles"
	"github.com/bima-exchange/bima/terminology"
	"github.com/bima-exchange/bima/testdata"
)

// manyClaims is how many claims the large bundle has: as many as one bundle may hold.
const manyClaims = 100

// reading is what it costs to read and check one bundle, on one core.
type reading struct {
	Name         string
	Size         int
	Decode, Both cost
	// Judge is google/fhir's part of Decode, measured by itself.
	Judge cost
}

// readings measures reading and checking: the guide's claim, the same as published, which has to be
// repaired, and as many claims in one bundle as may be.
func readings() ([]reading, error) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	starter, err := terminology.Starter()
	if err != nil {
		return nil, err
	}
	profile := profiles.New(profiles.Config{Terms: terminology.New(starter)})
	sound := testdata.Bundle("guide/claim-r4")
	many, err := multiplied(sound, manyClaims)
	if err != nil {
		return nil, err
	}
	var measured []reading
	for _, bundle := range []struct {
		name string
		body []byte
	}{
		{"the guide's claim", sound},
		{"the same as published, repaired", testdata.Bundle("guide/claim")},
		{fmt.Sprintf("a bundle of %d such claims", manyClaims), many},
	} {
		say("reading: %s", bundle.name)
		r, err := read(profile, bundle.name, bundle.body)
		if err != nil {
			return nil, err
		}
		measured = append(measured, r)
	}
	return measured, nil
}

// read measures one bundle, without white space, as programs send it.
func read(profile *profiles.Profile, name string, body []byte) (reading, error) {
	var packed bytes.Buffer
	if err := json.Compact(&packed, body); err != nil {
		return reading{}, fmt.Errorf("%s: %w", name, err)
	}
	body = packed.Bytes()
	bundle, _ := fhir.Decode(body)
	if bundle == nil {
		return reading{}, fmt.Errorf("%s cannot be read", name)
	}
	var sender profiles.Sender
	for range bundle.Claims() {
		sender.Facilities = append(sender.Facilities, profiles.ClaimFacility{Asked: []string{"1"}, Found: []string{"1"}, May: true})
	}
	now := time.Now()
	return reading{
		Name: name, Size: len(body),
		Decode: costOf(func() { fhir.Decode(body) }),
		Both: costOf(func() {
			bundle, issues := fhir.Decode(body)
			profile.Check(bundle, issues, sender, now)
		}),
		Judge: costOf(func() { _ = fhir.Judge(body) }),
	}, nil
}

// multiplied is a bundle with its claim many times, each under an id of its own.
func multiplied(body []byte, times int) ([]byte, error) {
	var bundle map[string]any
	if err := json.Unmarshal(body, &bundle); err != nil {
		return nil, err
	}
	var entries []any
	for _, entry := range bundle["entry"].([]any) {
		resource := entry.(map[string]any)["resource"].(map[string]any)
		if resource["resourceType"] != "Claim" {
			entries = append(entries, entry)
			continue
		}
		text, err := json.Marshal(entry)
		if err != nil {
			return nil, err
		}
		for n := range times {
			id := fmt.Sprintf("00000000-0000-4000-8000-%012d", n)
			entries = append(entries, json.RawMessage(bytes.ReplaceAll(text, []byte(resource["id"].(string)), []byte(id))))
		}
	}
	bundle["entry"] = entries
	return json.Marshal(bundle)
}

// readingTable shows the readings, each beside the first.
func readingTable(readings []reading) table {
	t := table{{"one core", "bytes", "read", "of which google/fhir", "read and checked", "times the first", "allocations", "allocated"}}
	for _, r := range readings {
		t.add(r.Name, fmt.Sprint(r.Size), millis(r.Decode.Time), millis(r.Judge.Time), millis(r.Both.Time),
			fmt.Sprintf("%.1f", float64(r.Both.Time)/float64(readings[0].Both.Time)), fmt.Sprint(r.Both.Allocs),
			fmt.Sprintf("%.1f MiB", float64(r.Both.Bytes)/(1<<20)))
	}
	return t
}

func millis(d time.Duration) string { return fmt.Sprintf("%.2f ms", float64(d.Microseconds())/1000) }
