package engine

import (
	"context"
	"time"

	"github.com/bima-exchange/bima/fhir"
)

// ClaimFilter chooses claims. Zero members mean any.
type ClaimFilter struct {
	Scope    Scope
	States   []State
	Use      Use
	Facility string
	Member   string
	// From and To are the first and the last Nairobi day of receipt.
	From, To fhir.Date
	// Assigned is the officer who has them in hand; Unassigned: nobody has.
	Assigned   string
	Unassigned bool
	// OverdueAt: those whose state was overdue at this instant.
	OverdueAt time.Time
	Sort      ClaimSort
	// After is the place of the last claim of the page before.
	After *ClaimPlace
	Limit int
}

// ClaimSort is an order of claims.
type ClaimSort string

const (
	// ByDue: those that are due first come first, and those without a clock last.
	ByDue ClaimSort = "due"
	// ByReceived: the oldest first; ByNewest: the newest first.
	ByReceived ClaimSort = "received"
	ByNewest   ClaimSort = "-received"
)

// ClaimPlace is where a claim stands in an order: what it is ordered by, and its id.
type ClaimPlace struct {
	At time.Time `json:"at"`
	ID string    `json:"id"`
}

// ListedClaim is a claim as a list shows it.
type ListedClaim struct {
	ID, Number, Facility, Member string
	Use                          Use
	State                        State
	Version                      int
	ReceivedAt, DueAt            time.Time
	Assigned                     string
	Submitted                    fhir.Money
	// Benefit is what was approved; nil where nothing was.
	Benefit *fhir.Money
}

// Place is where the claim stands in an order.
func (l ListedClaim) Place(sort ClaimSort) ClaimPlace {
	if sort == ByDue {
		return ClaimPlace{l.DueAt, l.ID}
	}
	return ClaimPlace{l.ReceivedAt, l.ID}
}

// mostListed bounds a page.
const mostListed = 200

// ListClaims is a page of the claims that the caller may read, and the place from which the next one
// goes on; nil: there is none. A finance officer reads of claims from approved on.
func (e *Engine) ListClaims(ctx context.Context, caller Caller, filter ClaimFilter) ([]ListedClaim, *ClaimPlace, error) {
	filter.Scope = caller.Scope
	if caller.Role == FinanceOfficer {
		filter.Use = UseClaim
		filter.States = narrowed(filter.States, financeStates)
		if len(filter.States) == 0 {
			return nil, nil, nil
		}
	}
	if filter.Sort == "" {
		filter.Sort = ByReceived
	}
	if filter.Limit <= 0 || filter.Limit > mostListed {
		filter.Limit = mostListed
	}
	limit := filter.Limit
	filter.Limit++ // one more tells whether there is a next page
	claims, err := e.Claims.ListClaims(ctx, filter)
	if err != nil || len(claims) <= limit {
		return claims, nil, err
	}
	return claims[:limit], new(claims[limit-1].Place(filter.Sort)), nil
}

// financeStates are those from approved on.
var financeStates = []State{Approved, SentForPayment, PaymentDeclined, PaymentCompleted}

// narrowed are the states asked for that are allowed; all that are allowed where none is asked for.
func narrowed(asked, allowed []State) []State {
	if len(asked) == 0 {
		return allowed
	}
	var both []State
	for _, state := range asked {
		for _, one := range allowed {
			if state == one {
				both = append(both, state)
			}
		}
	}
	return both
}
