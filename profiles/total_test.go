package profiles

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/fhir"
)

// decimal writes cents in one of the ways in which JSON can write them.
func decimal(random *rand.Rand, cents int64) string {
	switch random.IntN(4) {
	case 0:
		return fmt.Sprintf("%d.%02d", cents/100, cents%100)
	case 1:
		return fmt.Sprintf("%d.%02d000", cents/100, cents%100)
	case 2:
		return fmt.Sprintf("%de-2", cents)
	default:
		return fmt.Sprintf("%d.%dE-1", cents/10, cents%10)
	}
}

// However the amounts are written and however large they are, CLM-006 speaks exactly when the
// total is not the sum to the cent.
func TestTotalIsSumOfNets_property(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 6))
	for range 50 {
		var edits []string
		var sum int64
		for i := range 1 + random.IntN(15) {
			cents := random.Int64N(1 << (1 + random.IntN(52)))
			sum += cents
			item := fmt.Sprintf("Claim.item[%d]", i)
			edits = append(edits,
				item+" = @Claim.item[0]",
				fmt.Sprintf("%s.sequence = %d", item, i+1),
				item+".net.value = "+decimal(random, cents),
			)
		}
		off := int64(random.IntN(3) - 1)
		if sum == 0 {
			off = 1
		}
		edits = append(edits, "Claim.total.value = "+decimal(random, sum+off))

		var got []string
		for _, issue := range (fixture{edits: edits}).check(t, "CLM-006") {
			if issue.Level == fhir.Error {
				got = append(got, issue.Rule+": "+issue.Text)
			}
		}
		switch spoken := strings.Join(got, "\n"); {
		case off == 0 && spoken != "":
			t.Errorf("the total is the sum, but %s\n%s", spoken, strings.Join(edits, "\n"))
		case off != 0 && (len(got) != 1 || !strings.HasPrefix(spoken, "CLM-006: ") || !strings.Contains(spoken, "a difference of 0.01")):
			t.Errorf("the total is a cent off, found %q\n%s", spoken, strings.Join(edits, "\n"))
		}
	}
}
