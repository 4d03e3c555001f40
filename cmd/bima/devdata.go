package main

import (
	"context"
	"fmt"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
)

// demoSecret is the published secret and signing key of every development client.
const demoSecret = "demo-secret"

// demoClients are the clients of api.md "Development mode".
var demoClients = []engine.Client{
	{ID: "demo-hmis", Role: engine.Provider, Scope: engine.Scope{FIDs: []string{"FID-01-116951-6", "FID-12191-1"}}},
	{ID: "demo-other", Role: engine.Provider, Scope: engine.Scope{FIDs: []string{"FID-47-115307-8"}}},
	{ID: "demo-officer", Role: engine.ClaimsOfficer, Scope: engine.Scope{All: true}},
	{ID: "demo-officer-2", Role: engine.ClaimsOfficer, Scope: engine.Scope{All: true}},
	{ID: "demo-clinical", Role: engine.ClinicalOfficer, Scope: engine.Scope{All: true}},
	{ID: "demo-sha", Role: engine.SHAOfficer, Scope: engine.Scope{All: true}},
	{ID: "demo-finance", Role: engine.FinanceOfficer, Scope: engine.Scope{All: true}},
	{ID: "demo-admin", Role: engine.Admin, Scope: engine.Scope{All: true}},
}

// demoSince is the day from which the demo registry holds: that on which the payer began.
var demoSince = engine.Validity{From: fhir.Date{Year: 2024, Month: time.October, Day: 1}}

var demoFacilities = []engine.Facility{
	{FID: "FID-01-116951-6", Name: "Sample County Hospital", Level: "4", Validity: demoSince},
	{FID: "FID-12191-1", Aliases: []string{"12110"}, Name: "Sample Medical Centre", Level: "5", Validity: demoSince},
	{FID: "FID-47-115307-8", Name: "Sample Health Centre", Level: "3", Validity: demoSince},
}

var demoPractitioners = []engine.Practitioner{{PUID: "PUID-0002532-1", Registration: "A7616", Validity: demoSince}}

var demoMembers = []engine.Member{
	{Number: "CR1234567890123-4", Sex: "male", BirthDate: fhir.Date{Year: 2010, Month: 4, Day: 23}, Validity: demoSince},
	{Number: "CR9876543210987-6", Sex: "male", BirthDate: fhir.Date{Year: 1952, Month: 12, Day: 31}, Household: "HH9876543210987-6", Validity: demoSince},
	{Number: "CR5555555555555-5", Sex: "female", BirthDate: fhir.Date{Year: 1985, Month: 6, Day: 15}, Validity: demoSince},
	{Number: "CR2222222222222-2", Sex: "female", BirthDate: fhir.Date{Year: 1990, Month: 2, Day: 2}, Validity: demoSince},
	{Number: "CR0000000000001-1", Sex: "female", BirthDate: fhir.Date{Year: 1985, Month: 6, Day: 15}, Validity: demoSince},
}

var demoCoverages = []engine.Coverage{
	{Member: "CR1234567890123-4", Scheme: "SHA", Validity: demoSince},
	{Member: "CR9876543210987-6", Scheme: "SHA", Validity: demoSince},
	{Member: "CR5555555555555-5", Scheme: "SHA", Validity: demoSince},
	{Member: "CR5555555555555-5", Scheme: "PMF", Validity: demoSince},
	{Member: "CR2222222222222-2", Scheme: "SHA", Validity: demoSince},
	{Member: "CR0000000000001-1", Scheme: "SHA", Validity: engine.Validity{From: demoSince.From, To: fhir.Date{Year: 2024, Month: time.December, Day: 31}}},
}

// loadDemoData adds the development clients and the demo registry where they are missing. What is
// there already is left as it is.
func loadDemoData(ctx context.Context, opened *store.Store, keys keys) error {
	for _, client := range demoClients {
		if _, err := opened.FindClient(ctx, client.ID); err == nil {
			continue
		} else if engine.KindOf(err) != engine.NotFound {
			return err
		}
		sealed, err := keys.box.Seal([]byte(demoSecret), engine.ClientContext(client.ID))
		if err != nil {
			return err
		}
		client.SecretHash, client.SigningKey, client.CreatedAt = keys.hasher.Hash(demoSecret), sealed, time.Now()
		if err := opened.SaveClient(ctx, client); err != nil {
			return err
		}
	}
	return loadDemoRegistry(ctx, opened)
}

func loadDemoRegistry(ctx context.Context, registry engine.Registry) error {
	for _, facility := range demoFacilities {
		if _, err := registry.SaveFacility(ctx, facility); err != nil {
			return err
		}
	}
	for _, practitioner := range demoPractitioners {
		if _, err := registry.SavePractitioner(ctx, practitioner); err != nil {
			return err
		}
	}
	for _, member := range demoMembers {
		if _, err := registry.SaveMember(ctx, member); err != nil {
			return err
		}
	}
	for _, coverage := range demoCoverages {
		if _, err := registry.SaveCoverage(ctx, coverage); err != nil {
			return err
		}
	}
	return nil
}

// refuseDemoClients returns an error where the published credentials would open the exchange.
func refuseDemoClients(ctx context.Context, clients engine.Clients, keys keys) error {
	for _, demo := range demoClients {
		client, err := clients.FindClient(ctx, demo.ID)
		if err != nil && engine.KindOf(err) == engine.NotFound {
			continue
		}
		if err != nil {
			return err
		}
		if !client.Revoked() && keys.hasher.Matches(client.SecretHash, demoSecret) {
			return fmt.Errorf("the store has the development client %s, whose secret is published; revoke it with: bima client revoke %s", demo.ID, demo.ID)
		}
	}
	return nil
}
