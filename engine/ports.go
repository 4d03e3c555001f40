package engine

import (
	"context"
	"time"

	"github.com/bima-exchange/bima/fhir"
)

// Clock tells the time. The real one is time.Now.
type Clock interface{ Now() time.Time }

// Claims is the store of claims. One method is one transaction.
type Claims interface {
	// Known tells which of the claim ids are taken, and how they were answered.
	Known(ctx context.Context, ids []string) (map[string]Known, error)
	// MediatorTaken reports whether the facility has had the id as a mediator_id.
	MediatorTaken(ctx context.Context, facility, id string) (bool, error)
	// Accept writes a bundle, its claims, their aliases, first responses and events, and the steps of
	// the claims that they replace, durably and at once. Where a claim id or the mediator_id was taken
	// meanwhile it writes nothing and returns ErrRaced: the caller asks Known again. Where a replaced
	// claim has moved on it writes nothing and returns an Error of kind Stale.
	Accept(ctx context.Context, acceptance Acceptance) error
	// Remember adds ids by which the facility may ask for claims that it has.
	Remember(ctx context.Context, facility string, claimIDs []string, aliases []Alias) error

	// Move writes one step of a claim. Where the claim's version is no longer move.Version it
	// writes nothing and returns an Error of kind Stale. It returns the facility that is
	// to be called back, empty where it has no enabled endpoint or sees no change.
	Move(ctx context.Context, move Move) (facility string, err error)
	// Settle makes a step of a claim while nobody else can take of what its holder has: decide is told
	// what others have, and what it returns is written as Move does, in the same transaction. It may be
	// called again where the database breaks off. What decide returns as an error is returned as it is.
	Settle(ctx context.Context, question Question, decide func(Held) (Move, error)) (facility string, err error)
	// Ask reads what Settle would tell decide, without a lock.
	Ask(ctx context.Context, question Question) (Held, error)
	// LeaseClaim takes a claim until the given time. It is false where the claim is not queued, is
	// leased, or is not there. A move ends the lease.
	LeaseClaim(ctx context.Context, id string, now, until time.Time) (Due, bool, error)
	// ReleaseClaim gives the lease back that ends at the given time; where there is none such it
	// does nothing.
	ReleaseClaim(ctx context.Context, id string, until time.Time) error
	// DueClaims are ids of queued claims that could be leased now and that nobody has looked at for
	// a while, at most limit; it notes that they were looked at now, so that the next call returns
	// others.
	DueClaims(ctx context.Context, now time.Time, limit int) ([]string, error)

	// FindClaim is a claim with its items, all of one version; NotFound.
	FindClaim(ctx context.Context, id string) (Claim, error)
	// FindDue is a claim with what its next step is made from, all of one version; NotFound.
	FindDue(ctx context.Context, id string) (Due, error)
	// ListClaims is a page of the claims that a filter chooses.
	ListClaims(ctx context.Context, filter ClaimFilter) ([]ListedClaim, error)
	// ListEvents are the events of a claim by number. People make them, so they are some tens at most.
	ListEvents(ctx context.Context, claimID string) ([]Event, error)
	// FindJSON is the Claim as it is stored; NotFound.
	FindJSON(ctx context.Context, claimID string) ([]byte, error)
	// ListDocuments are the documents that were added to a claim, oldest first, without their bodies.
	ListDocuments(ctx context.Context, claimID string) ([]Document, error)
	// FindDocument is one of them, with its body; NotFound.
	FindDocument(ctx context.Context, claimID, id string) (Document, error)
	// FindApproval is what was approved of a preauthorization; NotFound.
	FindApproval(ctx context.Context, claimID string) (Approval, error)
	// BarredClaims are ids of claims that were sent back and not answered in time, at most limit.
	BarredClaims(ctx context.Context, now time.Time, limit int) ([]string, error)
	// ExpiredPreauthorizations are ids of approved preauthorizations whose period ended before the day
	// and of which the facility was not told, at most limit.
	ExpiredPreauthorizations(ctx context.Context, on fhir.Date, limit int) ([]string, error)
	// ListShadow are the claims that a candidate would have decided otherwise, by their time, after a place,
	// at most limit; an empty name means any candidate.
	ListShadow(ctx context.Context, candidate string, after *ClaimPlace, limit int) ([]ShadowDifference, error)
	// ListDecided are ids of claims whose first day of service lies in the days, and that are decided, by
	// id, after one, at most limit.
	ListDecided(ctx context.Context, days Days, after string, limit int) ([]string, error)
	// TakeNumbers takes count numbers of a series ("CLM/2026") that nobody else gets, and returns the
	// first of them.
	TakeNumbers(ctx context.Context, series string, count int) (first int64, err error)
	// AliasKinds are the namespaces in which the value leads to a claim in the scope.
	AliasKinds(ctx context.Context, scope Scope, value string) ([]AliasKind, error)
	// ListStatus is a page of the claims to which an alias leads, oldest first.
	ListStatus(ctx context.Context, query StatusQuery) (StatusPage, error)
	// ListResponses are all versions of a claim's ClaimResponse, oldest first.
	ListResponses(ctx context.Context, scope Scope, claimID string) ([]Response, error)
	// FindBody is a bundle as it came, by its mediator_id; NotFound.
	FindBody(ctx context.Context, scope Scope, mediator string) ([]byte, error)
}

