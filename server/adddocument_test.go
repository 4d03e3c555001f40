package server

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
)

const pdf = "%PDF-1.4\nend"

// reference is a DocumentReference with an attachment.
func reference(attachment string) string {
	return `{"resourceType":"DocumentReference","status":"current","type":{"coding":[{"code":"lab-report"}]},"content":[{"attachment":` + attachment + `}]}`
}

// inBase64 is an attachment of a type with content.
func inBase64(contentType, content string) string {
	return fmt.Sprintf(`{"contentType":"%s","title":"Result","data":"%s"}`, contentType, base64.StdEncoding.EncodeToString([]byte(content)))
}

// The same document by each way is kept alike, told to the officers, and read as it came.
func TestAddDocument(t *testing.T) {
	good, goodType := form(t, formPart{"type", "", "Lab-Report"}, formPart{"title", "", "Result"}, formPart{"file", "application/PDF", pdf})
	untitled, untitledType := form(t, formPart{"file", "application/pdf", pdf}, formPart{"type", "", "lab-report"})
	category := strings.Replace(reference(inBase64("application/pdf", pdf)), `"type":{"coding":[{"code":"lab-report"}]}`, `"category":[{"text":"x"},{"coding":[{"code":"lab-report"}]}]`, 1)
	for name, test := range map[string]struct{ body, header, title string }{
		"FHIR":                 {reference(inBase64("application/pdf", pdf)), "Content-Type: application/fhir+json", "Result"},
		"FHIR, by category":    {category, "Content-Type: application/fhir+json", "Result"},
		"a form":               {string(good), goodType, "Result"},
		"a form with no title": {string(untitled), untitledType, "scan.pdf"},
	} {
		t.Run(name, func(t *testing.T) {
			x := shown(t)
			x.lead(t, engine.AddDocuments)
			got := x.step(t, engine.Provider, deliveryID, engine.AddDocuments, test.body, test.header)
			wantStatus(t, got, http.StatusOK)
			kept := x.claims.held[deliveryID].documents
			if len(kept) != 1 {
				t.Fatalf("%d documents are kept", len(kept))
			}
			want := engine.Document{ID: kept[0].ID, ClaimID: deliveryID, At: testNow, Actor: "provider", Type: "LAB-REPORT", Title: test.title, ContentType: "application/pdf", Body: []byte(pdf)}
			if diff := cmp.Diff(want, kept[0]); diff != "" {
				t.Errorf("kept (-want +got):\n%s", diff)
			}
			for _, role := range []string{"provider", "claims_officer", "auditor"} {
				read := x.send("GET", deliveryPath+"/documents/"+kept[0].ID, nil, x.bearer(t, role))
				header := read.Header()
				if read.Body.String() != pdf || header.Get("Content-Type") != "application/pdf" || header.Get("X-Content-Type-Options") != "nosniff" ||
					header.Get("Content-Disposition") != "attachment; filename="+test.title {
					t.Errorf("%s reads %d %q with %v", role, read.Code, read.Body, header)
				}
			}
			wantStatus(t, x.send("GET", deliveryPath+"/documents/"+kept[0].ID, nil, x.bearer(t, "finance_officer")), http.StatusForbidden)
			wantStatus(t, x.send("GET", deliveryPath+"/documents/"+kept[0].ID, nil, x.bearer(t, "other")), http.StatusNotFound)
		})
	}
}

// A url is kept and told, and nobody follows it.
func TestAddDocument_url(t *testing.T) {
	x := shown(t)
	x.lead(t, engine.AddDocuments)
	body := reference(`{"contentType":"image/png","title":"Röntgen","url":"https://images.test/1.png"}`)
	wantStatus(t, x.step(t, engine.Provider, deliveryID, engine.AddDocuments, body, "Content-Type: application/fhir+json"), http.StatusOK)
	got := x.send("GET", deliveryPath+"/documents/"+x.claims.held[deliveryID].documents[0].ID, nil, x.bearer(t, "auditor"))
	if got.Header().Get("Content-Type") != typeFHIR || !strings.Contains(got.Body.String(), `"url":"https://images.test/1.png"`) || !strings.Contains(got.Body.String(), `"title":"Röntgen"`) {
		t.Errorf("%d %s", got.Code, got.Body)
	}
}

// Several go in one step, since the claim leaves sent-back by it: as contents or as parts of a form.
func TestAddDocument_several(t *testing.T) {
	form, formType := form(t, formPart{"type", "", "lab-report"}, formPart{"title", "", "Result"}, formPart{"file", "application/pdf", pdf},
		formPart{"type", "", "lab-report"}, formPart{"file", "text/plain", "as told"})
	contents := reference(inBase64("application/pdf", pdf) + `},{"attachment":` + strings.Replace(inBase64("text/plain", "as told"), "Result", "scan.pdf", 1))
	for name, sent := range map[string][2]string{"contents": {contents, "Content-Type: application/fhir+json"}, "a form": {string(form), formType}} {
		t.Run(name, func(t *testing.T) {
			x := shown(t)
			x.lead(t, engine.AddDocuments)
			wantStatus(t, x.step(t, engine.Provider, deliveryID, engine.AddDocuments, sent[0], sent[1]), http.StatusOK)
			kept := x.claims.held[deliveryID].documents
			if len(kept) != 2 || kept[0].ID == kept[1].ID || kept[0].Title+kept[1].Title != "Resultscan.pdf" || string(kept[1].Body) != "as told" {
				t.Errorf("kept are %+v", kept)
			}
		})
	}
}

