package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func newRules(out *terminal) *cobra.Command {
	var names []string
	var adjudication, asJSON bool
	cmd := &cobra.Command{
		Use:   "rules [ID...]",
		Short: "List the rules, or tell all about some of them",
		Long: "Lists the rules that a submitted bundle meets, with their levels under strict and under lenient handling as\n" +
			"--rules sets them, or those of adjudication. With ids it tells all about these rules, of either kind.",
		RunE: func(_ *cobra.Command, ids []string) error {
			levels, err := readLevels(names)
			if err != nil {
				return err
			}
			told, err := toldRules(levels, ids, adjudication)
			if err != nil {
				return err
			}
			if !asJSON && len(ids) == 0 && !adjudication {
				out.linef("%s", out.faint("id       strict      lenient            what holds"))
			}
			for _, rule := range told {
				switch {
				case asJSON:
					if err := out.json(rule); err != nil {
						return err
					}
				case len(ids) > 0:
					rule.describe(out)
				default:
					rule.list(out)
				}
			}
			return nil
		},
	}
	levelFlag(cmd.Flags(), &names)
	cmd.Flags().BoolVar(&adjudication, "adjudication", false, "list the rules of adjudication instead, in the order in which they run")
	cmd.Flags().BoolVar(&asJSON, "json", false, "one line of JSON for each rule")
	return cmd
}

// list prints a rule in one line.
func (r toldRule) list(out *terminal) {
	if r.Strict == "" {
		out.linef("%s  %-20s  %s", r.ID, r.outcomes(), r.Title)
		return
	}
	mark := ""
	switch {
	case r.Set:
		mark = "set"
	case r.Fixed:
		mark = "fixed"
	}
	out.linef("%s  %s %s %-5s  %s", r.ID, column(out, r.Strict), column(out, r.Lenient), mark, r.Title)
}

// column is a level as wide as the widest.
func column(out *terminal, level string) string { return out.level(level, fmt.Sprintf("%-11s", level)) }

// describe prints all about a rule.
func (r toldRule) describe(out *terminal) {
	out.linef("%s  %s", out.bold(r.ID), r.Title)
	if r.Strict != "" {
		out.linef("  level    %s", r.levels())
	}
	if len(r.Outcomes) > 0 {
		out.linef("  means    %s", r.outcomes())
	}
	if r.Binds != "" {
		out.linef("  ceiling  by %s, which binds officers, too", r.Binds)
	}
	out.linef("  from     %s", r.Citation)
	if r.Mend != "" {
		out.linef("  to mend  %s", r.Mend)
	}
	switch {
	case r.Example == nil:
	case r.Example.Path != "":
		out.linef("  example  %s\n           %s", r.Example.Path, r.Example.Text)
	default:
		out.linef("  example  to the payer: %s", r.Example.Text)
		if r.Example.Facility != "" {
			out.linef("           to the facility: %s", r.Example.Facility)
		}
	}
}

// levels says which levels are in force and whether they can be set.
func (r toldRule) levels() string {
	said := fmt.Sprintf("%s under strict handling, %s under lenient", r.Strict, r.Lenient)
	if r.Strict == r.Lenient {
		said = fmt.Sprintf("%s under either handling", r.Strict)
	}
	switch {
	case r.Set:
		return said + ": set by --rules"
	case r.Fixed:
		return said + "; fixed"
	}
	return said + "; --rules can set another"
}
