package main

import (
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/spf13/cobra"

	"github.com/bima-exchange/bima/engine"
)

// listedDelivery is a callback as the exchange lists it.
type listedDelivery struct {
	ID       string               `json:"id"`
	Claim    string               `json:"claim"`
	Version  int                  `json:"version"`
	State    engine.DeliveryState `json:"state"`
	Attempts int                  `json:"attempts"`
	Created  time.Time            `json:"created"`
	Next     *time.Time           `json:"next,omitempty"`
}

// deliveryPage is a page of them.
type deliveryPage struct {
	Delivery []listedDelivery
	Count    struct{ Pending, Dead int }
	Next     string
}

func newCallbackList(out *terminal) *cobra.Command {
	var exchange api
	var state, since string
	var all, asJSON bool
	cmd := &cobra.Command{
		Use:   "list FID",
		Short: "List the callbacks of a facility, and count those that are not delivered",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			query := url.Values{}
			for name, value := range map[string]string{"state": state, "since": since} {
				if value != "" {
					query.Set(name, value)
				}
			}
			for listed := 0; ; {
				var page deliveryPage
				if err := exchange.askJSON(cmd.Context(), http.MethodGet, callbackPath(args[0])+"/deliveries?"+query.Encode(), nil, &page); err != nil {
					return err
				}
				for _, delivery := range page.Delivery {
					if err := delivery.show(out, asJSON); err != nil {
						return err
					}
				}
				listed += len(page.Delivery)
				if all && page.Next != "" {
					query.Set("cursor", page.Next)
					continue
				}
				if !asJSON {
					page.showEnd(out, listed)
				}
				return nil
			}
		},
	}
	exchange.flags(cmd.Flags())
	cmd.Flags().StringVar(&state, "state", "", "only those in this state: pending, delivered or dead")
	cmd.Flags().StringVar(&since, "since", "", "only those made from this day (2026-11-21) or instant (2026-11-21T08:00:00+03:00) on")
	cmd.Flags().BoolVar(&all, "all", false, "all pages, not only the first")
	cmd.Flags().BoolVar(&asJSON, "json", false, "one line of JSON for each callback")
	return cmd
}

// show prints a callback in one line.
func (d listedDelivery) show(out *terminal, asJSON bool) error {
	if asJSON {
		return out.json(d)
	}
	next := ""
	if d.Next != nil {
		next = "  next " + wallTime(*d.Next)
	}
	out.linef("%s  %s  made %s  %s%s", deliveryWord(out, d.State), d.ID, wallTime(d.Created), count(d.Attempts, "attempt"), next)
	return nil
}

// showEnd tells what stands behind a list.
func (p deliveryPage) showEnd(out *terminal, listed int) {
	more := ""
	if p.Next != "" {
		more = ", and there are more, which --all lists"
	}
	out.linef("%s listed%s; in all %d pending and %d dead", count(listed, "callback"), more, p.Count.Pending, p.Count.Dead)
}

// deliveryWord is a state in its colour, as wide as the widest.
func deliveryWord(out *terminal, state engine.DeliveryState) string {
	word := fmt.Sprintf("%-9s", string(state))
	switch state {
	case engine.DeliveryDone:
		return out.good(word)
	case engine.DeliveryDead:
		return out.bad(word)
	}
	return out.doubt(word)
}

// wallTime is an instant for people, in the zone in which it was told.
func wallTime(at time.Time) string { return at.Format("2006-01-02 15:04:05") }
