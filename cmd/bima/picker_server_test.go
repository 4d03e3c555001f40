package main

import (
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

func testPickerUnreachable(t *testing.T, p *tab, site *pickerSite) {
	site.put(func(*http.Request) bool { return false })
	p.press(t, "malaria")
	p.waitText(t, "#told [role=status]", "The server cannot be reached.")
	site.put(nil)
	p.click(t, "#told button")
	p.wait(t, pickerListed)
	if told := p.text(t, "#told"); strings.Contains(told, "reached") || strings.Contains(told, "again") {
		t.Errorf("it still says %q", told)
	}
}

// testPickerLate holds back the answer to the first letters until that to all of them is shown.
func testPickerLate(t *testing.T, p *tab, site *pickerSite) {
	arrived, broken := make(chan struct{}), make(chan struct{})
	site.put(func(r *http.Request) bool {
		if r.URL.Query().Get("filter") != "chol" {
			return true
		}
		close(arrived)
		<-r.Context().Done() // the page has broken the request off
		close(broken)
		return true
	})
	p.press(t, "chol")
	<-arrived
	p.press(t, "era")
	<-broken
	p.waitText(t, "#found", "Cholera")
	site.put(nil)
	p.press(t, kb.Enter)
	p.waitText(t, "#concept h2", "1A00")
}
