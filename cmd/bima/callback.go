package main

import (
	"encoding/json"
	"net/http"
	"net/url"

	"github.com/spf13/cobra"
)

func newCallback(out *terminal) *cobra.Command {
	cmd := &cobra.Command{Use: "callback", Short: "Set, show, list and receive callbacks, and seal their secrets anew"}
	cmd.AddCommand(newCallbackSet(out), newCallbackShow(out), newCallbackRemove(out), newCallbackList(out), newCallbackListen(out), newCallbackRotateKey(out))
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
	return callbackCommand(out, "show FID", "Show a facility's endpoint", http.MethodGet, "")
}

func newCallbackRemove(out *terminal) *cobra.Command {
	return callbackCommand(out, "remove FID", "End the callbacks of a facility", http.MethodDelete, "")
}

func newCallbackList(out *terminal) *cobra.Command {
	return callbackCommand(out, "list FID", "List the deliveries of a facility", http.MethodGet, "/deliveries")
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
