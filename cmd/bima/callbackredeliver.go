package main

import (
	"encoding/json"
	"net/http"

	"github.com/spf13/cobra"
)

func newCallbackRedeliver(out *terminal) *cobra.Command {
	var exchange api
	cmd := &cobra.Command{
		Use:   "redeliver FID ID…",
		Short: "Have callbacks sent again at once, whatever became of them",
		Long: "ID is the webhook-id of a callback: the Claim.id, a dot and the version. Exit status 1: at least one\n" +
			"cannot be sent again; the others are.",
		Args: cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			refused := false
			for _, id := range args[1:] {
				got, err := exchange.call(cmd.Context(), http.MethodPost, deliveryPath(args[0], id)+"/redeliver", nil, nil)
				if err != nil {
					return err
				}
				if !got.ok() {
					refused = true
					out.linef("%s  %s  %s", out.bad("refused"), id, got.problem())
					continue
				}
				out.linef("%s  %s  it is sent again", out.good("pending"), id)
			}
			if refused {
				return errNo
			}
			return nil
		},
	}
	exchange.flags(cmd.Flags())
	return cmd
}

func newCallbackRecover(out *terminal) *cobra.Command {
	var exchange api
	var since string
	var delivered, asJSON bool
	cmd := &cobra.Command{
		Use:   "recover FID --since 2026-11-21",
		Short: "Have sent what a facility has missed from a day on",
		Long: "Send again the callbacks that were given up, and send those that were never made, since there was no\n" +
			"endpoint or a disabled one. With --delivered what the endpoint took is sent once more, too.",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			body, err := json.Marshal(map[string]any{"since": since, "delivered": delivered})
			if err != nil {
				return err
			}
			var recovered struct {
				Recovered int `json:"recovered"`
			}
			if err := exchange.askJSON(cmd.Context(), http.MethodPost, callbackPath(args[0])+"/recover", body, &recovered); err != nil {
				return err
			}
			if asJSON {
				return out.json(recovered)
			}
			out.linef("%s to be sent since %s", count(recovered.Recovered, "callback"), since)
			return nil
		},
	}
	exchange.flags(cmd.Flags())
	cmd.Flags().StringVar(&since, "since", "", "from this day (2026-11-21) or instant (2026-11-21T08:00:00+03:00) on")
	cmd.Flags().BoolVar(&delivered, "delivered", false, "also what the endpoint took, for a receiver that has lost what it had")
	cmd.Flags().BoolVar(&asJSON, "json", false, "one line of JSON")
	return cmd
}
