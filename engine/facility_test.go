package engine

import (
	"bytes"
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/testdata"
)

// names is a registry that knows facilities by any of their ids, and members.
type names struct {
	Registry
	facilities map[string]string
	members    []string
}

func (n names) FindFacility(_ context.Context, id string, _ fhir.Date) (Facility, error) {
	if fid, ok := n.facilities[id]; ok {
		return Facility{FID: fid}, nil
	}
	return Facility{}, Errorf(NotFound, "there is no facility %s", id)
}

func (n names) FindMember(_ context.Context, number string, _ fhir.Date) (Member, error) {
	if slices.Contains(n.members, number) {
		return Member{Number: number}, nil
	}
	return Member{}, Errorf(NotFound, "there is no member %s", number)
}

func TestFacility(t *testing.T) {
	mine := Caller{Client: "c", Role: Provider, Scope: Scope{FIDs: []string{"FID-12191-1"}}}
	for _, test := range []struct {
		name  string
		body  []byte
		known map[string]string
		asked []string
		found []string
		may   bool
	}{
		{"by identifier, id and fullUrl", testdata.Bundle("dialysis-claim"), map[string]string{"FID-12191-1": "FID-12191-1"},
			[]string{"FID-12191-1"}, []string{"FID-12191-1"}, true},
		{"by id, and an alias in the fullUrl", testdata.Bundle("guide/preauth-r4"), map[string]string{"FID-12191-1": "FID-12191-1", "12110": "FID-12191-1"},
			[]string{"FID-12191-1", "12110"}, []string{"FID-12191-1"}, true},
		{"by the provider's identifier, where the reference leads nowhere", testdata.Bundle("guide/claim-r4"), map[string]string{"FID-01-116951-6": "FID-01-116951-6"},
			[]string{"FID-01-116951-6"}, []string{"FID-01-116951-6"}, false},
		{"two facilities", testdata.Bundle("guide/preauth-r4"), map[string]string{"FID-12191-1": "FID-12191-1", "12110": "FID-47-115307-8"},
			[]string{"FID-12191-1", "12110"}, []string{"FID-12191-1", "FID-47-115307-8"}, false},
		{"none", testdata.Bundle("dialysis-claim"), nil, []string{"FID-12191-1"}, nil, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			bundle, _ := fhir.Decode(test.body)
			engine := New(Config{Registry: names{facilities: test.known}})
			got, err := engine.Facility(t.Context(), mine, bundle, bundle.Claims()[0])
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.asked, got.Asked); diff != "" {
				t.Errorf("asked (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.found, got.Found); diff != "" {
				t.Errorf("found (-want +got):\n%s", diff)
			}
			if got.May != test.may {
				t.Errorf("may is %t, want %t", got.May, test.may)
			}
		})
	}
}

// TestMemberNumber: the first id that the registry knows, else the first that the claim names.
func TestMemberNumber(t *testing.T) {
	body := bytes.Replace(testdata.Bundle("dialysis-claim"), []byte(`"value": "CR9876543210987-6"`), []byte(`"value": "SHA9876543210987-6"`), 1)
	bundle, _ := fhir.Decode(body)
	for _, test := range []struct {
		members []string
		want    string
	}{
		{[]string{"CR9876543210987-6"}, "CR9876543210987-6"},
		{[]string{"SHA9876543210987-6", "CR9876543210987-6"}, "SHA9876543210987-6"},
		{nil, "SHA9876543210987-6"},
	} {
		engine := New(Config{Registry: names{members: test.members}})
		got, err := engine.memberNumber(t.Context(), bundle, bundle.Claims()[0])
		if err != nil || got != test.want {
			t.Errorf("of %v: %s (%v), want %s", test.members, got, err, test.want)
		}
	}
}
