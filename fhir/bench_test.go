package fhir

import "testing"

// BenchmarkDecode: the guide's claim as R4 and as it was published, with repairs; and how much of
// that is the tree, the shape and the views, the rest being google/fhir.
func BenchmarkDecode(b *testing.B) {
	for _, name := range []string{"claim-r4", "claim", "preauth-r4", "preauth"} {
		body := sample(b, name)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				Decode(body)
			}
		})
		b.Run(name+"/alone", func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				root, err := parse(body, "Bundle")
				if err != nil {
					b.Fatal(err)
				}
				s := shape{}
				s.resource(root)
				newBundle(root, body)
			}
		})
	}
}