func TestAddDocument_refused(t *testing.T) {
	x := shown(t)
	x.lead(t, engine.AddDocuments)
	fhirType := "Content-Type: application/fhir+json"
	parts := func(parts ...formPart) [2]string {
		body, header := form(t, parts...)
		return [2]string{string(body), header}
	}
	file, kind := formPart{"file", "application/pdf", pdf}, formPart{"type", "", "other"}
	for name, test := range map[string]struct {
		sent [2]string
		want int
		text string
	}{
		"no PDF":              {[2]string{reference(inBase64("application/pdf", "MZ\x90")), fhirType}, 400, "its bytes are not"},
		"no PNG":              {[2]string{reference(inBase64("image/png", pdf)), fhirType}, 400, "its bytes are not"},
		"no JPEG":             {[2]string{reference(inBase64("image/jpeg", "<svg>")), fhirType}, 400, "its bytes are not"},
		"no text":             {[2]string{reference(inBase64("text/plain", "a\x00b")), fhirType}, 400, "its bytes are not"},
		"a page":              {[2]string{reference(inBase64("text/html", "<p>")), fhirType}, 400, "text/html"},
		"empty":               {[2]string{reference(`{"contentType":"text/plain","title":"x"}`), fhirType}, 400, "is empty"},
		"no title":            {[2]string{reference(`{"contentType":"text/plain","data":"eA=="}`), fhirType}, 400, "title"},
		"no type":             {[2]string{strings.Replace(reference(inBase64("text/plain", "x")), "lab-report", "", 1), fhirType}, 400, ""},
		"both":                {[2]string{reference(`{"contentType":"text/plain","title":"x","data":"eA==","url":"https://a.test/"}`), fhirType}, 400, "one of them"},
		"plain HTTP":          {[2]string{reference(`{"contentType":"text/plain","title":"x","url":"http://a.test/"}`), fhirType}, 400, "https url"},
		"a file":              {[2]string{reference(`{"contentType":"text/plain","title":"x","url":"file:///etc/passwd"}`), fhirType}, 400, "https url"},
		"credentials":         {[2]string{reference(`{"contentType":"text/plain","title":"x","url":"https://u:p@a.test/"}`), fhirType}, 400, "https url"},
		"no base64":           {[2]string{reference(`{"contentType":"text/plain","title":"x","data":"%%"}`), fhirType}, 400, ""},
		"a second is empty":   {[2]string{reference(inBase64("text/plain", "x") + `},{"attachment":{"contentType":"text/plain","title":"y"}`), fhirType}, 400, "document 2 of 2: "},
		"no contents":         {[2]string{`{"resourceType":"DocumentReference","status":"current","content":[]}`, fhirType}, 400, ""},
		"21 contents":         {[2]string{reference(inBase64("text/plain", "x") + strings.Repeat(`},{"attachment":`+inBase64("text/plain", "x"), 20)), fhirType}, 400, "at most 20"},
		"entered in error":    {[2]string{strings.Replace(reference(inBase64("text/plain", "x")), "current", "entered-in-error", 1), fhirType}, 400, "current"},
		"another resource":    {[2]string{`{"resourceType":"Patient"}`, fhirType}, 400, "DocumentReference"},
		"no resource":         {[2]string{`{}`, fhirType}, 400, ""},
		"no JSON":             {[2]string{`%PDF`, fhirType}, 400, ""},
		"too large":           {[2]string{reference(inBase64("text/plain", strings.Repeat("x", 40<<10+1))), fhirType}, 413, "40960 bytes"},
		"larger still":        {[2]string{reference(inBase64("text/plain", strings.Repeat("x", 100<<10))), fhirType}, 413, ""},
		"the bare file":       {[2]string{pdf, "Content-Type: application/pdf"}, 415, ""},
		"a form of no file":   {parts(kind), 400, `part \"file\"`},
		"a form of no type":   {parts(file), 400, "type of the document"},
		"a file of no type":   {parts(kind, file, file), 400, "document 2 of 2: the type"},
		"a type of no file":   {parts(kind, file, kind, file, kind), 400, "before their file"},
		"a type twice":        {parts(kind, kind, file), 400, "twice"},
		"a type on each side": {parts(kind, file, kind), 400, "twice"},
		"an odd part":         {parts(kind, file, formPart{"claim", "", "x"}), 400, "not known"},
		"a long title":        {parts(kind, file, formPart{"title", "", strings.Repeat("x", 5000)}), 400, "at most 200"},
		"an unseen title":     {parts(kind, file, formPart{"title", "", "a\x1bb"}), 400, "no text"},
		"a title of no text":  {parts(kind, file, formPart{"title", "", "a\xff"}), 400, "no text"},
		"a form cut off":      {[2]string{"--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx", "Content-Type: multipart/form-data; boundary=b"}, 400, "to its end"},
		"a form of no form":   {[2]string{"x", "Content-Type: multipart/form-data"}, 415, ""},
		"a form too large":    {parts(kind, formPart{"file", "text/plain", strings.Repeat("x", 41<<10)}), 413, "40960 bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			got := x.step(t, engine.Provider, deliveryID, engine.AddDocuments, test.sent[0], test.sent[1])
			if got.Code != test.want || !strings.Contains(got.Body.String(), test.text) {
				t.Errorf("%d %s; wanted %d that speaks of %s", got.Code, got.Body, test.want, test.text)
			}
		})
	}
	if claim := x.claims.held[deliveryID]; claim.claim.State != engine.SentBack || len(claim.documents) != 0 {
		t.Errorf("the claim is %s with %d documents", claim.claim.State, len(claim.documents))
	}
}
