package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/pflag"

	"github.com/bima-exchange/bima/terminology"
	"github.com/bima-exchange/bima/terminology/icdapi"
)

// apiFlags say which ICD-API is asked, and how hard.
type apiFlags struct {
	url      string
	rate     float64
	parallel int
}

func (f *apiFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&f.url, "from-api", "", "url of an ICD-API, such as http://127.0.0.1:8382; no other host is asked")
	flags.Float64Var(&f.rate, "api-rate", 200, "requests a second to the API")
	flags.IntVar(&f.parallel, "api-parallel", 4, "requests to the API at once")
}

// supplementedTold is what an import from the API tells.
type supplementedTold struct {
	System       string `json:"system"`
	Release      string `json:"release"`
	Before       int    `json:"before"`
	Added        int    `json:"added"`
	Missing      int    `json:"missing"`
	Designations int    `json:"designations"`
	Definitions  int    `json:"definitions"`
	Axes         int    `json:"axes"`
}

// supplementICD11 adds to a release in the record what an ICD-API says of it.
func supplementICD11(ctx context.Context, record termsRecord, flags icd11Flags, out *terminal) error {
	if flags.release == "" || flags.from != "" {
		return errors.New("--from-api wants --release, the one in the record to which it is added, and no --from")
	}
	kept, err := record.Read(ctx)
	if err != nil {
		return err
	}
	release := versionOf(kept, terminology.ICD11URL, flags.release)
	if release == nil {
		return fmt.Errorf("release %s is not in the record; import WHO's file of it first", flags.release)
	}
	client, err := icdapi.New(flags.api.url, icdapi.Options{Rate: flags.api.rate, Parallel: flags.api.parallel})
	if err != nil {
		return err
	}
	report, err := client.Supplement(ctx, release, record, out.progress)
	if report.Added > 0 {
		err = errors.Join(err, auditTerms(context.WithoutCancel(ctx), record, "code-system-supplemented", release.System))
	}
	if ctx.Err() != nil {
		err = errors.New("ended")
	}
	if err != nil {
		return fmt.Errorf("%w; of %d concepts %d are done, and the same command goes on from there", err, release.Len(), report.Before+report.Added)
	}
	if flags.asJSON {
		return out.json(supplementedTold{
			System: release.URL, Release: release.Version, Before: report.Before, Added: report.Added, Missing: report.Missing,
			Designations: report.Designations, Definitions: report.Definitions, Axes: report.Axes,
		})
	}
	out.linef("ICD-11 MMS %s: %s for %d concepts, %d had it before, %d residual codes are not in the API", release.Version,
		out.good("added what the API says"), report.Added, report.Before, report.Missing)
	out.linef("  %d synonyms and index terms, %d definitions, %d axes", report.Designations, report.Definitions, report.Axes)
	return nil
}

// versionOf is a version of a code system in the record, nil where it is not there.
func versionOf(kept terminology.Kept, url, version string) *terminology.CodeSystem {
	for _, system := range kept.CodeSystems {
		if system.URL == url && system.Version == version {
			return system
		}
	}
	return nil
}
