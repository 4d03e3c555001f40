package fhir

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The value of a resource is what was read of it: repaired, and without what could not be. Values
// keep their indices.
func TestResource_Value(t *testing.T) {
	resource, _ := DecodeResource([]byte(`{"resourceType":"Coverage","id":"c","status":"actif","dependent":7,"order":"2","x":1,"network":null,
		"beneficiary":{"display":"x"},"relationship":{},"identifier":[null,{"value":"1","system":"a b"},{"value":"2"}],
		"class":[{"type":{"text":"t"},"value":"v","y":[true]}],"costToBeneficiary":[{"valueMoney":{"value":1.50},"exception":[{"type":{"text":"e"}}]}]}`))
	type object = map[string]any
	want := object{
		"resourceType": "Coverage", "id": "c", "order": json.Number("2"), "beneficiary": object{"display": "x"},
		"identifier":        []any{nil, object{"value": "1"}, object{"value": "2"}},
		"class":             []any{object{"type": object{"text": "t"}, "value": "v"}},
		"costToBeneficiary": []any{object{"valueMoney": object{"value": json.Number("1.50")}, "exception": []any{object{"type": object{"text": "e"}}}}},
		"payor":             []any{object{"type": "Organization", "identifier": object{"value": "SHA"}, "display": "Social Health Authority"}},
	}
	if diff := cmp.Diff(any(want), resource.Value()); diff != "" {
		t.Errorf("value (-want +got):\n%s", diff)
	}
}

func TestBundle_URIs(t *testing.T) {
	bundle := decoded(t, []byte(`{"resourceType":"Bundle","type":"message","entry":[
		{"fullUrl":"https://x.example/fhir/Patient/1","resource":{"resourceType":"Patient","id":"1",
			"identifier":[{"system":"https://x.example/id","value":"1"}],
			"nickname":[{"system":"https://unknown.example"}],
			"telecom":[{"system":"phone","value":"0700"}],
			"extension":[{"url":"https://x.example/ext","extension":[{"url":"part","valueCoding":{"system":"urn:oid:1.2.3"}}]}]}},
		{"resource":{"resourceType":"Member","identifier":[{"system":"https://member.example"}]}}]}`))
	var got []string
	for uri := range bundle.URIs() {
		got = append(got, uri.Path+" "+uri.Value)
	}
	want := []string{
		"Bundle.entry[0].resource.identifier[0].system https://x.example/id",
		"Bundle.entry[0].resource.extension[0].url https://x.example/ext",
		"Bundle.entry[0].resource.extension[0].extension[0].valueCoding.system urn:oid:1.2.3",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("URIs (-want +got):\n%s", diff)
	}
	for uri := range bundle.URIs() {
		if uri.Value != "https://x.example/id" {
			t.Errorf("%s comes after the one who asked had enough", uri.Value)
		}
		break
	}
}
