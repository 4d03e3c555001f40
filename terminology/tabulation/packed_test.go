package tabulation

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"
)

// pack is a .zip with the files.
func pack(t testing.TB, files map[string]string) string {
	t.Helper()
	var packed bytes.Buffer
	archive := zip.NewWriter(&packed)
	for name, content := range files {
		file, err := archive.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(file, content); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.String()
}

func squeeze(t testing.TB, text string) string {
	t.Helper()
	var packed bytes.Buffer
	writer := gzip.NewWriter(&packed)
	if _, err := io.WriteString(writer, text); err != nil {
		t.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.String()
}

func TestRead_packed(t *testing.T) {
	text := extract(t, "layout-2025.txt")
	for name, packed := range map[string]string{
		"zip": pack(t, map[string]string{"SimpleTabulation-ICD-11-MMS-en.txt": text, "SimpleTabulation-ICD-11-MMS-en.xlsx": "PK", "readme.txt": "read me"}),
		"gz":  squeeze(t, text),
	} {
		if _, report := mustRead(t, packed, part); report != extractReport {
			t.Errorf("%s: %+v", name, report)
		}
	}
}

func TestRead_refusesPackings(t *testing.T) {
	text := extract(t, "layout-2025.txt")
	zipped, squeezed := pack(t, map[string]string{"SimpleTabulation.txt": text}), squeeze(t, text)
	tests := map[string]struct{ packed, says string }{
		"cut .zip":     {zipped[:len(zipped)-30], "the .zip file cannot be opened"},
		"altered .zip": {strings.Replace(zipped, zipped[100:104], "\x00\x00\x00\x00", 1), "cannot be unpacked"},
		"cut .gz":      {squeezed[:len(squeezed)-30], "the .gz file cannot be unpacked"},
		"empty .zip":   {pack(t, map[string]string{"readme.txt": text}), "holds no SimpleTabulation"},
		"two in one":   {pack(t, map[string]string{"SimpleTabulation-en.txt": text, "SimpleTabulation-fr.txt": text}), "holds both"},
		"too large":    {strings.Repeat(squeeze(t, strings.Repeat("x", 1<<20)), largest>>20+1), "more than 64 MiB"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { refused(t, test.packed, test.says) })
	}
}

// refused wants an error that says so, and nothing read.
func refused(t *testing.T, text, says string) {
	t.Helper()
	system, report, err := Read(strings.NewReader(text), part)
	if err == nil || !strings.Contains(err.Error(), says) || !strings.HasSuffix(err.Error(), "Nothing was taken over; get the file anew from WHO") {
		t.Errorf("the error is %v, want %q", err, says)
	}
	if system != nil || report != (Report{}) {
		t.Errorf("something was read: %+v", report)
	}
}
