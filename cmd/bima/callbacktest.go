package main

import (
	"net/http"

	"github.com/spf13/cobra"
)

func newCallbackTest(out *terminal) *cobra.Command {
	var exchange api
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "test FID",
		Short: "Send a test callback to a facility's endpoint",
		Long: "Send a test callback at once, and show what the receiver answered. Exit status 1: it was not answered\n" +
			"with a 2xx.",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var tested struct {
				ID     string `json:"id"`
				Status int    `json:"status,omitempty"`
				TookMS int64  `json:"took_ms"`
				Answer string `json:"answer"`
			}
			if err := exchange.askJSON(cmd.Context(), http.MethodPost, callbackPath(args[0])+"/test", nil, &tested); err != nil {
				return err
			}
			taken := tested.Status >= 200 && tested.Status < 300
			if asJSON {
				if err := out.json(tested); err != nil {
					return err
				}
			} else {
				word := out.bad("refused")
				switch {
				case taken:
					word = out.good("taken")
				case tested.Status == 0:
					word = out.bad("failed")
				}
				out.linef("%s  %s  %s", word, tested.ID, whatCame(tested.Status, tested.TookMS, tested.Answer))
			}
			if !taken {
				return errNo
			}
			return nil
		},
	}
	exchange.flags(cmd.Flags())
	cmd.Flags().BoolVar(&asJSON, "json", false, "one line of JSON")
	return cmd
}
