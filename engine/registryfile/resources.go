package registryfile

import (
	"bufio"
	"bytes"
	"fmt"
	"io"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// maxLine is how many bytes one resource may have.
const maxLine = 1 << 20

// resources reads one FHIR resource a line. Lines with nothing on them are passed.
func (k *Kind[T]) resources(in io.Reader, skipped int, holds engine.Validity) func() (Row[T], error) {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxLine)
	number := skipped
	return func() (Row[T], error) {
		for lines.Scan() {
			number++
			line := bytes.TrimSpace(lines.Bytes())
			if len(line) == 0 {
				continue
			}
			value, err := k.resource(line, holds)
			return Row[T]{number, value, err}, nil
		}
		if err := lines.Err(); err != nil {
			return Row[T]{}, fmt.Errorf("line %d: it has more than %d bytes, or the file cannot be read: %w", number+1, maxLine, err)
		}
		return Row[T]{}, io.EOF
	}
}

func (k *Kind[T]) resource(line []byte, holds engine.Validity) (T, error) {
	var none T
	resource, issues := fhir.DecodeResource(line)
	for _, issue := range issues {
		if issue.Level == fhir.Error {
			return none, fmt.Errorf("%s %s: %s", issue.Rule, issue.Path, issue.Text)
		}
	}
	return k.ofFHIR(resource, holds)
}
