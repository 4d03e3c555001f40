package store_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
	"github.com/bima-exchange/bima/store/storetest"
	"github.com/bima-exchange/bima/terminology"
)

// How many there are in lists of full size: all codes of a release of ICD-11 and its headings, the
// words of its titles, and a payer's interventions.
const (
	fullCodes         = 35_339
	fullHeadings      = 1_800
	fullWords         = 17_350
	fullInterventions = 2_000
)

// fullRelease is a code system as large as a release of ICD-11, of invented titles.
func fullRelease(t testing.TB) *terminology.CodeSystem {
	t.Helper()
	random := rand.New(rand.NewPCG(11, 2025))
	words := make([]string, fullWords)
	for i := range words {
		words[i] = fmt.Sprintf("%c%c%04x", 'a'+random.IntN(26), 'a'+random.IntN(26), i)
	}
	title := func() string {
		var chosen []string
		for range 3 + random.IntN(5) {
			// Some words are in very many titles, and most in few.
			chosen = append(chosen, words[int(float64(len(words))*random.Float64()*random.Float64()*random.Float64())])
		}
		return strings.Join(chosen, " ")
	}
	concepts := make([]terminology.Concept, 0, fullCodes+fullHeadings)
	heading := -1
	for i := range fullCodes + fullHeadings {
		c := terminology.Concept{
			URI: fmt.Sprintf("http://id.who.int/icd/release/11/2025-01/mms/%d", 1_000_000_000+i), Display: title(), Parent: heading,
			Properties: []terminology.Property{
				{Code: terminology.FoundationURI, Value: fmt.Sprintf("http://id.who.int/icd/entity/%d", 1_000_000_000+i)},
				{Code: terminology.ClassKind, Value: "category"}, {Code: terminology.ChapterNo, Value: fmt.Sprintf("%02d", i%26)},
			},
		}
		if i%20 == 0 && i/20 < fullHeadings {
			c.Parent, c.Abstract, c.Properties[1].Value, heading = -1, true, "block", i
		} else {
			c.Code = fmt.Sprintf("%c%c%d%c.%d", "123456789ABCDEFGHJ"[i%18], 'A'+i/18%8, i/144%10, 'P'+i/1440%10, i/14400)
		}
		concepts = append(concepts, c)
	}
	system, err := terminology.NewCodeSystem(terminology.System{
		URL: terminology.ICD11URL, Version: "2025-01", Name: "ICD-11", Content: terminology.Complete,
		From: fhir.Date{Year: 2025, Month: 1, Day: 1}, CaseSensitive: true, Compositional: true,
	}, concepts)
	if err != nil {
		t.Fatal(err)
	}
	if system.Concepts < fullCodes {
		t.Fatalf("there are %d codes, want %d at least", system.Concepts, fullCodes)
	}
	return system
}

// fullTariffs are as many interventions as a payer may have.
func fullTariffs() terminology.TariffChange {
	change := terminology.TariffChange{System: terminology.System{
		URL: "https://payer.example" + terminology.InterventionsPath, Version: "1", Content: terminology.Complete,
	}}
	for i := range fullInterventions {
		change.Added = append(change.Added, terminology.Intervention{
			Code: fmt.Sprintf("SHA-%02d-%03d", 1+i/100, i%100), Name: fmt.Sprintf("Procedure %d of the body by a surgeon", i), Scheme: terminology.SHA,
			Mechanism: terminology.FixedFeeForService, Unit: terminology.Case, AccessPoint: "IP", Levels: []string{"4", "5", "6"},
			Tariffs: map[string]fhir.Money{"4": fhir.Shillings(1000), "5": fhir.Shillings(2000), "6": fhir.Shillings(3000)},
			Limits:  []terminology.Limit{{Quantity: 1, Unit: terminology.LimitIntervention, Frequency: terminology.Annually, Scope: terminology.PerPerson}},
			Preauth: []string{"surgical"},
		})
	}
	return change
}

// keepFull keeps lists of full size.
func keepFull(t testing.TB, s *store.Store) {
	t.Helper()
	release := fullRelease(t)
	began := time.Now()
	if _, err := s.SaveCodeSystem(t.Context(), release); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d concepts were saved in %s", release.Len(), time.Since(began))
	change := fullTariffs()
	change.Revision = 1
	if err := s.ChangeTariffs(t.Context(), change); err != nil {
		t.Fatal(err)
	}
}

// starterParts are what a set is made of where the store has nothing.
func starterParts(t testing.TB) terminology.Parts {
	t.Helper()
	starter, err := terminology.Starter()
	if err != nil {
		t.Fatal(err)
	}
	return starter.Parts()
}

// mostMemory is what lists of full size may cost in all, with what is needed to search them.
const mostMemory = 40 << 20

// TestLoad_memory is not parallel, so that no other test's memory is counted.
func TestLoad_memory(t *testing.T) {
	s, base := storetest.SQLite(t), starterParts(t)
	keepFull(t, s)
	before := heap()
	began := time.Now()
	set, _, err := terminology.Load(t.Context(), s, base)
	if err != nil {
		t.Fatal(err)
	}
	took := time.Since(began)
	grown := heap() - before
	t.Logf("%.1f MiB for %d codes and %d interventions, loaded in %s", float64(grown)/(1<<20), fullCodes, fullInterventions, took)
	if grown > mostMemory {
		t.Errorf("the lists cost %d bytes, want %d at most", grown, mostMemory)
	}
	release, _ := set.InForce(terminology.ICD11URL, fhir.Date{})
	first := release.At(1)
	if found := set.Search(release, first.Display, nil); !slices.Contains(found, 1) {
		t.Errorf("%q is not found by its title", first.Code)
	}
	runtime.KeepAlive(base)
}

// heap is how many bytes are in use.
func heap() int64 {
	runtime.GC()
	runtime.GC() // what only the first one finalized
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapAlloc)
}

// BenchmarkLoad is what every node does when code systems have changed.
func BenchmarkLoad(b *testing.B) {
	for database, open := range databases {
		b.Run(database, func(b *testing.B) {
			s, base := open(b), starterParts(b)
			keepFull(b, s)
			for b.Loop() {
				if _, _, err := terminology.Load(b.Context(), s, base); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
