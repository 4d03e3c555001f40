package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
)

// wire is one kept-alive HTTP/1.1 connection. The load client shares the machine with what it
// measures, and this costs it less than http.Client.
type wire struct {
	conn  net.Conn
	in    *bufio.Reader
	head  string
	out   []byte
	reply bytes.Buffer
}

// dial connects to the exchange at base; each request carries the token.
func dial(base, token string) (*wire, error) {
	address, err := url.Parse(base)
	if err != nil {
		return nil, err
	}
	conn, err := net.Dial("tcp", address.Host)
	if err != nil {
		return nil, err
	}
	head := "Host: " + address.Host + "\r\nAuthorization: Bearer " + token + "\r\n"
	return &wire{conn: conn, in: bufio.NewReaderSize(conn, 32<<10), head: head}, nil
}

// post submits a bundle. The body of the answer holds until the next request.
func (w *wire) post(path string, body []byte) (*http.Response, []byte, error) {
	w.out = fmt.Appendf(w.out[:0], "POST %s HTTP/1.1\r\n%sContent-Type: application/fhir+json\r\nContent-Length: %d\r\n\r\n", path, w.head, len(body))
	w.out = append(w.out, body...)
	return w.exchange()
}

// get reads, with If-None-Match where tag is not empty. The body holds until the next request.
func (w *wire) get(path, tag string) (*http.Response, []byte, error) {
	w.out = fmt.Appendf(w.out[:0], "GET %s HTTP/1.1\r\n%s", path, w.head)
	if tag != "" {
		w.out = fmt.Appendf(w.out, "If-None-Match: %s\r\n", tag)
	}
	w.out = append(w.out, "\r\n"...)
	return w.exchange()
}

func (w *wire) exchange() (*http.Response, []byte, error) {
	if _, err := w.conn.Write(w.out); err != nil {
		return nil, nil, err
	}
	answer, err := http.ReadResponse(w.in, nil)
	if err != nil {
		return nil, nil, err
	}
	defer answer.Body.Close()
	w.reply.Reset()
	_, err = io.Copy(&w.reply, answer.Body)
	return answer, w.reply.Bytes(), err
}
