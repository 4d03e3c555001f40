package main

import (
	"os"
	"runtime/debug"
)

// spareProcessor trades memory for processor time: reading bundles makes much garbage that is short
// lived, and the exchange is limited by processors (docs/performance.md). The live heap is some 20
// MiB, so collecting at five times that costs little. An operator's own GOGC stands.
func spareProcessor() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
}
