package server

import (
	"bytes"
	"compress/gzip"
	"io"
	"testing"
)

// A document is compressed once, however often it is read.
func TestDocument_compressed(t *testing.T) {
	x := shown(t)
	plain := x.send("GET", "/docs", nil).Body.Bytes()
	for range 2 {
		got := x.send("GET", "/docs", nil, "Accept-Encoding: gzip")
		if got.Header().Get("Content-Encoding") != "gzip" || got.Header().Get("Vary") != "Accept-Encoding" {
			t.Errorf("the headers are %v", got.Header())
		}
		reader, err := gzip.NewReader(got.Body)
		if err != nil {
			t.Fatal(err)
		}
		if body, err := io.ReadAll(reader); err != nil || !bytes.Equal(body, plain) {
			t.Errorf("the compressed page is another one (%v)", err)
		}
	}
	if first, again := x.page().compressed(), x.page().compressed(); &first[0] != &again[0] {
		t.Error("the page was compressed twice")
	}
}
