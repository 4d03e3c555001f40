package tabulation

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/terminology"
)

// whole is WHO's tabulation of 2025-01, which the variable WHO_ICD11 names. It is not ours to carry.
func whole(t *testing.T) string {
	t.Helper()
	path, ok := os.LookupEnv("WHO_ICD11")
	if !ok {
		t.Skip("WHO_ICD11 does not name WHO's tabulation")
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	text, err := unpack(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestRead_whole(t *testing.T) {
	system, report := mustRead(t, whole(t), Options{})
	want := Report{
		Codes: 35339, Stems: 18481, Extensions: 16858, Residuals: 5355, Chapters: 28, Blocks: 1415,
		Stamp: "2025 Jan 24 - 22:30 UTC", Published: true,
	}
	if report != want || system.Content != terminology.Complete {
		t.Errorf("%s: %+v, want %+v", system.Content, report, want)
	}
}

// unknown gives a text a stamp of which there is no sum, so that the rows alone must tell of damage,
// as in a release that is newer than the program.
func unknown(text string) string {
	return strings.Replace(text, "Version:2025 Jan 24 - 22:30 UTC", "Version:2025 Jan 01 - 00:00 UTC", 1)
}

// A file that ends too early is told by its rows, but where it ends between two rows of the very last
// group of extension codes.
func TestRead_wholeCut(t *testing.T) {
	text := unknown(whole(t))
	lastGroup := strings.Index(text, "- Health Devices, Equipment and Supplies")
	random := rand.New(rand.NewPCG(5, 2025))
	for range 4 {
		refused(t, text[:1+random.IntN(len(text)-1)], "line ")
		betweenRows := strings.LastIndex(text[:1+random.IntN(lastGroup)], rowEnd)
		refused(t, text[:betweenRows+len(rowEnd)], "line ")
	}
}

// A cell of which something is kept cannot be that of another row without a trace. Titles and ids of
// blocks can: those only the sum of the text tells.
func TestRead_wholeAltered(t *testing.T) {
	text := unknown(whole(t))
	rows := strings.SplitAfter(text, rowEnd)
	random := rand.New(rand.NewPCG(2025, 5))
	for _, column := range []int{foundationURI, linearizationURI, code, classKind, depthInKind, isResidual, chapterNo, isLeaf} {
		n, other := 0, ""
		var cells []string
		for cells == nil || cells[column] == other {
			n = 1 + random.IntN(len(rows)-2)
			cells = strings.Split(rows[n], cellEnd)
			other = strings.Split(rows[1+random.IntN(len(rows)-2)], cellEnd)[column]
		}
		cells[column] = other
		kept := rows[n]
		rows[n] = strings.Join(cells, cellEnd)
		t.Run(columns[column], func(t *testing.T) { refused(t, strings.Join(rows, ""), "line ") })
		rows[n] = kept
	}
	refused(t, strings.Replace(whole(t), "Cholera", "Chorea", 1), "a cell or a row was changed")
}
