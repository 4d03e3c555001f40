package icdapi

import (
	"fmt"
	"regexp"

	"github.com/bima-exchange/bima/terminology"
)

// whoURI is a linearization URI of the MMS: the release, which the tabulation leaves out, and the
// concept.
var whoURI = regexp.MustCompile(`^http://id\.who\.int/icd/release/11/(?:(20\d{2}-\d{2})/)?mms/(\d+(?:/other|/unspecified)?)$`)

// plainURI is a linearization URI as the tabulation writes it. The release that it names, if any,
// must be the one that is wanted.
func plainURI(uri, release string) (string, error) {
	parts := whoURI.FindStringSubmatch(uri)
	if parts == nil {
		return "", fmt.Errorf("%q is no linearization URI of ICD-11 MMS", uri)
	}
	if parts[1] != "" && parts[1] != release {
		return "", fmt.Errorf("%s is of release %s, and %s is wanted", uri, parts[1], release)
	}
	return terminology.ICD11URL + "/" + parts[2], nil
}

// path is where the API answers for a concept of a release.
func path(uri, release string) (string, error) {
	parts := whoURI.FindStringSubmatch(uri)
	if parts == nil {
		return "", fmt.Errorf("%q is no linearization URI of ICD-11 MMS", uri)
	}
	return releasePath(release) + "/" + parts[2], nil
}

// releasePath is where the API answers for a release.
func releasePath(release string) string { return "icd/release/11/" + release + "/mms" }
