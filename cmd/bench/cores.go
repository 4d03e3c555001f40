package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ticksPerSecond is the unit of the times in /proc/<pid>/stat (USER_HZ, fixed on Linux).
const ticksPerSecond = 100

// others is the name under which cores has what does not belong to the bench: with much of it the
// figures say more about the machine's other work than about the exchange.
const others = "others"

// quiet is how many processors others may keep busy without a word about it.
const quiet = 0.2

// cores is how many processors each program kept busy, by name. Where there is no /proc it is
// empty.
type cores map[string]float64

// String is "serve 0.80, postgres 0.61".
func (c cores) String() string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(c)) {
		parts = append(parts, fmt.Sprintf("%s %.2f", name, c[name]))
	}
	return strings.Join(parts, ", ")
}

// complain says when the machine had other work.
func (c cores) complain() {
	if c[others] > quiet {
		say("other programs kept %.2f cores busy: the figures are not those of a quiet machine", c[others])
	}
}

// during runs a function and returns what each process, with its children, used meanwhile.
func during(processes []*process, do func() error) (cores, error) {
	before, busyBefore := ticks(processes), busyTicks()
	began := time.Now()
	err := do()
	took := time.Since(began).Seconds()
	after := ticks(processes)
	if len(after) == 0 {
		return nil, err
	}
	used := cores{others: float64(busyTicks()-busyBefore) / ticksPerSecond / took}
	for name, ticks := range after {
		used[name] = float64(ticks-before[name]) / ticksPerSecond / took
		used[others] -= used[name]
	}
	used[others] = max(0, used[others]) // the two are not read at the same instant
	return used, err
}

// ticks are the processor times of the processes so far, with those of their children.
func ticks(processes []*process) map[string]int {
	names := map[int]string{}
	for _, p := range processes {
		names[p.cmd.Process.Pid] = p.name
	}
	total := map[string]int{}
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range stats {
		text, err := os.ReadFile(path)
		if err != nil {
			continue // it has ended
		}
		pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(path)))
		parent, own, waited := readStat(string(text))
		if name, ok := names[pid]; ok {
			total[name] += own + waited
		} else if name, ok := names[parent]; ok {
			total[name] += own
		}
	}
	return total
}

// busyTicks are the processor times of the whole machine so far.
func busyTicks() int {
	text, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0
	}
	return readBusy(string(text))
}

// readBusy adds up the first line of /proc/stat but for idle and iowait, and the times of guests,
// which are counted in user and nice already.
func readBusy(text string) int {
	busy := 0
	first, _, _ := strings.Cut(text, "\n")
	for i, field := range strings.Fields(first) {
		if i >= 1 && i <= 8 && i != 4 && i != 5 {
			n, _ := strconv.Atoi(field)
			busy += n
		}
	}
	return busy
}

// readStat reads the parent, the time of the process, and that of its children that have ended.
func readStat(text string) (parent, own, waited int) {
	// The name before the last ")" may hold spaces. Behind it come the state and ppid; utime,
	// stime, cutime and cstime are eleven further on.
	fields := strings.Fields(text[strings.LastIndex(text, ")")+1:])
	if len(fields) < 15 {
		return 0, 0, 0
	}
	number := func(i int) int { n, _ := strconv.Atoi(fields[i]); return n }
	return number(1), number(11) + number(12), number(13) + number(14)
}
