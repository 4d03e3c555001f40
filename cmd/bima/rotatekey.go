package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

func newCallbackRotateKey(out *terminal) *cobra.Command {
	var config Config
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "rotate-key",
		Short: "Seal callback passwords, signing secrets and clients' signing keys under a new key",
		Long: "Seals under the key in BIMA_SEAL_KEY all that a key in BIMA_SEAL_KEYS_OLD has sealed: the passwords and signing\n" +
			"secrets of endpoints, and the signing keys of clients. The exchange may go on meanwhile. The command may be ended\n" +
			"and run again. It says when the old keys are needed no longer. The exit status is 1 where something cannot be opened.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			config.readKeys()
			if config.Keys.Seal == "" {
				return errors.New("BIMA_SEAL_KEY is not set; wanted is the new key, and the one before in BIMA_SEAL_KEYS_OLD")
			}
			keys, err := config.Keys.open()
			if err != nil {
				return err
			}
			return withStore(cmd.Context(), &config, out, func(opened *store.Store) error {
				told, ended := engine.RotateKey(cmd.Context(), opened, keys.box, time.Now())
				shown := showRotation(out, told, ended, asJSON)
				if err := auditRotation(cmd.Context(), opened, told); err != nil {
					return errors.Join(ended, err)
				}
				return shown
			})
		},
	}
	config.storeFlags(cmd.Flags())
	cmd.Flags().BoolVar(&asJSON, "json", false, "the report as one line of JSON")
	return cmd
}

// auditRotation notes that secrets were sealed anew, also where the command was ended before all were.
func auditRotation(ctx context.Context, ledger engine.Ledger, told engine.KeyRotation) error {
	if told.Resealed == 0 {
		return nil
	}
	detail, err := json.Marshal(map[string]int{
		"resealed": told.Resealed, "current": told.Current, "left": told.Left, "unopened": len(told.Unopened),
	})
	if err != nil {
		return err
	}
	err = ledger.Record(context.WithoutCancel(ctx), engine.AuditRow{
		ID: uuid.NewString(), At: time.Now(), Actor: "operator", Action: "seal-key-rotated", Target: told.Key, Detail: detail,
	})
	if err != nil {
		return fmt.Errorf("note in the audit log that %s sealed anew: %w", count(told.Resealed, "secret"), err)
	}
	return nil
}

// showRotation prints what became of everything that is sealed. It returns the error that ended the
// rotation, and errNo where something could not be opened.
func showRotation(out *terminal, told engine.KeyRotation, ended error, asJSON bool) error {
	if asJSON {
		if err := out.json(told); err != nil {
			return err
		}
	} else {
		out.linef("%s sealed anew under the key %s, %d under it before", count(told.Resealed, "secret"), told.Key, told.Current)
		if told.Left > 0 {
			out.linef("%s left that nobody needs any more (revoked clients, signing secrets of before)", count(told.Left, "secret"))
		}
		for _, one := range told.Unopened {
			out.linef("%s  %s: %s", out.bad("not opened"), whose(one), one.Why)
		}
	}
	switch {
	case ended != nil:
		return fmt.Errorf("not everything was sealed anew, run this again: %w", ended)
	case !asJSON:
		out.linef("%s", oldKeys(out, told))
	}
	if len(told.Unopened) > 0 {
		return errNo
	}
	return nil
}

func whose(one engine.Unopened) string {
	if one.Client != "" {
		return one.What + " of client " + one.Client
	}
	return one.What + " of facility " + one.Facility
}

// oldKeys says whether the keys in BIMA_SEAL_KEYS_OLD are still needed. That nothing had to be sealed anew
// shows that no process seals under an old one any more.
func oldKeys(out *terminal, told engine.KeyRotation) string {
	switch {
	case len(told.Unopened) > 0:
		return out.bad("no") + "  BIMA_SEAL_KEYS_OLD has to stay, and a missing key to be added to it. Where a key is lost: the facility removes its " +
			"endpoint and sets it again, the client is revoked and added under another id. Then run this again."
	case told.Resealed > 0:
		return out.doubt("wait") + "  Run this again when every serve and work has the key as its BIMA_SEAL_KEY: BIMA_SEAL_KEYS_OLD can be removed when nothing had to be sealed anew."
	}
	return out.good("fine") + "  Everything is under the key. Where every serve and work has it as its BIMA_SEAL_KEY, BIMA_SEAL_KEYS_OLD can be removed."
}
