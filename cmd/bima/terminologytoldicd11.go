package main

import (
	"github.com/bima-exchange/bima/terminology"
	"github.com/bima-exchange/bima/terminology/tabulation"
)

// icd11Told is what an import tells.
type icd11Told struct {
	System     string              `json:"system"`
	Release    string              `json:"release"`
	From       string              `json:"from"`
	Added      bool                `json:"added"`
	Content    terminology.Content `json:"content"`
	Stamp      string              `json:"stamp"`
	Published  bool                `json:"published"`
	Codes      int                 `json:"codes"`
	Stems      int                 `json:"stems"`
	Extensions int                 `json:"extensions"`
	Residuals  int                 `json:"residuals"`
	Chapters   int                 `json:"chapters"`
	Blocks     int                 `json:"blocks"`
	Seconds    float64             `json:"seconds"`
	Releases   []toldOfRelease     `json:"releases"`
}

type toldOfRelease struct {
	Release string `json:"release"`
	From    string `json:"from"`
	// Until is the last day; empty: there is none yet.
	Until string `json:"until,omitempty"`
}

// tellICD11 tells of a file, and of the releases in the record.
func tellICD11(release terminology.System, report tabulation.Report, heads []terminology.System) icd11Told {
	told := icd11Told{
		System: release.URL, Release: release.Version, From: release.From.String(), Content: release.Content, Stamp: report.Stamp, Published: report.Published,
		Codes: report.Codes, Stems: report.Stems, Extensions: report.Extensions, Residuals: report.Residuals,
		Chapters: report.Chapters, Blocks: report.Blocks,
	}
	for i, head := range heads {
		told.Releases = append(told.Releases, toldOfRelease{Release: head.Version, From: head.From.String()})
		if i > 0 {
			told.Releases[i-1].Until = head.From.AddDays(-1).String()
		}
	}
	return told
}

func (t icd11Told) print(out *terminal) {
	out.linef("ICD-11 MMS %s, stamped %s", t.Release, t.Stamp)
	out.linef("  %6d codes: %d stems, %d of them residual, and %d extensions", t.Codes, t.Stems, t.Residuals, t.Extensions)
	out.linef("  %6d chapters and %d blocks", t.Chapters, t.Blocks)
	switch {
	case t.Published:
		out.linef("The file is to the byte the one that WHO published.")
	case t.Content == terminology.Fragment:
		out.linef("Its rows are sound. It counts as a fragment: a code that is not in it may exist all the same.")
	default:
		out.linef("Its rows are sound. Of this stamp the program has no checksum: compare the number of codes with WHO's.")
	}
	if t.Added {
		out.linef("%s in %.1f s", out.good("imported"), t.Seconds)
	} else {
		out.linef("nothing changed: the record has this release already")
	}
	out.linef("In the record are:")
	for i, release := range t.Releases {
		days := "from " + release.From
		if i == 0 {
			days = "from " + release.From + " and before"
		}
		if release.Until != "" {
			days += " until " + release.Until
		}
		out.linef("  %s  in force %s", release.Release, days)
	}
}