// Clients is the store of clients.
type Clients interface {
	// FindClient is a client, revoked ones included; NotFound.
	FindClient(ctx context.Context, id string) (Client, error)
	// SaveClient adds or replaces a client.
	SaveClient(ctx context.Context, client Client) error
	// ListClients are all clients by id.
	ListClients(ctx context.Context) ([]Client, error)
}

// Registry is what is known of facilities, practitioners, members and their cover. Each find
// returns the row that holds on the day, or the latest one where the day is zero; NotFound.
type Registry interface {
	// FindFacility looks under the FID and the aliases.
	FindFacility(ctx context.Context, id string, on fhir.Date) (Facility, error)
	FindPractitioner(ctx context.Context, puid string, on fhir.Date) (Practitioner, error)
	FindMember(ctx context.Context, number string, on fhir.Date) (Member, error)
	// ListCoverages are all covers of a member, by scheme and first day.
	ListCoverages(ctx context.Context, member string) ([]Coverage, error)
	// Parties are those whom a claim names as they are on a day, or by their latest rows where the day
	// is zero. It asks the database at most three questions, whatever there is; an empty id asks
	// nothing. Whom the registry does not know is nil, and no error.
	Parties(ctx context.Context, facility, member, practitioner string, on fhir.Date) (Parties, error)

	// The saves add a row, or replace the one with the same id and first day, and report whether
	// anything changed. No two rows of one id (of one member and scheme) share a day: the row before
	// ends on the eve of the new one, and the new one on the eve of the row after it. A row without a
	// first day or an id, or one that ends before it begins, is Invalid.
	SaveFacility(ctx context.Context, facility Facility) (changed bool, err error)
	SavePractitioner(ctx context.Context, practitioner Practitioner) (changed bool, err error)
	SaveMember(ctx context.Context, member Member) (changed bool, err error)
	SaveCoverage(ctx context.Context, coverage Coverage) (changed bool, err error)
}

// Ledger is the record of what happened.
type Ledger interface {
	// Record writes an audit row and sets its Hash.
	Record(ctx context.Context, row AuditRow) error
	// Seal covers all rows that are not sealed yet; a zero Seal where there are none.
	Seal(ctx context.Context, now time.Time) (Seal, error)
	// Verify checks every chain, every hash and every seal.
	Verify(ctx context.Context) (AuditReport, error)
}

// Sealings is the store of what is sealed.
type Sealings interface {
	// ListEndpointSecrets are the secrets of endpoints by facility, after one, at most limit.
	ListEndpointSecrets(ctx context.Context, after string, limit int) ([]EndpointSecrets, error)
	// ReplaceEndpointSecrets writes the Password and the Secret and Before of after where those of the
	// facility are still the bytes of before; else, and where the endpoint is gone, it is false.
	ReplaceEndpointSecrets(ctx context.Context, before, after EndpointSecrets) (replaced bool, err error)
	// ListClientKeys are the keys of clients by id, after one, at most limit.
	ListClientKeys(ctx context.Context, after string, limit int) ([]ClientKey, error)
	// ReplaceClientKey writes the Key of after where that of the client is still that of before; else it
	// is false.
	ReplaceClientKey(ctx context.Context, before, after ClientKey) (replaced bool, err error)
}

// Queue wakes workers. It carries no truth: the row that needs work is the task.
type Queue interface {
	// Wake says "look now at this row". It never blocks and never fails.
	Wake(task Task)
}

// Task names where there may be work.
type Task struct {
	Kind TaskKind
	// ID is a claim's for TaskAdjudicate, and a facility's for TaskDeliver.
	ID string
}

// TaskKind is what there is to do.
type TaskKind string

// The kinds of task.
const (
	TaskAdjudicate TaskKind = "adjudicate"
	TaskDeliver    TaskKind = "deliver"
)

// Guard says whether callbacks may be sent to an address.
type Guard interface {
	// Allow returns an Error of kind Invalid that says what is wrong with the URL.
	Allow(ctx context.Context, url string) error
}

// Tester sends test callbacks.
type Tester interface {
	// Test sends one to an endpoint at once and waits for the answer, 15 s at most, as for any callback. The
	// end of ctx does not end it. The Attempt has no Number, and its DeliveryID is "test." and a UUID.
	Test(ctx context.Context, endpoint Endpoint) Attempt
}
