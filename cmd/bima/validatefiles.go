package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// standardInput is the name of a file that is piped in.
const standardInput = "-"

// bundleFiles are the files that are meant, in the order in which they were named, each once: a
// folder means every .json file below it, by name.
func bundleFiles(names []string) ([]string, error) {
	var files []string
	for _, name := range names {
		meant, err := meantBy(name)
		if err != nil {
			return nil, err
		}
		for _, file := range meant {
			if !slices.Contains(files, file) {
				files = append(files, file)
			}
		}
	}
	return files, nil
}

func meantBy(name string) ([]string, error) {
	if name == standardInput {
		return []string{name}, nil
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return []string{name}, nil
	}
	var files []string
	err = filepath.WalkDir(name, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && strings.EqualFold(filepath.Ext(path), ".json") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("the folder %s has no .json file", name)
	}
	slices.Sort(files)
	return files, nil
}

// readFile is a file, or standard input for "-".
func readFile(file string, stdin io.Reader) ([]byte, error) {
	if file == standardInput {
		return io.ReadAll(stdin)
	}
	return os.ReadFile(file)
}
