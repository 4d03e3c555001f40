package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// outbox is a store with the endpoint of one facility; it keeps what it is asked for.
type outbox struct {
	Deliveries
	endpoint *Endpoint
	dead     int
	// missing are the versions that the pages of claims lack.
	missing []int
	fail    error
	asked   []string
}

func (o *outbox) FindEndpoint(context.Context, string) (Endpoint, error) {
	if o.endpoint == nil {
		return Endpoint{}, Errorf(NotFound, "no row")
	}
	return *o.endpoint, nil
}

func (o *outbox) FindDelivery(_ context.Context, fid, id string) (Delivery, error) {
	if fid != "FID-1" || id != "c.2" {
		return Delivery{}, Errorf(NotFound, "no row")
	}
	return Delivery{ID: id, Facility: fid}, nil
}

func (o *outbox) ListAttempts(_ context.Context, id string) ([]Attempt, error) {
	return []Attempt{{DeliveryID: id, Number: 1}}, nil
}

func (o *outbox) CountDeliveries(context.Context, string) (DeliveryCount, error) {
	return DeliveryCount{Dead: o.dead}, nil
}

func (o *outbox) ReviveDelivery(_ context.Context, fid, id string, now time.Time) error {
	o.asked = append(o.asked, "revive "+id+now.Format(" 15:04"))
	_, err := o.FindDelivery(context.Background(), fid, id)
	return err
}

func (o *outbox) ReviveEnded(_ context.Context, r Recovery, after string) (int, string, error) {
	o.asked = append(o.asked, fmt.Sprint("revive ", r.States, r.Since.UTC().Format(" 15:04"), " after ", after))
	page := min(o.dead, r.Limit)
	o.dead -= page
	return page, after + "x", nil
}

func (o *outbox) WriteMissing(_ context.Context, _ Recovery, after ClaimPlace) (int, ClaimPlace, error) {
	o.asked = append(o.asked, "write after "+after.ID)
	page := len(after.ID)
	if page == len(o.missing) {
		return 0, ClaimPlace{}, o.fail
	}
	return o.missing[page], ClaimPlace{ID: after.ID + "x"}, nil
}

func (o *outbox) RouseEndpoint(context.Context, string, time.Time) error {
	o.asked = append(o.asked, "rouse")
	return nil
}

// noted are the audit rows.
type noted struct {
	Ledger
	rows []string
}

func (n *noted) Record(_ context.Context, row AuditRow) error {
	n.rows = append(n.rows, row.Actor+" "+row.Action+" "+row.Target+" "+string(row.Detail))
	return nil
}

var (
	sendingAt = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	owner     = Caller{Client: "hmis", Role: Provider, Scope: Scope{FIDs: []string{"FID-1"}}}
	stranger  = Caller{Client: "other", Role: Provider, Scope: Scope{FIDs: []string{"FID-2"}}}
)

func sendingTo(endpoint *Endpoint) (*Engine, *outbox, *woken, *noted) {
	store, woken, ledger := &outbox{endpoint: endpoint}, new(woken), new(noted)
	return New(Config{Deliveries: store, Queue: woken, Ledger: ledger, Clock: still{sendingAt}, NewID: func() string { return "id" }}), store, woken, ledger
}

func TestRedeliver(t *testing.T) {
	engine, store, woken, ledger := sendingTo(&Endpoint{Facility: "FID-1", Enabled: true})
	delivery, err := engine.Redeliver(t.Context(), owner, "FID-1", "c.2")
	if err != nil || delivery.ID != "c.2" {
		t.Fatalf("%+v, %v", delivery, err)
	}
	if diff := cmp.Diff([]string{"revive c.2 09:00", "rouse"}, store.asked); diff != "" {
		t.Errorf("the store was asked (-want +got):\n%s", diff)
	}
	if !slices.Equal(*woken, []Task{{TaskDeliver, "FID-1"}}) {
		t.Errorf("woke %v, want the facility", *woken)
	}
	if diff := cmp.Diff([]string{`hmis callback-redelivered FID-1 {"delivery":"c.2"}`}, ledger.rows); diff != "" {
		t.Errorf("audited (-want +got):\n%s", diff)
	}
	if _, err := engine.Redeliver(t.Context(), owner, "FID-1", "d.2"); KindOf(err) != NotFound || err.Error() != "facility FID-1 has no callback d.2" {
		t.Errorf("an unknown one: %v", err)
	}
	if len(*woken) != 1 || len(ledger.rows) != 1 {
		t.Errorf("an unknown one woke %v and was audited: %v", *woken, ledger.rows)
	}
}

