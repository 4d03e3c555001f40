package terminology_test

import (
	"runtime"
	"testing"

	"github.com/bima-exchange/bima/terminology/search"
)

// BenchmarkSearch is what one search in all of ICD-11 costs, by the kind of text.
func BenchmarkSearch(b *testing.B) {
	set, release := fullSet(b)
	release.Index()
	for _, kind := range []struct{ name, text string }{
		{"letter", "a"}, {"beginning", "hyp"}, {"word", "hypertension"}, {"words", "fracture shaft femur"}, {"slip", "diabtes"},
		{"slips", "hyertension pnuemonia"}, {"code", "GB61"}, {"codes", "1A"}, {"cluster", "BA41.0&XA7RE3"},
		{"nothing", "qwertyuiop asdfghjkl"}, {"wildcards", "***"}, {"ten", "a b c d e f g h i j"},
		{"widest", "a ac acu acut di dis dise disea diseas disease"},
	} {
		b.Run(kind.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				set.Search(release, kind.text, nil)
			}
		})
	}
}

// BenchmarkIndex is what it costs to make the index of all of ICD-11, and the memory that it keeps.
func BenchmarkIndex(b *testing.B) {
	release := fullICD11(b)
	entries := make([]search.Entry, release.Len())
	for i := range entries {
		entries[i] = search.Entry{Code: release.At(i).Code, Title: release.At(i).Display}
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	index := search.New(entries)
	runtime.GC()
	runtime.ReadMemStats(&after)
	for b.Loop() {
		search.New(entries)
	}
	runtime.KeepAlive(index)
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "MiB")
}
