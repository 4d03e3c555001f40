package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
	"github.com/bima-exchange/bima/terminology"
)

func newTariffImport(out *terminal) *cobra.Command {
	var options tariffOptions
	var yes bool
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Put a list of tariffs (CSV or XLSX) in force from a day on",
		Long: "Reads a list of interventions and tariffs, says what became of its rows and what it changes, asks, and keeps it.\n" +
			"A change takes effect by date: what is in force until then stays as it is. Where one row is refused, nothing is\n" +
			"imported. The first import replaces the interventions that come with the program. The exit status is 1 where the\n" +
			"list is refused or the answer is no.",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := options.read(fhir.DateOf(time.Now())); err != nil {
				return err
			}
			ask := func() (bool, error) { return asked(cmd.Context(), cmd.InOrStdin(), out) }
			if yes {
				ask = func() (bool, error) { return true, nil }
			}
			return withStore(cmd.Context(), &options.config, out, func(opened *store.Store) error {
				return importTariffs(cmd.Context(), opened, args[0], &options, ask, out)
			})
		},
	}
	options.flags(cmd.Flags())
	cmd.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return cmd
}

// importTariffs shows what a list changes, asks, and changes the record.
func importTariffs(ctx context.Context, record termsRecord, path string, options *tariffOptions, ask func() (bool, error), out *terminal) error {
	file, err := compareTariffs(ctx, record, path, options)
	if err != nil {
		return err
	}
	nothing := len(file.refused()) > 0 || file.difference.Empty()
	if nothing || !options.asJSON {
		if err := file.show(out, options, false); err != nil {
			return err
		}
	}
	if len(file.refused()) > 0 {
		return errNo
	}
	if nothing {
		return nil
	}
	ok, err := ask()
	if err != nil {
		return err
	}
	if !ok {
		return errNo
	}
	if err := file.put(ctx, record); err != nil {
		return err
	}
	if options.asJSON {
		return file.show(out, options, true)
	}
	out.linef("%s. A running exchange takes it up without a restart.", out.good("Imported"))
	return nil
}

// put changes the record and notes it in the audit log.
func (f *tariffFile) put(ctx context.Context, record termsRecord) error {
	err := record.ChangeTariffs(ctx, f.difference.Change)
	if errors.Is(err, terminology.ErrMoved) {
		return errors.New("somebody has changed the record meanwhile, so nothing was changed; run the command again to see the difference anew")
	}
	if err != nil {
		return err
	}
	return f.audit(ctx, record)
}

// asked asks a person whether to go on. Where nobody is there to answer it is an error.
func asked(ctx context.Context, in io.Reader, out *terminal) (bool, error) {
	if file, ok := in.(*os.File); !ok || !isatty.IsTerminal(file.Fd()) {
		return false, errors.New("there is no terminal to ask on; give --yes to import it")
	}
	fmt.Fprint(out.err, "Put this in force? [y/N] ")
	return answered(ctx, in)
}

// answered reads whether the answer is yes. Ctrl-C is a no: it ends ctx, and not the reading.
func answered(ctx context.Context, in io.Reader) (bool, error) {
	type line struct {
		text string
		err  error
	}
	lines := make(chan line, 1)
	go func() {
		text, err := bufio.NewReader(in).ReadString('\n')
		lines <- line{text, err}
	}()
	select {
	case <-ctx.Done():
		return false, nil
	case read := <-lines:
		if read.err != nil && !errors.Is(read.err, io.EOF) {
			return false, read.err
		}
		text := strings.ToLower(strings.TrimSpace(read.text))
		return text == "y" || text == "yes", nil
	}
}

// audit notes what was changed.
func (f *tariffFile) audit(ctx context.Context, ledger engine.Ledger) error {
	detail, err := json.Marshal(map[string]any{
		"file": filepath.Base(f.name), "from": f.from.String(), "revision": f.difference.Change.Revision,
		"added": len(f.difference.Change.Added), "ended": len(f.difference.Change.Ended),
	})
	if err != nil {
		return err
	}
	return ledger.Record(ctx, engine.AuditRow{
		ID: uuid.NewString(), At: time.Now(), Actor: "operator", Action: "tariffs-changed", Target: f.difference.Change.System.URL, Detail: detail,
	})
}
