package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

func newTerminologySearch(out *terminal) *cobra.Command {
	var config Config
	var system string
	var limit int
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "search WORDS...",
		Short: "Find codes by the words of their titles, or by the beginning of a code",
		Long: "Finds the codes that have every word: a word may be the beginning of one, and may hold a slip of the pen.\n" +
			"It looks in the lists of the store, and without --db or --data in those that come with the program.",
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, words []string) error {
			set, err := readTerms(cmd.Context(), config, out)
			if err != nil {
				return err
			}
			lists, err := searchedLists(set, system)
			if err != nil {
				return err
			}
			if limit < 1 {
				return fmt.Errorf("--limit %d; wanted is how many codes of a list are shown, 1 at least", limit)
			}
			found := 0
			for _, list := range lists {
				search := listSearch{list: list, positions: set.Search(list, strings.Join(words, " "), nil), limit: limit}
				found += len(search.positions)
				if asJSON {
					err = search.json(out)
				} else {
					search.show(out)
				}
				if err != nil {
					return err
				}
			}
			if config.storeURL() == "" && !asJSON {
				out.linef("%s", out.faint(carriedLists))
			}
			if found == 0 {
				return errNo
			}
			return nil
		},
	}
	listFlags(cmd.Flags(), &config)
	cmd.Flags().StringVar(&system, "system", "", "the list to look in: icd11, interventions or the url of a code system (default: both of the former)")
	cmd.Flags().IntVar(&limit, "limit", 10, "most codes of a list that are shown")
	cmd.Flags().BoolVar(&asJSON, "json", false, "one line of JSON for each code")
	return cmd
}

// listFlags name the store whose lists a command looks into, which needs none.
func listFlags(flags *pflag.FlagSet, config *Config) {
	flags.StringVar(&config.Data, "data", "", "folder of an embedded store whose lists are used, instead of those of this program")
	flags.StringVar(&config.DB, "db", "", "postgres:// url of a store whose lists are used, instead of those of this program")
}

// carriedLists is said where a command has no store to look in.
const carriedLists = "These lists come with the program and are parts of the full ones; --db or --data names a store that has more."

// searchedLists are the code systems in force today that a name means; none: ICD-11 and the
// interventions.
func searchedLists(set *terminology.Set, name string) ([]*terminology.CodeSystem, error) {
	icd11, _ := set.InForce(terminology.ICD11URL, fhir.DateOf(time.Now()))
	interventions := set.Catalogue().CodeSystem()
	switch {
	case name == "":
		return []*terminology.CodeSystem{icd11, interventions}, nil
	case name == "icd11":
		return []*terminology.CodeSystem{icd11}, nil
	case name == "interventions" || terminology.IsInterventionSystem(name):
		return []*terminology.CodeSystem{interventions}, nil
	}
	list, ok := set.InForce(name, fhir.DateOf(time.Now()))
	if !ok {
		return nil, fmt.Errorf("--system %s: there is no such list; wanted is icd11, interventions or the url of a code system that is loaded", name)
	}
	return []*terminology.CodeSystem{list}, nil
}
