package server

import "github.com/bima-exchange/bima/fhir"

// shownDefinitions are a few definitions of each type.
func shownDefinitions() []fhir.CanonicalResource {
	define := func(resourceType, id, name, rest string) fhir.CanonicalResource {
		url := testBase + "/" + resourceType + "/" + id
		body := `{"resourceType":"` + resourceType + `","id":"` + id + `","url":"` + url + `","version":"1.0.0","name":"` + name + `","status":"active",` + rest + `}`
		return fhir.CanonicalResource{Type: resourceType, ID: id, URL: url, Version: "1.0.0", Name: name, Body: []byte(body)}
	}
	profile := func(id, name, resourceType string) fhir.CanonicalResource {
		return define("StructureDefinition", id, name, `"kind":"resource","abstract":false,"type":"`+resourceType+
			`","baseDefinition":"http://hl7.org/fhir/StructureDefinition/`+resourceType+`","derivation":"constraint","differential":{"element":[{"id":"`+resourceType+`","path":"`+resourceType+`"}]}`)
	}
	return []fhir.CanonicalResource{
		profile("bundle", "ClaimBundle", "Bundle"),
		profile("claim", "Claim", "Claim"),
		profile("kenya-renal-preauth", "RenalPreauthorization", "Claim"),
		profile("coverage", "Coverage", "Coverage"),
		define("StructureDefinition", "claim-state-extension", "ClaimStateExtension", `"kind":"complex-type","abstract":false,"context":[{"type":"element","expression":"ClaimResponse"}],"type":"Extension","baseDefinition":"http://hl7.org/fhir/StructureDefinition/Extension","derivation":"constraint","differential":{"element":[{"id":"Extension","path":"Extension"}]}`),
		define("CodeSystem", "claim-state", "ClaimState", `"content":"complete","concept":[{"code":"queued","display":"Queued"},{"code":"approved","display":"Approved"}]`),
		define("CodeSystem", "bima-issue", "BimaIssue", `"content":"complete","concept":[{"code":"ITM-003","display":"an item was served within the billable period of its <Claim>"}]`),
		define("ValueSet", "claim-state", "ClaimState", `"compose":{"include":[{"system":"`+testBase+`/CodeSystem/claim-state"}]}`),
		define("ValueSet", "foreign", "Foreign", `"compose":{"include":[{"system":"http://example.org/none"}]}`),
	}
}
