package tabulation

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// largest is how many bytes a tabulation may have, unpacked. WHO's have ten million.
const largest = 64 << 20

// unpack returns the text of a tabulation, whose bytes tell how it is packed.
func unpack(file io.Reader) ([]byte, error) {
	content, err := readBounded(file)
	if err != nil {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(content, []byte("PK\x03\x04")):
		return unzip(content)
	case bytes.HasPrefix(content, []byte{0x1f, 0x8b}):
		unpacked, err := gzip.NewReader(bytes.NewReader(content))
		if err != nil {
			return nil, fmt.Errorf("the .gz file cannot be unpacked: %w", err)
		}
		text, err := readBounded(unpacked)
		if err != nil {
			return nil, fmt.Errorf("the .gz file cannot be unpacked: %w", err)
		}
		return text, nil
	}
	return content, nil
}

// unzip returns the tabulation among the files of WHO's .zip.
func unzip(content []byte) ([]byte, error) {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, fmt.Errorf("the .zip file cannot be opened, as one that is cut off cannot: %w", err)
	}
	var found *zip.File
	for _, member := range archive.File {
		name := path.Base(member.Name)
		if !strings.HasPrefix(name, "SimpleTabulation") || !strings.HasSuffix(name, ".txt") {
			continue
		}
		if found != nil {
			return nil, fmt.Errorf("the .zip file holds both %s and %s: give the one that is meant", found.Name, member.Name)
		}
		found = member
	}
	if found == nil {
		return nil, errors.New("the .zip file holds no SimpleTabulation….txt, as WHO's does")
	}
	unpacked, err := found.Open()
	if err != nil {
		return nil, fmt.Errorf("%s in the .zip file cannot be unpacked: %w", found.Name, err)
	}
	defer unpacked.Close()
	text, err := readBounded(unpacked)
	if err != nil {
		return nil, fmt.Errorf("%s in the .zip file cannot be unpacked: %w", found.Name, err)
	}
	return text, nil
}

func readBounded(file io.Reader) ([]byte, error) {
	content, err := io.ReadAll(io.LimitReader(file, largest+1))
	if err != nil {
		return nil, err
	}
	if len(content) > largest {
		return nil, fmt.Errorf("it has more than %d MiB, which no list of WHO has", largest>>20)
	}
	return content, nil
}
