package fhir

// editDistance is the number of letters to change, add or take away, or of neighbours to swap
// (optimal string alignment): 1 from "nmae" to "name".
func editDistance(a, b string) int {
	above, row := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	twoAbove := make([]int, len(b)+1)
	for i := range len(a) {
		twoAbove, above, row = above, row, twoAbove
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(above[j+1]+1, row[j]+1, above[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], twoAbove[j-1]+1)
			}
		}
	}
	return row[len(b)]
}
