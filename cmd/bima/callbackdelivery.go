package main

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"
)

// triedDelivery is a callback with the attempts at it, whose list stands where a page has their number.
type triedDelivery struct {
	listedDelivery
	Attempts []deliveryAttempt `json:"attempts"`
}

type deliveryAttempt struct {
	Number int       `json:"number"`
	At     time.Time `json:"at"`
	TookMS int64     `json:"took_ms"`
	Status int       `json:"status,omitempty"`
	Answer string    `json:"answer"`
}

func newCallbackDelivery(out *terminal) *cobra.Command {
	var exchange api
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "delivery FID ID",
		Short: "Show a callback with the attempts at it",
		Long:  "ID is the webhook-id of the callback: the Claim.id, a dot and the version.",
		Args:  cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			var delivery triedDelivery
			if err := exchange.askJSON(cmd.Context(), http.MethodGet, deliveryPath(args[0], args[1]), nil, &delivery); err != nil {
				return err
			}
			if asJSON {
				return out.json(delivery)
			}
			line := delivery.listedDelivery
			line.Attempts = len(delivery.Attempts)
			if err := line.show(out, false); err != nil {
				return err
			}
			for _, attempt := range delivery.Attempts {
				out.linef("  %3d  %s  %s", attempt.Number, wallTime(attempt.At), whatCame(attempt.Status, attempt.TookMS, attempt.Answer))
			}
			return nil
		},
	}
	exchange.flags(cmd.Flags())
	cmd.Flags().BoolVar(&asJSON, "json", false, "one line of JSON")
	return cmd
}

func deliveryPath(fid, id string) string {
	return callbackPath(fid) + "/deliveries/" + url.PathEscape(id)
}

// whatCame is what came of an attempt, in one line.
func whatCame(status int, tookMS int64, answer string) string {
	if status == 0 {
		return oneLine(answer)
	}
	text := fmt.Sprintf("HTTP %d after %d ms", status, tookMS)
	if answer = oneLine(answer); answer != "" {
		text += ": " + answer
	}
	return text
}

// longestLine is how much of an answer is shown; --json shows all that was kept.
const longestLine = 120

// oneLine is the beginning of what a receiver said, which may be anything, without what moves a terminal.
func oneLine(text string) string {
	seen := strings.Join(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) || r == ' ' }), " ")
	if runes := []rune(seen); len(runes) > longestLine {
		return string(runes[:longestLine]) + " …"
	}
	return seen
}
