package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/secret"
	"github.com/bima-exchange/bima/store"
)

func newClient(out *terminal) *cobra.Command {
	cmd := &cobra.Command{Use: "client", Short: "Add, list and revoke clients"}
	cmd.AddCommand(newClientAdd(out), newClientList(out), newClientRevoke(out))
	return cmd
}

// withStore runs a command on the store that the configuration names.
func withStore(ctx context.Context, config *Config, out *terminal, do func(*store.Store) error) error {
	log, err := newLog(out.err, "warn")
	if err != nil {
		return err
	}
	opened, err := openStore(ctx, *config, log)
	if err != nil {
		return err
	}
	defer opened.Close()
	return do(opened)
}

func newClientAdd(out *terminal) *cobra.Command {
	var config Config
	var role string
	var facilities []string
	cmd := &cobra.Command{
		Use:   "add ID",
		Short: "Add a client and print its secret and signing key, once",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			config.readKeys()
			return withStore(cmd.Context(), &config, out, func(opened *store.Store) error {
				return addClient(cmd.Context(), opened, config, args[0], engine.Role(role), facilities, out)
			})
		},
	}
	config.storeFlags(cmd.Flags())
	cmd.Flags().StringVar(&role, "role", string(engine.Provider), "what it may do")
	cmd.Flags().StringSliceVar(&facilities, "facility", nil, "FID that it acts for (can be given several times); * for all")
	return cmd
}

func addClient(ctx context.Context, opened *store.Store, config Config, id string, role engine.Role, facilities []string, out *terminal) error {
	if !slices.Contains(engine.Roles, role) {
		return fmt.Errorf("--role is %q; wanted is one of %v", role, engine.Roles)
	}
	if _, err := opened.FindClient(ctx, id); err == nil {
		return fmt.Errorf("there is a client %s already; revoke it, or choose another id", id)
	} else if engine.KindOf(err) != engine.NotFound {
		return err
	}
	keys, err := config.Keys.open()
	if err != nil {
		return err
	}
	if keys.development {
		fmt.Fprintln(out.err, "note: the development keys are in force; set BIMA_SECRET_KEY, BIMA_SEAL_KEY and BIMA_SIGNING_KEY for real use")
	}
	password, signing := secret.Generate(), secret.Generate()
	sealed, err := keys.box.Seal([]byte(signing), engine.ClientContext(id))
	if err != nil {
		return err
	}
	scope := engine.Scope{FIDs: facilities}
	if slices.Contains(facilities, "*") {
		scope = engine.Scope{All: true}
	}
	client := engine.Client{ID: id, Role: role, Scope: scope, SecretHash: keys.hasher.Hash(password), SigningKey: sealed, CreatedAt: time.Now()}
	if err := opened.SaveClient(ctx, client); err != nil {
		return err
	}
	if err := auditClient(ctx, opened, "client-added", id); err != nil {
		return err
	}
	out.linef("client_id      %s", id)
	out.linef("client_secret  %s", password)
	out.linef("signing_key    %s", signing)
	out.linef("These are shown this once and cannot be shown again.")
	return nil
}

func newClientList(out *terminal) *cobra.Command {
	var config Config
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the clients",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withStore(cmd.Context(), &config, out, func(opened *store.Store) error {
				clients, err := opened.ListClients(cmd.Context())
				if err != nil {
					return err
				}
				for _, client := range clients {
					acts := strings.Join(client.Scope.FIDs, " ")
					if client.Scope.All {
						acts = "*"
					}
					status := "good"
					if client.Revoked() {
						status = "revoked " + client.RevokedAt.Format(time.DateOnly)
					}
					out.linef("%-20s %-16s %-18s %s", client.ID, client.Role, status, acts)
				}
				return nil
			})
		},
	}
	config.storeFlags(cmd.Flags())
	return cmd
}

func newClientRevoke(out *terminal) *cobra.Command {
	var config Config
	cmd := &cobra.Command{
		Use:   "revoke ID",
		Short: "Take no more credentials of a client",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withStore(cmd.Context(), &config, out, func(opened *store.Store) error {
				client, err := opened.FindClient(cmd.Context(), args[0])
				if err != nil {
					return err
				}
				client.RevokedAt = time.Now()
				if err := opened.SaveClient(cmd.Context(), client); err != nil {
					return err
				}
				return auditClient(cmd.Context(), opened, "client-revoked", client.ID)
			})
		},
	}
	config.storeFlags(cmd.Flags())
	return cmd
}

// auditClient notes what an operator did to a client.
func auditClient(ctx context.Context, ledger engine.Ledger, action, id string) error {
	return ledger.Record(ctx, engine.AuditRow{ID: uuid.NewString(), At: time.Now(), Actor: "operator", Action: action, Target: id})
}
