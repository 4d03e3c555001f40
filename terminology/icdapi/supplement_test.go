package icdapi

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/terminology"
)

const key = terminology.ICD11URL + "|2025-01 "

func nobody(int, int) {}

func TestSupplement(t *testing.T) {
	api, record := play(t), &kept{}
	var last [2]int
	report, err := api.client(t).Supplement(t.Context(), example(t), record, func(done, total int) { last = [2]int{done, total} })
	if err != nil {
		t.Fatal(err)
	}
	want := Report{Added: 5, Missing: 1, Designations: 3, Definitions: 1, Axes: 2}
	if report != want || last != [2]int{6, 6} || record.finished != 1 {
		t.Errorf("%+v after %v, finished %d times; want %+v", report, last, record.finished, want)
	}
	wanted := map[string]terminology.Supplement{
		key + mms + "1001": {URI: mms + "1001"},
		key + mms + "1002": {
			URI:          mms + "1002",
			Designations: []terminology.Designation{{Language: "en", Use: "index-term", Value: "wing sore"}},
			Properties:   []terminology.Property{{Code: "definition", Value: "A sore on either wing."}, {Code: "codingNote", Value: "Say which wing."}},
			Axes: []terminology.Axis{
				{Name: "laterality", Required: true, Multiple: terminology.NotAllowed, Roots: []string{mms + "1003"}},
				{Name: "hasSeverity", Multiple: terminology.AllowedExceptFromSameBlock, Roots: []string{mms + "1003", mms + "1004"}},
			},
		},
		key + mms + "1002/unspecified": {URI: mms + "1002/unspecified"},
		key + mms + "1003":             {URI: mms + "1003"},
		key + mms + "1004": {
			URI: mms + "1004",
			Designations: []terminology.Designation{
				{Language: "en", Use: "synonym", Value: "port side"}, {Language: "en", Use: "index-term", Value: "port"},
			},
		},
	}
	if diff := cmp.Diff(wanted, record.supplements); diff != "" {
		t.Errorf("kept (-want +got):\n%s", diff)
	}
}

// A second run asks for what has no supplement yet and for nothing else.
func TestSupplement_goesOn(t *testing.T) {
	api, record := play(t), &kept{}
	api.instead = func(w http.ResponseWriter, _ *http.Request, path string, _ int) bool {
		if path == "1003" {
			http.Error(w, "no", http.StatusForbidden)
		}
		return path == "1003"
	}
	client := api.client(t)
	client.parallel = 1
	report, err := client.Supplement(t.Context(), example(t), record, nobody)
	if err == nil || !strings.Contains(err.Error(), "is answered with 403 Forbidden") {
		t.Fatalf("the error is %v", err)
	}
	if report.Added != 3 || len(record.supplements) != 3 || record.finished != 0 {
		t.Fatalf("%+v, kept are %d, finished %d times", report, len(record.supplements), record.finished)
	}
	api.mend()
	report, err = client.Supplement(t.Context(), example(t), record, nobody)
	if err != nil {
		t.Fatal(err)
	}
	if want := (Report{Before: 3, Added: 2, Missing: 1, Designations: 2}); report != want || record.finished != 1 {
		t.Errorf("%+v, want %+v", report, want)
	}
	if diff := cmp.Diff(map[string]int{"": 1, "1002/other": 1, "1003": 1, "1004": 1}, api.asked); diff != "" {
		t.Errorf("asked the second time (-want +got):\n%s", diff)
	}
}

// What has been answered is kept when the operator ends the command.
func TestSupplement_ended(t *testing.T) {
	api, record := play(t), &kept{}
	ctx, end := context.WithCancel(t.Context())
	client := api.client(t)
	client.parallel = 1
	_, err := client.Supplement(ctx, example(t), record, func(done, _ int) {
		if done == 2 {
			end()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	for _, id := range []string{"1001", "1002"} {
		if _, ok := record.supplements[key+mms+id]; !ok {
			t.Errorf("%s is lost", id)
		}
	}
	if record.finished != 0 {
		t.Error("it counts as finished")
	}
}

func TestSupplement_savesInBatches(t *testing.T) {
	api, record := play(t), &kept{}
	var concepts []terminology.Concept
	for range 2*batch + 50 {
		concepts = append(concepts, terminology.Concept{Parent: -1, URI: mms + "7" + strings.Repeat("0", len(concepts))})
	}
	release, err := terminology.NewCodeSystem(terminology.System{URL: terminology.ICD11URL, Version: "2025-01"}, concepts)
	if err != nil {
		t.Fatal(err)
	}
	api.instead = func(w http.ResponseWriter, _ *http.Request, path string, _ int) bool {
		if path != "" {
			_, _ = io.WriteString(w, `{"@id": "`+mms+path+`"}`)
		}
		return path != ""
	}
	if _, err := api.client(t).Supplement(t.Context(), release, record, nobody); err != nil {
		t.Fatal(err)
	}
	if record.saves != 3 || len(record.supplements) != len(concepts) {
		t.Errorf("%d saves for %d supplements", record.saves, len(record.supplements))
	}
}

func TestSupplement_recordFails(t *testing.T) {
	record := &kept{err: errors.New("the disk is full")}
	report, err := play(t).client(t).Supplement(t.Context(), example(t), record, nobody)
	if err == nil || !strings.Contains(err.Error(), "the disk is full") || report.Added != 0 || record.finished != 0 {
		t.Errorf("%+v, %v", report, err)
	}
}
