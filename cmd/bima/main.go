// Command bima is the claims exchange and its tools: one file per command. This package wires the
// others together and knows all of them; it decides nothing about claims.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
)

// version is set at the build.
var version = "dev"

// The exit statuses (api.md "Other commands").
const (
	exitFine  = 0
	exitNo    = 1 // the answer is no: a refused bundle, findings of level error, a broken ledger
	exitWrong = 2 // wrong use, or no connection
)

// errNo ends a command whose answer is no and has been printed.
var errNo = errors.New("no")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], newTerminal(os.Stdout, os.Stderr)))
}

// run is the program: tests call it, too.
func run(ctx context.Context, args []string, out *terminal) int {
	stopProfile, err := startProfile()
	if err != nil {
		out.fail(err)
		return exitWrong
	}
	defer stopProfile()
	root := newRoot(out)
	root.SetArgs(args)
	err = root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return exitFine
	case errors.Is(err, errNo):
		return exitNo
	}
	out.fail(err)
	return exitWrong
}

func newRoot(out *terminal) *cobra.Command {
	root := &cobra.Command{
		Use:           "bima",
		Short:         "A FHIR-native health claims exchange",
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetOut(out.out)
	root.SetErr(out.err)
	root.CompletionOptions.HiddenDefaultCmd = true
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error { return flagsFromEnvironment(cmd.Flags()) }
	root.AddCommand(
		newDev(out), newServe(out), newWork(out), newMigrate(out), newSample(out), newSubmit(out), newStatus(out), newValidate(out), newRules(out), newToken(out),
		newClient(out), newCallback(out), newRegistry(out), newTerminology(out), newTariff(out), newAdjudicate(out), newExplain(out), newAudit(out), newConfig(out), newVersion(out),
	)
	refuseUnknown(root)
	return root
}

// refuseUnknown has every command that only has others below it refuse a name that none of them
// has, as the root does: cobra would print the help and call it a success.
func refuseUnknown(parent *cobra.Command) {
	for _, cmd := range parent.Commands() {
		refuseUnknown(cmd)
		if cmd.Runnable() {
			continue
		}
		cmd.RunE = func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return fmt.Errorf("unknown command %q for %q; %s --help names those that there are", args[0], cmd.CommandPath(), cmd.CommandPath())
			}
			return cmd.Help()
		}
	}
}
