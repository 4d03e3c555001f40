package storetest

import (
	"slices"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

// addDocument adds a document of a type to a claim, by a step that leaves it where it is.
func addDocument(t *testing.T, s *store.Store, claimID, id, kind string) engine.Document {
	t.Helper()
	document := engine.Document{
		ClaimID: claimID, ID: id, At: start, Actor: "clerk", Type: kind, Title: "Paper " + id, ContentType: "application/pdf",
		Body: []byte("%PDF " + id),
	}
	moveWith(t, s, claimID, engine.Queued, func(step *engine.Move) { step.Documents = []engine.Document{document} })
	return document
}

// testDocuments: a document comes with a step, and is listed without its body and found with it.
func testDocuments(t *testing.T, s *store.Store) {
	accept(t, s, "a", "b")
	second := addDocument(t, s, "a", "doc-2", "LAB")
	first := addDocument(t, s, "a", "doc-1", "LAB")
	theirs := addDocument(t, s, "b", "doc-1", "CLAIM-FORM")
	linked := engine.Document{ClaimID: "a", ID: "doc-0", At: start.Add(time.Second), Actor: "clerk", Type: "INVOICE", URL: "https://hmis.example/papers/1"}
	moveWith(t, s, "a", engine.Queued, func(step *engine.Move) { step.Documents = []engine.Document{linked} })

	want := []engine.Document{first, second, linked}
	for _, document := range append(slices.Clone(want), theirs) {
		got, err := s.FindDocument(t.Context(), document.ClaimID, document.ID)
		must(t, err)
		diff(t, "document "+document.ID, document, got)
	}
	for i := range want {
		want[i].Body = nil
	}
	got, err := s.ListDocuments(t.Context(), "a")
	must(t, err)
	diff(t, "documents", want, got)
	got, err = s.ListDocuments(t.Context(), "c")
	must(t, err)
	diff(t, "documents of nothing", []engine.Document(nil), got)
	for _, unknown := range [][2]string{{"b", "doc-2"}, {"c", "doc-1"}} {
		_, err := s.FindDocument(t.Context(), unknown[0], unknown[1])
		wantKind(t, err, engine.NotFound)
	}
}

// testDocumentRefused: a step whose document cannot be written writes nothing.
func testDocumentRefused(t *testing.T, s *store.Store) {
	accept(t, s, "a")
	document := addDocument(t, s, "a", "doc-1", "LAB")
	claim, err := s.FindClaim(t.Context(), "a")
	must(t, err)
	again := step(claim, engine.Queued, start)
	again.Documents = []engine.Document{document}
	if _, err := s.Move(t.Context(), again); err == nil {
		t.Error("one document was added twice")
	}
	got, err := s.FindClaim(t.Context(), "a")
	must(t, err)
	diff(t, "claim", claim, got)
}
