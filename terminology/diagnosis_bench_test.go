package terminology

import (
	"testing"

	"github.com/bima-exchange/bima/fhir"
)

// BenchmarkDiagnosis is what it costs to check a diagnosis in process: its text is read, and each of
// its codes judged by the release in force on the day. A plain code is to take less than 1 µs.
func BenchmarkDiagnosis(b *testing.B) {
	set, err := Starter()
	if err != nil {
		b.Fatal(err)
	}
	on, err := fhir.ParseDate("2026-11-10")
	if err != nil {
		b.Fatal(err)
	}
	for _, text := range []string{"BA00", "5A11/BA00"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				cluster, err := ParseCluster(text)
				if err != nil {
					b.Fatal(err)
				}
				if faults := set.Judge(cluster, on); faults != nil {
					b.Fatal(faults)
				}
			}
		})
	}
}
