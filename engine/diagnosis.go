package engine

import "github.com/bima-exchange/bima/terminology"

// Clusters are the diagnoses of a claim or of an item with their stems and the extensions of each
// apart, so that a rule can ask for a stem and for what stands below a code. Raw is the canonical
// text: what was received is in the bundle. What is no ICD-11 code or cluster, which a level file
// can let in, is left out.
func Clusters(diagnosis []string) []terminology.Cluster {
	var clusters []terminology.Cluster
	for _, code := range diagnosis {
		if cluster, err := terminology.ParseCluster(code); err == nil {
			clusters = append(clusters, cluster)
		}
	}
	return clusters
}
