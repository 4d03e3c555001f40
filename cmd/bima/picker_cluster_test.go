package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"
)

func testPickerCluster(t *testing.T, p *tab, _ *pickerSite) {
	code := func(want string) {
		t.Helper()
		p.wait(t, "JSON.parse(document.getElementById('json').textContent || '{}').code === "+quoted(want)+" && "+pickerChecked)
	}
	find := func(words, want string) {
		t.Helper()
		p.press(t, words)
		p.waitText(t, "#found li", want)
		p.press(t, kb.ArrowDown)
		p.press(t, kb.Enter)
	}
	find("BA41.0", "BA41.0")
	code("BA41.0")
	if path := p.text(t, "#concept .path"); !strings.Contains(path, "Acute myocardial infarction") {
		t.Errorf("the path is %q", path)
	}
	p.press(t, "&")
	p.waitText(t, "#adding", "Extension of BA41.0")
	find("anterior wall", "XA7RE3")
	code("BA41.0&XA7RE3")
	p.press(t, "/")
	p.waitText(t, "#adding", "Further diagnosis beside BA41.0&XA7RE3")
	find("type 2 diab", "5A11")
	code("BA41.0&XA7RE3/5A11")
	p.waitText(t, "#verdict", "BA41.0&XA7RE3/5A11 is valid.")
	p.press(t, kb.Enter, chromedp.ModifierCtrl)
	p.waitText(t, "#copied", "Copied")
	want := coded{
		"http://id.who.int/icd/release/11/mms", "2025-01", "BA41.0&XA7RE3/5A11",
		"Acute ST elevation myocardial infarction & Anterior wall of heart / Type 2 diabetes mellitus",
	}
	if diff := cmp.Diff(want, readCoded(t, evaluate[string](t, p, "navigator.clipboard.readText()"))); diff != "" {
		t.Errorf("the clipboard differs (-want +got):\n%s", diff)
	}
	p.click(t, "[aria-label='Remove XA7RE3']")
	code("BA41.0/5A11")
	p.click(t, "[aria-label='Remove BA41.0']")
	code("5A11")
	p.waitText(t, "#concept h2", "5A11")
	p.click(t, "#parts button")
	p.press(t, "/")
	if focused := evaluate[string](t, p, "document.activeElement.id"); focused != "box" {
		t.Errorf("/ leads to %q", focused)
	}
}

func testPickerFault(t *testing.T, p *tab, site *pickerSite) {
	p.open(t, site.URL+"#code=1A00/XA7RE3")
	p.wait(t, pickerChecked)
	p.waitText(t, "#verdict .error", "1A00/XA7RE3 is not valid.")
	p.waitText(t, "#verdict .unseen", "stem code is wanted here") // for screen readers
	parts := evaluate[[]string](t, p, "[...document.querySelectorAll('#parts .wrong')].map(part => part.innerText.replace(/\\s+/g, ' '))")
	if len(parts) != 1 || !strings.HasPrefix(parts[0], "/ XA7RE3") || !strings.Contains(parts[0], "stem code is wanted here") {
		t.Errorf("these parts are said to be wrong: %q", parts)
	}
	if !evaluate[bool](t, p, "document.getElementById('copy').disabled") {
		t.Error("a code that is not valid can be copied")
	}
	p.click(t, "[aria-label='Remove XA7RE3']")
	p.waitText(t, "#verdict .valid", "1A00 is valid.")
}

func testPickerAxes(t *testing.T, p *tab) {
	site := newPickerSite(t)
	site.node.terms.Replace(withAxes(t))
	p.open(t, site.URL+"#code=GB51")
	p.waitText(t, "#more", "laterality (needed)")
	p.waitText(t, "#about", "pyelitis")
	values := func() []string {
		return evaluate[[]string](t, p, "[...document.querySelectorAll('#found code')].map(code => code.innerText).sort()")
	}
	p.click(t, "#more .axis:nth-child(1)")
	p.waitText(t, "#found", "XK8G")
	if got := values(); !slices.Equal(got, []string{"XK8G", "XK9K"}) {
		t.Errorf("the axis has the values %q", got)
	}
	p.press(t, "left")
	p.wait(t, "document.querySelectorAll('#found li').length === 1")
	p.press(t, kb.Enter)
	p.waitText(t, "#verdict", "GB51&XK8G is valid.")

	p.click(t, "#more .axis:nth-child(2)") // it has two roots
	p.waitText(t, "#found", "XN8AY")
	if got := values(); !slices.Equal(got, []string{"XN6P4", "XN8AY"}) {
		t.Errorf("the axis has the values %q", got)
	}
	p.press(t, kb.ArrowDown)
	p.press(t, kb.Enter)
	p.waitText(t, "#verdict", "GB51&XK8G&XN6P4 is valid.")

	t.Run("titles are never markup", func(t *testing.T) {
		p.open(t, site.URL+"#q=GB61&code=GB61")
		p.waitText(t, "#concept h2", "<b>Kidney</b><img")
		p.waitText(t, "#found", "<b>Kidney</b>")
		if evaluate[bool](t, p, "document.querySelector('main b, main img') !== null") {
			t.Error("a title has become elements of the page")
		}
	})
}
