package main

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestCheck(t *testing.T) {
	for status, healthy := range map[int]bool{
		http.StatusOK:                  true,
		http.StatusNoContent:           false,
		http.StatusServiceUnavailable:  false,
		http.StatusInternalServerError: false,
	} {
		node := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }))
		if err := check(node.URL); (err == nil) != healthy {
			t.Errorf("a node that answers %d: %v", status, err)
		}
		node.Close()
		if err := check(node.URL); err == nil {
			t.Error("a node that is gone passes")
		}
	}
}
