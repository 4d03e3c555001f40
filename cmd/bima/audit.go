package main

import (
	"github.com/spf13/cobra"

	"github.com/bima-exchange/bima/store"
)

func newAudit(out *terminal) *cobra.Command {
	cmd := &cobra.Command{Use: "audit", Short: "Prove that the record was not changed"}
	cmd.AddCommand(newAuditVerify(out))
	return cmd
}

func newAuditVerify(out *terminal) *cobra.Command {
	var config Config
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Check every event, audit row and seal",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withStore(cmd.Context(), &config, out, func(opened *store.Store) error {
				report, err := opened.Verify(cmd.Context())
				if err != nil {
					return err
				}
				if asJSON {
					err = out.json(report)
				} else {
					out.linef("%s, %s, %s, %s; not sealed yet: %d",
						count(report.Claims, "claim"), count(report.Events, "event"), count(report.AuditRows, "audit row"), count(report.Seals, "seal"), report.Unsealed)
					for _, fault := range report.Faults {
						out.linef("%s  %s", out.bad("fault"), fault)
					}
				}
				switch {
				case err != nil:
					return err
				case len(report.Faults) > 0:
					return errNo
				case !asJSON:
					out.linef("%s  nothing was changed, removed or swapped", out.good("fine"))
				}
				return nil
			})
		},
	}
	config.storeFlags(cmd.Flags())
	cmd.Flags().BoolVar(&asJSON, "json", false, "the report as JSON")
	return cmd
}
