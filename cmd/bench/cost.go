package main

import (
	"syscall"
	"testing"
	"time"
)

// cost is what one run takes.
type cost struct {
	// Time is by the clock, CPU what the processors did for it, garbage collection included: on a machine
	// with other work they differ.
	Time, CPU time.Duration
	Allocs    int64
	Bytes     int64
}

// costOf runs a function often enough to know what one run costs.
func costOf(do func()) cost {
	var each time.Duration
	result := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		runs, before := 0, processorTime()
		for b.Loop() {
			do()
			runs++
		}
		each = (processorTime() - before) / time.Duration(runs)
	})
	return cost{time.Duration(result.NsPerOp()), each, result.AllocsPerOp(), result.AllocedBytesPerOp()}
}

// processorTime is how long processors have worked for this process.
func processorTime() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic("the system does not tell the time of a process: " + err.Error()) // every Unix does
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
