package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// openInput opens a file that an operator names. A folder, a file with nothing in it and a PDF are
// told for what they are: a reader would tell of its first byte. What is piped in is not looked at.
func openInput(name string) (*os.File, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, withoutPath(err))
	}
	if err := knowInput(file); err != nil {
		file.Close()
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return file, nil
}

func knowInput(file *os.File) error {
	info, err := file.Stat()
	switch {
	case err != nil:
		return withoutPath(err)
	case info.IsDir():
		return errors.New("it is a folder; a file is wanted")
	case !info.Mode().IsRegular():
		return nil
	case info.Size() == 0:
		return errors.New("there is nothing in the file")
	}
	head := make([]byte, len(pdfHead))
	if _, err := file.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return withoutPath(err)
	}
	if bytes.Equal(head, pdfHead) {
		return errors.New("it is a PDF, from which no list can be read; ask for the list as it was before it was printed")
	}
	return nil
}

// pdfHead is how a PDF begins.
var pdfHead = []byte("%PDF-")

// withoutPath is what is wrong with a file that the sentence around it names.
func withoutPath(err error) error {
	if at, ok := errors.AsType[*fs.PathError](err); ok {
		return at.Err
	}
	return err
}
