package main

import (
	"net/http"
	"net/url"

	"github.com/spf13/cobra"
)

func newExplain(out *terminal) *cobra.Command {
	var exchange api
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "explain CLAIM",
		Short: "Explain what was decided about a claim, so that the sum can be redone by hand",
		Long: "CLAIM is a Claim.id. An exchange is asked, and tells as much as the client may know: a facility its own part,\n" +
			"the payer's officers all of it.",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			got, err := exchange.call(cmd.Context(), http.MethodGet, "/v1/claims/"+url.PathEscape(args[0])+"/explanation", nil, nil)
			if err != nil {
				return err
			}
			if !got.ok() {
				return got.problem()
			}
			return showExplanation(got.Body, asJSON, out)
		},
	}
	exchange.flags(cmd.Flags())
	cmd.Flags().BoolVar(&asJSON, "json", false, "the explanation as one line of JSON")
	return cmd
}
