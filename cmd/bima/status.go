package main

import "github.com/spf13/cobra"

func newStatus(out *terminal) *cobra.Command {
	var exchange api
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "status ID",
		Short: "Show what became of a claim or of all claims of a bundle",
		Long:  "ID is any id that the exchange knows: Claim.id, Claim.identifier, Bundle.id or mediator_id.",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			status, _, err := exchange.status(cmd.Context(), "claim_id", args[0], "")
			if err != nil {
				return err
			}
			for _, claim := range status.claims {
				if !asJSON {
					claim.show(out)
				} else if err := out.json(claim); err != nil {
					return err
				}
			}
			return nil
		},
	}
	exchange.flags(cmd.Flags())
	cmd.Flags().BoolVar(&asJSON, "json", false, "one line of JSON for each claim")
	return cmd
}
