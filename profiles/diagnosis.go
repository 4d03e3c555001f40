package profiles

import (
	"slices"

	"github.com/bima-exchange/bima/terminology"
)

// parts are the codes of a cluster in their order.
func parts(cluster terminology.Cluster) []string {
	var codes []string
	for _, group := range cluster.Groups {
		codes = append(codes, group.Stem.Code)
		for _, extension := range group.Extensions {
			codes = append(codes, extension.Code)
		}
	}
	return codes
}

// partForm reports whether one code of a cluster has the form of an ICD-11 code.
func partForm(code string) bool {
	return terminology.StemForm(code) || terminology.ExtensionForm(code)
}

// clusterForm reports whether a text has the form of an ICD-11 code or cluster.
func clusterForm(code string) bool {
	cluster, err := terminology.ParseCluster(code)
	return err == nil && !slices.ContainsFunc(parts(cluster), func(part string) bool { return !partForm(part) })
}

// canonicalCluster is the code as ICD-11 stores it, or the text as it is where it is no cluster.
func canonicalCluster(code string) string {
	cluster, err := terminology.ParseCluster(code)
	if err != nil {
		return code
	}
	return cluster.Canonical
}

// unlisted are the parts of a cluster that are not in the loaded list, told apart by whether
// they have the form of a code. The day is that on which the claim's services begin.
func (c *check) unlisted(cluster terminology.Cluster) (formed, malformed []string) {
	on, _ := c.claim.Billable.Start.Value.Date()
	for _, part := range parts(cluster) {
		if !partForm(part) {
			malformed = append(malformed, part)
		} else if _, ok := c.terms.Diagnosis(part, on); !ok {
			formed = append(formed, part)
		}
	}
	return formed, malformed
}
