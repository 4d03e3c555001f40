package tabulation

import (
	"errors"
	"fmt"
	"regexp"
	"time"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

var (
	releaseForm = regexp.MustCompile(`^20\d{2}-(0[1-9]|1[0-2])$`)
	// A whole date in a name is the day on which somebody got the file, and tells no release.
	releaseInName = regexp.MustCompile(`(?:^|\D)(20\d{2}-(?:0[1-9]|1[0-2]))(?:$|[^-\d]|-\D)`)
	stampForm     = regexp.MustCompile(`^20\d{2} [A-Z][a-z]{2} \d{2}\b`)
)

// releaseOf is the release of a file, by its stamp, its name and what the caller says, which must
// not differ.
func releaseOf(stamp string, options Options) (string, error) {
	if options.Release != "" && !releaseForm.MatchString(options.Release) {
		return "", fmt.Errorf("the release %q is wanted; WHO writes year and month, such as 2025-01", options.Release)
	}
	tells := []struct{ who, release string }{
		{fmt.Sprintf("the stamp %q in the header", stamp), releaseOfStamp(stamp)},
		{"the name of the file", releaseOfName(options.Name)},
		{"the release that is wanted", options.Release},
	}
	release, by := "", ""
	for _, tell := range tells {
		switch {
		case tell.release == "":
		case release == "":
			release, by = tell.release, tell.who
		case release != tell.release:
			return "", fmt.Errorf("line 1: %s says release %s, and %s says %s", by, release, tell.who, tell.release)
		}
	}
	if release == "" {
		return "", errors.New("line 1: neither the header nor the name of the file tells the release: it has to be said")
	}
	return release, nil
}

// releaseOfStamp is the release of "2025 Jan 24 - 22:30 UTC": WHO makes the files in the month of
// the release. Empty: the stamp is no date.
func releaseOfStamp(stamp string) string {
	made, err := time.Parse("2006 Jan 02", stampForm.FindString(stamp))
	if err != nil {
		return ""
	}
	return made.Format("2006-01")
}

// releaseOfName is the release in the name of a file, such as ICD-11-2025-01.zip. Empty: it has none.
func releaseOfName(name string) string {
	if found := releaseInName.FindStringSubmatch(name); found != nil {
		return found[1]
	}
	return ""
}

// describe is the head of a release.
func describe(release string, options Options) terminology.System {
	from, content := options.From, terminology.Complete
	if from.IsZero() {
		from, _ = fhir.ParseDate(release + "-01")
	}
	if options.Fragment {
		content = terminology.Fragment
	}
	return terminology.System{
		URL: terminology.ICD11URL, Version: release, From: from,
		Name: "ICD11MMS", Title: "ICD-11 for Mortality and Morbidity Statistics",
		Content: content, CaseSensitive: true, Compositional: true,
		Copyright: "International Classification of Diseases, Eleventh Revision (ICD-11), World Health Organization (WHO) 2019/2021 " +
			"https://icd.who.int/browse11. Licensed under Creative Commons Attribution-NoDerivatives 3.0 IGO licence (CC BY-ND 3.0 IGO).",
		Properties: []terminology.PropertyKind{
			{Code: terminology.FoundationURI, Type: "string", Description: "the concept in the Foundation; residual codes have none there"},
			{Code: terminology.ClassKind, Type: "string", Description: "chapter, block or category"},
			{Code: terminology.ChapterNo, Type: "string", Description: "01 to 26, V or X"},
			{Code: terminology.BlockID, Type: "string", Description: "WHO's id of a block, where it has one"},
			{Code: terminology.Residual, Type: "string", Description: "other or unspecified, for the codes of the rest of a group"},
			{Code: terminology.CodingNote, Type: "string", Description: "what WHO says of the use of the code"},
			{Code: terminology.Definition, Type: "string", Description: "what WHO means by it"},
		},
	}
}
