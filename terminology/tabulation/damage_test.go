package tabulation

import (
	"strings"
	"testing"
)

// damages are what can become of a file, and what is said of it.
var damages = map[string]struct {
	file, old, new string
	says           string
}{
	"empty":                     {"layout-2025.txt", "", "", "line 1: no row ends in CR LF"},
	"rows end in LF":            {"layout-2025.txt", "\r\n", "\n", "line 1: no row ends in CR LF"},
	"another list":              {"layout-2025.txt", "Version:2025 Jan 01 - 00:00 UTC", "Remarks", "line 1: the header does not end in WHO's Version: stamp"},
	"another column":            {"layout-2025.txt", "BlockId", "Block", "line 1: the columns are"},
	"a column less":             {"layout-2025.txt", "\tGrouping5", "", "line 1: the columns are"},
	"header with an open quote": {"layout-2025.txt", "\tVersion:", "\t\"Version:", "line 1: the header does not end in WHO's Version: stamp"},
	"a cell less":               {"layout-2025.txt", "1A00\t", "1A00", "line 5: the row has 16 cells, and 17 are wanted"},
	"a cell more":               {"layout-2026.txt", "1A00\t", "1A00\t\t", "line 5: the row has 20 cells, and 19 are wanted"},
	"an open quote":             {"layout-2025.txt", `- - - Watery fever"`, "- - - Watery fever", "line 5: text follows the closing quote of cell 5"},
	"not UTF-8":                 {"layout-2025.txt", "Watery fever", "Watery f\xe9ver", "line 5: it is not UTF-8"},
	"no title":                  {"layout-2025.txt", "- - - Watery fever", "- - - ", "line 5: 1A00 has no title"},
	"title with a space":        {"layout-2025.txt", "- - - Watery fever", "- - - Watery fever ", `line 5: the title "Watery fever "`},
	"title over two lines":      {"layout-2025.txt", "- - - Watery fever", "- - - Watery\nfever", `line 5: the title "Watery\nfever"`},
	"a dash more":               {"layout-2025.txt", "- - - Watery fever", "- - - - Watery fever", "line 5: 1A00 stands 4 levels deep, and what it belongs to is missing above it"},
	"a dash less":               {"layout-2025.txt", "- - - Early", "- - Early", `line 8: 1C1G.0 has the DepthInKind "2", and by the rows above it is 1`},
	"another kind":              {"layout-2025.txt", "Watery fever\"\tcategory", "Watery fever\"\tkategory", `line 5: 1A00 has the ClassKind "kategory"`},
	"a chapter in a chapter":    {"layout-2025.txt", "Watery fever\"\tcategory", "Watery fever\"\tchapter", "line 5: 1A00 is a chapter and stands 3 levels deep"},
	"no chapter at the top":     {"layout-2025.txt", "diseases\"\tchapter", "diseases\"\tblock", "is a block and stands 0 levels deep"},
	"chapter 27":                {"layout-2025.txt", "category\t1\tFalse\t01", "category\t1\tFalse\t27", `line 5: 1A00 has the ChapterNo "27"`},
	"another chapter":           {"layout-2025.txt", "category\t1\tFalse\t01", "category\t1\tFalse\t02", "line 5: 1A00 has the ChapterNo 02 and stands in chapter 01"},
	"leaf neither":              {"layout-2025.txt", "\tTrue\tTrue\t", "\tyes\tTrue\t", `line 5: 1A00 has the isLeaf "yes"`},
	"residual neither":          {"layout-2025.txt", "category\t1\tFalse", "category\t1\t", `line 5: 1A00 has the IsResidual ""`},
	"another release's URI":     {"layout-2025.txt", "11/mms/700044", "11/2024-01/mms/700044", "line 5: 1A00 has the Linearization URI"},
	"URIs that differ":          {"layout-2025.txt", "entity/700044", "entity/257068235", "line 5: 1A00 has the URIs"},
	"no Foundation URI":         {"layout-2025.txt", "http://id.who.int/icd/entity/700044", "", "line 5: 1A00 has the URIs"},
	"residual of another":       {"layout-2025.txt", "mms/700066/unspecified", "mms/1600014918/unspecified", "line 9: 1C1G.Z is a residual code of 1C1G, and its Linearization URI is"},
	"residual with Foundation":  {"layout-2025.txt", "\thttp://id.who.int/icd/release/11/mms/700066/unsp", "http://id.who.int/icd/entity/1\thttp://id.who.int/icd/release/11/mms/700066/unsp", "line 9: 1C1G.Z is a residual code"},
	"residual of another kind":  {"layout-2025.txt", "mms/700066/unspecified\t1C1G.Z", "mms/700066/other\t1C1G.Z", "line 9: 1C1G.Z has the BrowserLink"},
	"another link":              {"layout-2025.txt", "en#700044", "en#257068235", "line 5: 1A00 has the BrowserLink"},
	"the link of a whole group": {"layout-2025.txt", "en#700066/mms/unspecified", "en#700066", "line 9: 1C1G.Z has the BrowserLink"},
	"another residual code":     {"layout-2025.txt", "\t1C1G.Z", "\t1C1G.Y", "line 9: the code 1C1G.Y is that of unspecified, which ends in Z"},
	"a code of another chapter": {"layout-2025.txt", "\t1A00", "\t2A00", "line 5: the code 2A00 is one of chapter 02 by its first character, and stands in chapter 01"},
	"a code of another stem":    {"layout-2025.txt", "\t1C1G.0", "\t1C1H.0", "line 8: the code 1C1H.0 stands below 1C1G, with which it would begin"},
	"a code of no form":         {"layout-2025.txt", "\t1A00", "\t1A0O", `line 5: "1A0O" has not the form of an ICD-11 code`},
	"a homoglyph":               {"layout-2025.txt", "\t1A00", "\t1\u041000", "line 5: the code 1\u041000 has '\u0410' (U+0410) at position 2"},
	"a space that is none":      {"layout-2025.txt", "\t1A00", "\t1A00\u00a0", `line 5: the code 1A00` + "\u00a0" + ` has '\u00a0' (U+00A0) at position 5`},
	"a code in small letters":   {"layout-2025.txt", "\t1A00", "\t1a00", `line 5: "1a00" has not the form`},
	"no code":                   {"layout-2025.txt", "\t1A00", "\t", `line 5: "Watery fever" is a category and has no code`},
	"a chapter with a code":     {"layout-2025.txt", "mms/700000\t", "mms/700000\t1A00", `line 2: the chapter "Invented infectious diseases" has the code "1A00"`},
	"a code with a block id":    {"layout-2025.txt", "1A00\t", "1A00\tBlockL1-1A0", "line 5: 1A00 is no block and has the BlockId BlockL1-1A0"},
	"another block id":          {"layout-2025.txt", "\tBlockL2-1A0", "\tBlokL2-1A0", `line 4: the BlockId "BlokL2-1A0"`},
	"another depth":             {"layout-2025.txt", "block\t2", "block\t3", `line 4: BlockL2-1A0 has the DepthInKind "3"`},
	"another parent":            {"layout-2026.txt", "\thttp://id.who.int/icd/entity/700033\r\n", "\thttp://id.who.int/icd/entity/135352228\r\n", "line 5: 1A00 names"},
	"after the coding note":     {"layout-2026.txt", "\t1C1G.0", "\t1C1G.I", `line 10: "1C1G.I" has not the form`},
	"said to be a leaf":         {"layout-2025.txt", "\tFalse\tTrue\tBlockL1-1C1", "\tTrue\tTrue\tBlockL1-1C1", "line 7: 1C1G has no parts (isLeaf is True), and 2 rows below belong to it"},
	"said to have parts":        {"layout-2025.txt", "\tTrue\tTrue\tBlockL1-1A0", "\tFalse\tTrue\tBlockL1-1A0", "line 5: 1A00 has parts (isLeaf is False), and no row of them follows"},
}

