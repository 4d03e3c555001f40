package store_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
	"github.com/bima-exchange/bima/store/storetest"
)

// TestSettle_decidesAgain: where PostgreSQL breaks a transaction off, the decision is made again, and the
// last one is written.
func TestSettle_decidesAgain(t *testing.T) {
	t.Parallel()
	s := storetest.Postgres(t)
	writeLedger(t, s)
	// A sequence counts on though its transaction is rolled back.
	for _, statement := range []string{
		`CREATE SEQUENCE tries`,
		`CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN
		  IF nextval('tries') <> 3 THEN
		    RAISE EXCEPTION 'broken off' USING ERRCODE = 'serialization_failure';
		  END IF;
		  RETURN NEW;
		END $$`,
		`CREATE TRIGGER break_off BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION break_off()`,
	} {
		if _, err := s.DB().ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	var actors []string
	settle := func() error {
		_, err := s.Settle(t.Context(), engine.Question{Holder: engine.Holder{Member: "CR1"}, ClaimID: "a"}, func(engine.Held) (engine.Move, error) {
			move := nextStep(t, s, "a")
			move.Event.Actor = "officer-" + strings.Repeat("I", len(actors)+1)
			actors = append(actors, move.Event.Actor)
			return move, nil
		})
		return err
	}
	if err := settle(); err != nil {
		t.Fatal(err)
	}
	events, err := s.ListEvents(t.Context(), "a")
	if err != nil || len(events) != 4 {
		t.Fatalf("the claim has %d events, %v, want 4", len(events), err)
	}
	if want := []string{"officer-I", "officer-II", "officer-III"}; !slices.Equal(actors, want) || events[3].Actor != want[2] {
		t.Errorf("%q decided, and written is what %s decided; want %q and the last", actors, events[3].Actor, want)
	}
	actors = nil
	err = settle()
	if failure, ok := errors.AsType[*pgconn.PgError](err); !ok || failure.Code != "40001" || len(actors) != 5 {
		t.Errorf("Settle = %v after %d decisions, want the database's error after 5", err, len(actors))
	}
}

// TestSettle_othersMeanwhile: those who share neither a member nor a household decide at one time.
func TestSettle_othersMeanwhile(t *testing.T) {
	t.Parallel()
	s := storetest.Postgres(t)
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	none := errors.New("nothing is decided")
	settle := func(holder engine.Holder, meanwhile func()) {
		_, err := s.Settle(ctx, engine.Question{Holder: holder, ClaimID: "a"}, func(engine.Held) (engine.Move, error) {
			meanwhile()
			return engine.Move{}, none
		})
		if err != none {
			t.Errorf("%+v: Settle = %v, want the error of the decision", holder, err)
		}
	}
	decided := false
	settle(engine.Holder{Member: "CR1", Household: "HH1"}, func() {
		// The same words for other things are other things.
		settle(engine.Holder{Member: "HH1", Household: "CR1"}, func() {
			settle(engine.Holder{Member: "CR2"}, func() {
				settle(engine.Holder{}, func() { decided = true })
			})
		})
	})
	if !decided {
		t.Error("the last did not decide")
	}
}

// nextStep is a step of a claim as it stands.
func nextStep(t *testing.T, s *store.Store, id string) engine.Move {
	t.Helper()
	claim, err := s.FindClaim(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	at := claim.AcceptedAt.Add(time.Duration(claim.Version) * time.Minute)
	response := engine.Response{ClaimID: id, Version: claim.ResponseVersion + 1, State: engine.InReview, At: at, Body: []byte("{}")}
	return engine.Move{
		ClaimID: id, Version: claim.Version, State: engine.InReview, Response: &response,
		Event: engine.Event{ClaimID: id, Number: claim.Version + 1, At: at, Actor: "engine", To: engine.InReview}.Chain(claim.Head),
	}
}
