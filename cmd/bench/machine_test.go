package main

import "testing"

func TestReadStat(t *testing.T) {
	parent, own, waited := readStat("42 (a (b) c) S 7 1 1 0 -1 4194560 10 20 0 0 300 40 5 6 20 0 1 0 99 0 0")
	if parent != 7 || own != 340 || waited != 11 {
		t.Errorf("parent %d, own %d, waited %d; want 7, 340, 11", parent, own, waited)
	}
	if parent, own, waited := readStat("42 (short) S"); parent+own+waited != 0 {
		t.Error("a line that is too short gives something")
	}
}

func TestReadBusy(t *testing.T) {
	if got := readBusy("cpu  1 20 300 4000 50000 600000 7000000 80000000 900000000 5\ncpu0 9 9 9 9\n"); got != 1+20+300+600000+7000000+80000000 {
		t.Errorf("%d", got)
	}
}

func TestMachineWords(t *testing.T) {
	for got, want := range map[string]string{
		gibibytes("24684092 kB"): "23.5 GiB",
		gibibytes("much"):        "much",
		redisVersion("Redis server v=7.0.15 sha=0:0 bits=64"):     "Redis server v=7.0.15",
		field([]byte("a: b\nmodel name\t: X: 1\n"), "model name"): "X: 1",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
