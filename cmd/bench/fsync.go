package main

import (
	"os"
	"path/filepath"
	"time"
)

// fsyncRate is how often a second 8 KiB can be appended to a file and forced to the disk of dir,
// one after the other: the bound of everything that commits one by one.
func fsyncRate(dir string, length time.Duration) (float64, error) {
	file, err := os.Create(filepath.Join(dir, "fsync"))
	if err != nil {
		return 0, err
	}
	defer os.Remove(file.Name())
	defer file.Close()
	page := make([]byte, 8<<10)
	count := 0
	began := time.Now()
	for time.Since(began) < length {
		if _, err := file.Write(page); err != nil {
			return 0, err
		}
		if err := file.Sync(); err != nil {
			return 0, err
		}
		count++
	}
	return float64(count) / time.Since(began).Seconds(), nil
}