// Where nothing can be sent, nothing is revived: it would be given up at once.
func TestRedeliver_refused(t *testing.T) {
	since := sendingAt.Add(-time.Hour)
	for name, test := range map[string]struct {
		endpoint *Endpoint
		caller   Caller
		kind     Kind
		words    string
	}{
		"no endpoint":       {nil, owner, NotFound, "there is no callback endpoint of facility FID-1"},
		"another facility":  {&Endpoint{Enabled: true}, stranger, NotFound, "there is no callback endpoint of facility FID-1"},
		"officer":           {&Endpoint{Enabled: true}, Caller{Role: ClaimsOfficer, Scope: Scope{All: true}}, NotFound, "that you may see"},
		"switched off":      {&Endpoint{}, owner, Conflict, "is disabled; set it again first"},
		"off after its 410": {&Endpoint{Disabled: "the receiver answered 410 Gone"}, owner, Conflict, "is disabled, since the receiver answered 410 Gone; set it again first"},
	} {
		t.Run(name, func(t *testing.T) {
			engine, store, woken, ledger := sendingTo(test.endpoint)
			_, one := engine.Redeliver(t.Context(), test.caller, "FID-1", "c.2")
			_, all := engine.Recover(t.Context(), test.caller, "FID-1", since, false)
			for _, err := range []error{one, all} {
				if err == nil || KindOf(err) != test.kind || !strings.Contains(err.Error(), test.words) {
					t.Errorf("%v, want %q", err, test.words)
				}
			}
			if len(store.asked)+len(*woken)+len(ledger.rows) != 0 {
				t.Errorf("asked %v, woke %v, audited %v; want nothing", store.asked, *woken, ledger.rows)
			}
		})
	}
}

func TestRecover(t *testing.T) {
	since := sendingAt.Add(-time.Hour)
	for name, test := range map[string]struct {
		dead      int
		missing   []int
		delivered bool
		count     int
		asked     []string
	}{
		"nothing": {0, nil, false, 0, []string{"revive [dead] 08:00 after ", "write after ", "rouse"}},
		"both": {3, []int{2, 0, 4}, false, 9, []string{
			"revive [dead] 08:00 after ", "write after ", "write after x", "write after xx", "write after xxx", "rouse"}},
		"pages": {450, nil, false, 450, []string{
			"revive [dead] 08:00 after ", "revive [dead] 08:00 after x", "revive [dead] 08:00 after xx", "write after ", "rouse"}},
		"delivered, too": {3, nil, true, 3, []string{"revive [dead delivered] 08:00 after ", "write after ", "rouse"}},
	} {
		t.Run(name, func(t *testing.T) {
			engine, store, woken, ledger := sendingTo(&Endpoint{Enabled: true})
			store.dead, store.missing = test.dead, test.missing
			count, err := engine.Recover(t.Context(), owner, "FID-1", since, test.delivered)
			if err != nil || count != test.count {
				t.Errorf("%d, %v; want %d", count, err, test.count)
			}
			if diff := cmp.Diff(test.asked, store.asked); diff != "" {
				t.Errorf("the store was asked (-want +got):\n%s", diff)
			}
			if len(*woken) != 1 || len(ledger.rows) != 1 || !strings.HasPrefix(ledger.rows[0], `hmis callbacks-recovered FID-1 {"delivered":`) ||
				!strings.HasSuffix(ledger.rows[0], `"since":"2026-11-21T08:00:00Z"}`) {
				t.Errorf("woke %v, audited %v", *woken, ledger.rows)
			}
		})
	}
}

func TestRecover_since(t *testing.T) {
	engine, store, _, _ := sendingTo(&Endpoint{Enabled: true})
	for words, since := range map[string]time.Time{"since is missing": {}, "is in the future": sendingAt.Add(time.Second)} {
		if _, err := engine.Recover(t.Context(), owner, "FID-1", since, false); KindOf(err) != Invalid || !strings.Contains(err.Error(), words) {
			t.Errorf("%s: %v, want %q", since, err, words)
		}
	}
	if _, err := engine.Recover(t.Context(), owner, "FID-1", sendingAt, false); err != nil || len(store.asked) == 0 {
		t.Errorf("from now on: %v, asked %v", err, store.asked)
	}
}

// What was recovered before a fault is on the record, and is not sent again when it is tried once more.
func TestRecover_breaksOff(t *testing.T) {
	engine, store, woken, ledger := sendingTo(&Endpoint{Enabled: true})
	store.fail = errors.New("the database is away")
	if _, err := engine.Recover(t.Context(), owner, "FID-1", sendingAt, false); err == nil || len(ledger.rows) != 0 {
		t.Errorf("%v, audited %v", err, ledger.rows)
	}
	store.missing = []int{2}
	if count, err := engine.Recover(t.Context(), owner, "FID-1", sendingAt, false); err == nil || count != 2 || len(ledger.rows) != 1 || len(*woken) != 0 {
		t.Errorf("%d, %v, audited %v, woke %v", count, err, ledger.rows, *woken)
	}
}

func TestDelivery(t *testing.T) {
	engine, _, _, _ := sendingTo(nil) // what was sent to an endpoint that is gone is told, too
	delivery, attempts, err := engine.Delivery(t.Context(), owner, "FID-1", "c.2")
	if err != nil || delivery.ID != "c.2" || len(attempts) != 1 {
		t.Errorf("%+v, %v, %v", delivery, attempts, err)
	}
	for name, ask := range map[string]func() error{
		"an unknown one":       func() error { _, _, err := engine.Delivery(t.Context(), owner, "FID-1", "d.2"); return err },
		"another facility's":   func() error { _, _, err := engine.Delivery(t.Context(), stranger, "FID-1", "c.2"); return err },
		"another's under mine": func() error { _, _, err := engine.Delivery(t.Context(), stranger, "FID-2", "c.2"); return err },
		"another's count":      func() error { _, err := engine.CountDeliveries(t.Context(), stranger, "FID-1"); return err },
	} {
		if err := ask(); KindOf(err) != NotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
}
