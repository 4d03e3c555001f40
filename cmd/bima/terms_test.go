package main

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
	"github.com/bima-exchange/bima/store/storetest"
	"github.com/bima-exchange/bima/terminology"
	"github.com/bima-exchange/bima/testdata"
)

// tinyRelease is all that a release of ICD-11 has, in a world with one diagnosis.
func tinyRelease(t *testing.T, version string, from fhir.Date) *terminology.CodeSystem {
	t.Helper()
	system, err := terminology.NewCodeSystem(
		terminology.System{URL: terminology.ICD11URL, Version: version, Name: "ICD-11 MMS", Content: terminology.Complete, From: from},
		[]terminology.Concept{{Code: "BA00", URI: terminology.ICD11URL + "/761947693", Display: "Essential hypertension", Parent: -1}})
	if err != nil {
		t.Fatal(err)
	}
	return system
}

// saveRelease saves a release in a store.
func saveRelease(t *testing.T, opened *store.Store, version string, from fhir.Date) {
	t.Helper()
	if _, err := opened.SaveCodeSystem(t.Context(), tinyRelease(t, version, from)); err != nil {
		t.Fatal(err)
	}
}

// tinyTariffs are all tariffs of that world.
func tinyTariffs(revision int64) terminology.TariffChange {
	return terminology.TariffChange{
		Revision: revision,
		System:   terminology.System{URL: terminology.InterventionsURL, Version: "1", Name: "SHA interventions", Content: terminology.Complete},
		Added:    []terminology.Intervention{{Code: "SHA-01-001", Name: "Visit", Scheme: terminology.SHA, Mechanism: terminology.FeeForService, Unit: terminology.Item}},
	}
}

// tinyFolder is a data folder with two releases of that world, one of them from 2025 on.
func tinyFolder(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	opened, err := store.Open(t.Context(), folder, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := opened.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	saveRelease(t, opened, "2024-01", fhir.Date{})
	saveRelease(t, opened, "2025-01", fhir.Date{Year: 2025, Month: 2, Day: 1})
	if err := opened.Close(); err != nil {
		t.Fatal(err)
	}
	return folder
}

// termsNode is a node as far as code systems go, on an empty store.
func termsNode(t *testing.T) *node {
	t.Helper()
	opened := storetest.SQLite(t)
	log, err := newLog(t.Output(), "error")
	if err != nil {
		t.Fatal(err)
	}
	return &node{config: Config{FHIRBase: defaultBase}, log: log, store: opened, metrics: newMetrics(opened)}
}

// TestLoadTerms_whole: it is what the store holds that has to be whole, not what the program carries.
func TestLoadTerms_whole(t *testing.T) {
	n := termsNode(t)
	err := n.loadTerms(t.Context())
	if err == nil || !strings.Contains(err.Error(), "bima terminology import icd11") || n.terms != nil {
		t.Errorf("with nothing imported: %v, want an error that names the command", err)
	}
	saveRelease(t, n.store, "2025-01", fhir.Date{})
	err = n.loadTerms(t.Context())
	if err == nil || !strings.Contains(err.Error(), "bima tariff import") || n.terms != nil {
		t.Errorf("without tariffs: %v, want an error that names the command", err)
	}
	if err := n.store.ChangeTariffs(t.Context(), tinyTariffs(1)); err != nil {
		t.Fatal(err)
	}
	if err := n.loadTerms(t.Context()); err != nil {
		t.Fatal(err)
	}
	set := n.terms.Current()
	if _, ok := set.Diagnosis("BA00.Z", fhir.Date{}); ok || set.Contents()[0].Content != terminology.Complete || set.Interventions() != terminology.Complete {
		t.Error("the starter is in force beside what the store holds")
	}
	text := scrape(t, n.metrics)
	for _, line := range []string{
		"bima_terminology_revision 2\n",
		`bima_terminology_codes{system="http://id.who.int/icd/release/11/mms",version="2025-01"} 1` + "\n",
		`bima_terminology_codes{system="https://fhir.sha.go.ke/fhir/CodeSystem/intervention-codes",version="1"} 1` + "\n",
		"bima_terminology_load_seconds ",
	} {
		if !strings.Contains(text, "\n"+line) {
			t.Errorf("wanted is %q", line)
		}
	}
}

// TestFollowTerms: what another process puts into the store is in force soon, without a restart.
func TestFollowTerms(t *testing.T) {
	n := termsNode(t)
	n.config.AllowFragment = true
	if err := n.loadTerms(t.Context()); err != nil {
		t.Fatal(err)
	}
	loaded := make(chan int64, 1)
	n.following.Loaded = func(_ *terminology.Set, revision int64, _ time.Duration) { loaded <- revision }
	running, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- n.followTerms(running) }()
	saveRelease(t, n.store, "2026-01", fhir.Date{})
	if got := <-loaded; got != 1 {
		t.Errorf("revision %d was loaded, want 1", got)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if versions := n.terms.Current().Versions(terminology.ICD11URL); len(versions) != 1 || versions[0].Version != "2026-01" {
		t.Errorf("%d versions are in force, want 2026-01 alone", len(versions))
	}
}

// TestBaseTerms: the operations know FHIR's code systems of claims and the exchange's own.
func TestBaseTerms(t *testing.T) {
	set, err := readTerms(t.Context(), Config{FHIRBase: "https://payer.example/fhir"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for url, code := range map[string]string{
		"http://terminology.hl7.org/CodeSystem/claim-type":  "institutional",
		"http://hl7.org/fhir/claim-use":                     "preauthorization",
		"https://payer.example/fhir/CodeSystem/claim-state": string(engine.InReview),
	} {
		system, ok := set.InForce(url, fhir.Date{})
		if !ok {
			t.Errorf("%s is not known", url)
			continue
		}
		if _, ok := system.Find(code); !ok {
			t.Errorf("%s has no %s", url, code)
		}
	}
	if len(set.ValueSets()) < 20 {
		t.Errorf("%d value sets are known", len(set.ValueSets()))
	}
}

// TestConfigCommand_terms: the code systems of the store are told, with the day from which each is in
// force, and a store that is away is no hindrance.
func TestConfigCommand_terms(t *testing.T) {
	wantRun(t, exitFine, []string{"mms 2025-01: fragment of"}, "config", "--data="+t.TempDir())
	wantRun(t, exitFine, []string{"mms 2024-01: complete of 1 concepts\n", "mms 2025-01: complete of 1 concepts, from 2025-02-01"}, "config", "--data="+tinyFolder(t))
	wantRun(t, exitFine, []string{"not known: ", "log-level"}, "config", "--db=postgres://bima@127.0.0.1:1/x")
}

// TestValidateCommand_store: bundles are checked with the code lists of a store.
func TestValidateCommand_store(t *testing.T) {
	file := write(t, "good.json", testdata.Bundle("dialysis-claim"))
	wantRun(t, exitFine, nil, "validate", file)
	wantRun(t, exitNo, []string{"DIA-001"}, "validate", "--data="+tinyFolder(t), file)
	wantRun(t, exitWrong, []string{"there is no store in the folder"}, "validate", "--data="+t.TempDir(), file)
}
