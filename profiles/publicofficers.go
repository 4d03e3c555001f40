package profiles

import (
	"regexp"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

// officersID is the end of the ids of the scheme's covers, in each of its spellings; officersName
// is what its name has, in upper case.
var (
	officersID   = regexp.MustCompile(`(?i)-(pmf|pomf|pomsf|pfms|pmsf)-coverage$`)
	officersName = regexp.MustCompile(`\b(PMF|POMF|POMSF|PFMS|PMSF)\b|\bPUBLIC (OFFICER|SERVANT)`)
)

// OfPublicOfficers reports whether a Coverage is one of the public officers' medical scheme. The
// payer publishes no code for the scheme, so its covers are known by the end of an id
// ("…-pmf-coverage": the id, an identifier or the fullUrl, which may be empty), or by the scheme's
// name in the extension schemeCategoryName.
func OfPublicOfficers(coverage *fhir.Resource, fullURL string) bool {
	return officersID.MatchString(coverage.ID.Value) || officersID.MatchString(unversioned(fullURL)) ||
		slices.ContainsFunc(coverage.Identifier, func(identifier fhir.Identifier) bool {
			return officersID.MatchString(identifier.Value)
		}) ||
		slices.ContainsFunc(coverage.Extension, func(extension fhir.Extension) bool {
			return isExtension(extension, "schemeCategoryName") && officersName.MatchString(strings.ToUpper(extension.String.Value))
		})
}
