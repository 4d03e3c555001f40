package tabulation

import (
	"strings"
	"testing"
)

// FuzzRead puts text in the place of a part of either extract, or of all of it, and looks for a file
// that is read and contradicts its report.
func FuzzRead(f *testing.F) {
	files := map[bool]string{false: extract(f, "layout-2025.txt"), true: extract(f, "layout-2026.txt")}
	for _, d := range damages {
		newer := d.file == "layout-2026.txt"
		f.Add(newer, uint16(strings.Index(files[newer], d.old)), uint16(len(d.old)), d.new)
	}
	f.Add(false, uint16(0), ^uint16(0), "PK\x03\x04")
	f.Add(false, uint16(0), ^uint16(0), pack(f, map[string]string{"SimpleTabulation.txt": "x"}))
	f.Add(false, uint16(0), ^uint16(0), squeeze(f, "x"))
	f.Fuzz(func(t *testing.T, newer bool, at, length uint16, put string) {
		text := files[newer]
		begin := min(int(at), len(text))
		end := min(begin+int(length), len(text))
		system, report, err := Read(strings.NewReader(text[:begin]+put+text[end:]), part)
		if err != nil {
			return
		}
		if report.Codes != system.Concepts || report.Codes+report.Chapters+report.Blocks != system.Len() ||
			report.Stems+report.Extensions != report.Codes || report.Chapters != len(chapters) {
			t.Fatalf("%+v was read of %d concepts", report, system.Len())
		}
	})
}
