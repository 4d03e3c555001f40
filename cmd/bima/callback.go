package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"github.com/spf13/cobra"
)

func newCallback(out *terminal) *cobra.Command {
	cmd := &cobra.Command{Use: "callback", Short: "Set, test and receive callbacks, have them sent again, and seal their secrets anew"}
	cmd.AddCommand(
		newCallbackSet(out), newCallbackShow(out), newCallbackTest(out), newCallbackRotateSecret(out), newCallbackRemove(out),
		newCallbackList(out), newCallbackDelivery(out), newCallbackRedeliver(out), newCallbackRecover(out),
		newCallbackListen(out), newCallbackRotateKey(out),
	)
	return cmd
}

func newCallbackSet(out *terminal) *cobra.Command {
	var exchange api
	var target, user, password string
	cmd := &cobra.Command{
		Use:   "set FID",
		Short: "Set where a facility wants its callbacks",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			body, err := json.Marshal(map[string]string{"url": target, "username": user, "password": password})
			if err != nil {
				return err
			}
			return printAnswer(out)(exchange.call(cmd.Context(), http.MethodPut, callbackPath(args[0]), body, http.Header{"Content-Type": {"application/json"}}))
		},
	}
	exchange.flags(cmd.Flags())
	cmd.Flags().StringVar(&target, "url", "", "where callbacks are posted")
	cmd.Flags().StringVar(&user, "user", "", "user of their Basic authentication")
	cmd.Flags().StringVar(&password, "password", "", "password of their Basic authentication; better given as BIMA_PASSWORD")
	return cmd
}

func newCallbackShow(out *terminal) *cobra.Command {
	return callbackCommand(out, "show FID", "Show a facility's endpoint, and how it answers", http.MethodGet, "")
}

func newCallbackRemove(out *terminal) *cobra.Command {
	return callbackCommand(out, "remove FID", "End the callbacks of a facility", http.MethodDelete, "")
}

func newCallbackRotateSecret(out *terminal) *cobra.Command {
	return callbackCommand(out, "rotate-secret FID", "Get a new signing secret, shown once; the one before signs, too, for 24 hours", http.MethodPost, "/rotate-secret")
}

// callbackCommand is a command that makes one request about a facility's callbacks.
func callbackCommand(out *terminal, use, short, method, below string) *cobra.Command {
	var exchange api
	cmd := &cobra.Command{
		Use:   use,
		Short: short,
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return printAnswer(out)(exchange.call(cmd.Context(), method, callbackPath(args[0])+below, nil, nil))
		},
	}
	exchange.flags(cmd.Flags())
	return cmd
}

// askJSON makes one request and reads the answer, or returns why there is none.
func (a *api) askJSON(ctx context.Context, method, path string, body []byte, into any) error {
	header := http.Header{}
	if body != nil {
		header.Set("Content-Type", "application/json")
	}
	got, err := a.call(ctx, method, path, body, header)
	if err != nil {
		return err
	}
	if !got.ok() {
		return got.problem()
	}
	if err := json.Unmarshal(got.Body, into); err != nil {
		return fmt.Errorf("the answer is not what was expected: %w", err)
	}
	return nil
}

func callbackPath(fid string) string { return "/v1/callbacks/" + url.PathEscape(fid) }

// printAnswer prints what was answered, or returns why not.
func printAnswer(out *terminal) func(answer, error) error {
	return func(got answer, err error) error {
		if err != nil {
			return err
		}
		if !got.ok() {
			return got.problem()
		}
		if len(got.Body) > 0 {
			out.linef("%s", got.Body)
		}
		return nil
	}
}