func TestRead_refusesDamage(t *testing.T) {
	for name, test := range damages {
		t.Run(name, func(t *testing.T) { refused(t, damage(t, test.file, test.old, test.new), test.says) })
	}
}

// damage changes the first place of a file at which a text stands, and all ends of rows at once; of
// no text it leaves nothing.
func damage(t testing.TB, file, from, to string) string {
	t.Helper()
	text := extract(t, file)
	switch from {
	case "":
		return ""
	case rowEnd:
		return strings.ReplaceAll(text, from, to)
	}
	if !strings.Contains(text, from) {
		t.Fatalf("%s does not contain %q", file, from)
	}
	return strings.Replace(text, from, to, 1)
}

// Rows that are missing, or there twice, are told by what remains.
func TestRead_refusesOtherRows(t *testing.T) {
	rows := strings.SplitAfter(extract(t, "layout-2025.txt"), rowEnd)
	rows = rows[:len(rows)-1]
	from := func(part string) int {
		for i, row := range rows {
			if strings.Contains(row, part) {
				return i
			}
		}
		t.Fatalf("no row has %q", part)
		return -1
	}
	join := func(parts ...[]string) string {
		var text strings.Builder
		for _, part := range parts {
			text.WriteString(strings.Join(part, ""))
		}
		return text.String()
	}
	last := strings.Join(rows, "")
	tests := map[string]struct{ text, says string }{
		"a header alone":       {rows[0], "line 2: no row follows the header"},
		"cut in a row":         {last[:len(last)-40], "line 139: the file breaks off within this row"},
		"cut in the last end":  {last[:len(last)-1], "line 139: the file breaks off within this row"},
		"cut after chapter 25": {join(rows[:from("\tchapter\t1\tFalse\t26")]), "the file ends in chapter 25, and chapter 26 is missing"},
		"without X":            {join(rows[:from("\tchapter\t1\tFalse\tX")]), "the file ends in chapter V, and chapter X is missing"},
		"cut in X":             {join(rows[:from("- Descriptors of a diagnosis, invented")]), "the file ends with XM5LS4, and the extension codes that begin with XD are missing"},
		"cut after a block":    {join(rows[:from("\tXD7FF9\t")]), `line 138: "Pumps and valves" has parts (isLeaf is False), and no row of them follows`},
		"a block less":         {join(rows[:3], rows[4:]), "line 4: 1A00 stands 3 levels deep, and what it belongs to is missing above it"},
		"a last part less":     {join(rows[:4], rows[5:]), "line 4: BlockL2-1A0 has parts (isLeaf is False), and no row of them follows"},
		"a row twice":          {join(rows[:5], rows[4:]), "line 6: 1A00 is there twice, first in line 5"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { refused(t, test.text, test.says) })
	}
}

// A title with another word leaves no trace in the rows: only the sum of the text tells.
func TestRead_refusesAnotherText(t *testing.T) {
	text := damage(t, "layout-2025.txt", "Version:2025 Jan 01 - 00:00 UTC", "Version:2025 Jan 24 - 22:30 UTC")
	refused(t, text, `line 1: the file is stamped "2025 Jan 24 - 22:30 UTC", and it is not the text that WHO published with this stamp`)
}
