package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"github.com/bima-exchange/bima/callbacks/receiver"
)

func newCallbackListen(out *terminal) *cobra.Command {
	var addr string
	var config receiver.Config
	wrongly := misbehaviour{random: rand.Float64}
	cmd := &cobra.Command{
		Use:   "listen",
		Short: "Receive callbacks and print them, or misbehave on demand",
		Long: "Verify callbacks, drop those that came before, and print what happened to each. With --fail, --slow,\n" +
			"--drop or --twice the receiver misbehaves, so that one sees how callbacks come again.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := wrongly.check(cmd.Flags().Changed("rate")); err != nil {
				return err
			}
			handler, err := listener(out, config)
			if err != nil {
				return err
			}
			return listen(cmd.Context(), out, addr, wrongly.wrap(handler, out.linef), len(config.Secrets) > 0)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&addr, "addr", "127.0.0.1:9090", "address to listen on")
	flags.StringVar(&config.Username, "user", "hmis", "user of Basic authentication")
	flags.StringVar(&config.Password, "password", "hmis-password", "password of Basic authentication; better given as BIMA_PASSWORD")
	flags.StringSliceVar(&config.Secrets, "secret", nil, "signing secret (whsec_…) by which callbacks are verified, several during a rotation; better given as BIMA_SECRET")
	wrongly.flags(flags)
	return cmd
}

// listener takes callbacks and prints what happens to each.
func listener(out *terminal, config receiver.Config) (*receiver.Handler, error) {
	if config.Username == "" || config.Password == "" {
		return nil, errors.New("--user and --password must not be empty: give what the exchange was told with the endpoint")
	}
	for _, secret := range config.Secrets {
		if _, err := receiver.ParseSecret(secret); err != nil {
			return nil, fmt.Errorf("--secret: %w", err)
		}
	}
	config.Dropped = func(callback receiver.Callback) {
		out.linef("known     claim %s  version %d  it is not above the last one that was taken, and dropped", callback.ClaimID, callback.Version)
	}
	config.Tested = func() { out.linef("test      the exchange tested this endpoint; nothing is to be taken") }
	config.Refused = func(status int, text string) { out.linef("%s   %d  %s", out.bad("refused"), status, text) }
	return receiver.New(config, func(callback receiver.Callback) error {
		showCallback(out, callback)
		return nil
	})
}

// listen serves until ctx is done.
func listen(ctx context.Context, out *terminal, addr string, handler http.Handler, verified bool) error {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return err
	}
	out.linef("listening at http://%s", listener.Addr())
	if !verified {
		out.linef("signatures are not verified; that takes --secret with the signing_secret of the endpoint")
	}
	web := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	stop := make(chan error, 1)
	go func() {
		<-ctx.Done()
		stop <- web.Close()
	}()
	if err := web.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stop
}

// showCallback prints a callback in one line.
func showCallback(out *terminal, callback receiver.Callback) {
	out.linef("callback  %s  claim %s  version %d  (Basic user %s)", stateWord(out, callback.State), callback.ClaimID, callback.Version, callback.Username)
}
