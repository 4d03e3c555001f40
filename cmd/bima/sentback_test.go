package main

import (
	"bytes"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/testdata"
)

// TestSentBack: a facility answers by a document, by another claim in its place, or not in a way that
// counts: with a changed copy.
func TestSentBack(t *testing.T) {
	onEachStore(t, func(t *testing.T, db string) {
		sets := write(t, "sets.json", []byte(everyArrow))
		s := newStaff(t, startDev(t, t.TempDir(), db, "--open-registry", "--adjudication="+sets).URL)
		for from, role := range map[engine.State]engine.Role{
			engine.InReview: engine.SHAOfficer, engine.ClinicalReview: engine.ClinicalOfficer, engine.SentToSurveillance: engine.SHAOfficer,
		} {
			id := s.bringTo(engine.UseClaim, from)
			s.step(role, id, engine.SendBack, "", http.StatusOK)
			if stood := s.step(engine.Provider, id, engine.AddDocuments, "", http.StatusOK); stood.State != from || stood.Assigned != "" {
				t.Errorf("sent back from %s and answered: %+v", from, stood)
			}
		}
		s.readsDocuments()
		s.tellsOfCopies()
		s.replaces()
	})
}

// scan is a form with a document.
func scan(t *testing.T, title, content string) (body []byte, header http.Header) {
	t.Helper()
	var out bytes.Buffer
	form := multipart.NewWriter(&out)
	for name, text := range map[string]string{"type": "discharge-summary", "title": title} {
		if err := form.WriteField(name, text); err != nil {
			t.Fatal(err)
		}
	}
	part, err := form.CreatePart(textproto.MIMEHeader{"Content-Disposition": {`form-data; name="file"; filename="scan.pdf"`}, "Content-Type": {"application/pdf"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), http.Header{"Content-Type": {form.FormDataContentType()}}
}

// readsDocuments: a document that is near the bound is read as it came, and by nobody else.
func (s *staff) readsDocuments() {
	s.t.Helper()
	id := s.bringTo(engine.UseClaim, engine.SentBack)
	content := "%PDF-1.7\n" + strings.Repeat("\x00binary\xff", 1<<20)
	body, header := scan(s.t, "Entlassungsbericht für Frau X", content)
	header.Set("If-Match", s.version(id))
	if got := s.by[engine.Provider].do(http.MethodPost, "/v1/claims/"+id+"/documents", body, header); got.Status != http.StatusOK {
		s.t.Fatalf("%d %s", got.Status, got.Body)
	}
	file := s.file(id)
	if len(file.Documents) != 1 || file.Documents[0].Type != "DISCHARGE-SUMMARY" {
		s.t.Fatalf("documents %+v", file.Documents)
	}
	path := "/v1/claims/" + id + "/documents/" + file.Documents[0].ID
	for _, role := range []engine.Role{engine.Provider, engine.ClaimsOfficer} {
		got := s.by[role].do(http.MethodGet, path, nil, nil)
		if string(got.Body) != content || got.Header.Get("X-Content-Type-Options") != "nosniff" || !strings.HasPrefix(got.Header.Get("Content-Disposition"), "attachment") {
			s.t.Errorf("%s reads %d bytes with %v", role, len(got.Body), got.Header)
		}
	}
	foreign, unknown := s.other.do(http.MethodGet, path, nil, nil), s.other.do(http.MethodGet, "/v1/claims/x/documents/y", nil, nil)
	if foreign.Status != http.StatusNotFound || !bytes.Equal(foreign.Body, unknown.Body) {
		s.t.Errorf("another facility: %d %s", foreign.Status, foreign.Body)
	}
}

// tellsOfCopies: each changed copy of a claim that was sent back gets the first answer and changes
// nothing, but that the facility is told once of each.
func (s *staff) tellsOfCopies() {
	s.t.Helper()
	sender := s.by[engine.Provider]
	arrived, _ := callbacksOf(sender, hospital)
	body := inDoubt(s.t)
	first := sender.submit(body, http.StatusAccepted)
	id := claimIn(s.t, body).ID.Value
	sender.settled("claim_id=" + id)
	changed := func(language string) []byte {
		return bytes.Replace(body, []byte(`"priority"`), []byte(`"language": "`+language+`", "priority"`), 1)
	}
	send := func(copy []byte, wantVersion string, wantNotes int) {
		s.t.Helper()
		got := sender.submit(copy, http.StatusAccepted)
		if !bytes.Equal(got.Body, first.Body) || (got.Header.Get("X-Bima-Duplicate") == "") != bytes.Equal(copy, body) {
			s.t.Errorf("a copy is answered %s, %q", got.Body, got.Header.Get("X-Bima-Duplicate"))
		}
		set, _ := sender.status("claim_id="+id, nil)
		response := set.responses(s.t)[0]
		notes := 0
		for _, note := range response.ProcessNote {
			if strings.Contains(note.Text, "changed copy") {
				notes++
			}
		}
		if response.Meta.VersionID != wantVersion || notes != wantNotes {
			s.t.Errorf("after a copy the response is of version %s with %d notes, want %s and %d", response.Meta.VersionID, notes, wantVersion, wantNotes)
		}
	}
	send(changed("sw"), "2", 0) // in review there is nothing to tell
	s.step(engine.ClaimsOfficer, id, engine.SendBack, "", http.StatusOK)
	wantCallback(s.t, arrived, id, "in-review", 2)
	wantCallback(s.t, arrived, id, "sent-back", 3)
	send(body, "3", 0)
	send(changed("en"), "4", 1)
	send(changed("en"), "4", 1)
	send(changed("fr"), "5", 1)
	wantCallback(s.t, arrived, id, "sent-back", 4)
	wantCallback(s.t, arrived, id, "sent-back", 5)
}

// replaces: another claim takes the place, with the day of receipt; a third one comes too late.
func (s *staff) replaces() {
	s.t.Helper()
	sender := s.by[engine.Provider]
	body := inDoubt(s.t)
	id := s.submit(body, engine.InReview)
	s.step(engine.ClaimsOfficer, id, engine.SendBack, "", http.StatusOK)
	taken := s.submit(replacing(s.t, body, id), engine.InReview)
	original, file := s.file(id).Claim, s.file(taken).Claim
	if original.State != engine.Canceled || file.Replaces != id || file.Received != original.Received || file.Accepted == file.Received {
		s.t.Errorf("original %+v, and in its place %+v", original, file)
	}
	set, _ := sender.status("claim_id="+id, nil)
	if notes, err := json.Marshal(set.responses(s.t)[0].ProcessNote); err != nil || !bytes.Contains(notes, []byte(taken)) {
		s.t.Errorf("the original does not tell what took its place: %s %v", notes, err)
	}
	late := sender.submit(replacing(s.t, body, id), http.StatusUnprocessableEntity)
	if findings := late.findings(); len(findings) == 0 || findings[0].Rule != "CLM-016" && findings[len(findings)-1].Rule != "CLM-016" {
		s.t.Errorf("a second replacement: %s", late.Body)
	}
	// It is never another facility's to replace.
	theirs := bytes.ReplaceAll(replacing(s.t, testdata.Fresh(body, uuid.NewString), s.bringTo(engine.UseClaim, engine.SentBack)), []byte(hospital), []byte(healthCentre))
	if got := s.other.submit(theirs, http.StatusUnprocessableEntity); !bytes.Contains(got.Body, []byte("CLM-016")) {
		s.t.Errorf("another facility's replacement: %s", got.Body)
	}
}
