package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"
)

// coded is FHIR's Coding as the page shows and copies it.
type coded struct{ System, Version, Code, Display string }

func readCoded(t *testing.T, text string) coded {
	t.Helper()
	var c coded
	if err := json.Unmarshal([]byte(text), &c); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return c
}

const (
	pickerListed  = `document.querySelectorAll('#found [role=option]').length > 0`
	pickerChecked = `document.querySelector('#verdict .valid, #verdict .error') !== null`
)

// TestPicker drives the page at /terminology in a Chromium, over a whole exchange with the starter
// lists, as a clinician does.
func TestPicker(t *testing.T) {
	if testing.Short() {
		t.Skip("it needs a Chromium, which -short leaves out")
	}
	chromium := startBrowser(t)
	site := newPickerSite(t)
	for name, test := range map[string]func(*testing.T, *tab, *pickerSite){
		"a diagnosis is found, told of and copied by keys alone": testPickerDiagnosis,
		"a cluster is put together and taken apart":              testPickerCluster,
		"what is wrong stands at its part":                       testPickerFault,
		"Enter waits for the list of what is typed":              testPickerHaste,
		"a browser that forbids to copy":                         testPickerNoClipboard,
		"an intervention shows what is paid and on what terms":   testPickerIntervention,
		"what is not known is not nothing":                       testPickerUnknownAmount,
		"nothing found says what to try":                         testPickerNothing,
		"a server that cannot be reached":                        testPickerUnreachable,
		"a late answer is shown to nobody":                       testPickerLate,
		"a view can be linked":                                   testPickerLink,
	} {
		t.Run(name, func(t *testing.T) {
			site.put(nil)
			p := openTab(t, chromium)
			p.screen(t, 1280, 800, 1, "light")
			p.open(t, site.URL)
			test(t, p, site)
		})
	}
	t.Run("axes", func(t *testing.T) { testPickerAxes(t, openTab(t, chromium)) })
	t.Run("layout", func(t *testing.T) { testPickerLayout(t, chromium, site) })
}

func testPickerDiagnosis(t *testing.T, p *tab, _ *pickerSite) {
	p.do(t, chromedp.Evaluate[chromedp.Void]("document.activeElement.blur()"))
	const places = "['box', 'told', 'chosen'].flatMap(id => { const {x, y} = document.getElementById(id).getBoundingClientRect(); return [x, y] })"
	before := evaluate[[]float64](t, p, places)
	p.press(t, "malaria")
	p.wait(t, pickerListed)
	if after := evaluate[[]float64](t, p, places); !slices.Equal(before, after) {
		t.Errorf("the answer moves the page: from %v to %v", before, after)
	}
	if expanded := evaluate[string](t, p, "document.activeElement.ariaExpanded"); expanded != "true" {
		t.Errorf("the focus is not in a box that says that its list is open: aria-expanded is %q", expanded)
	}
	if told := p.text(t, "#told [role=status]"); !strings.HasSuffix(told, "codes") {
		t.Errorf("the count is told as %q", told)
	}
	p.press(t, kb.ArrowDown)
	p.press(t, kb.ArrowDown)
	p.press(t, kb.ArrowUp)
	marked := p.text(t, "#found [aria-selected=true] code")
	if active := evaluate[string](t, p, "document.getElementById(document.getElementById('box').getAttribute('aria-activedescendant')).querySelector('code').innerText"); active != marked {
		t.Errorf("the active descendant is %s and marked is %s", active, marked)
	}
	p.press(t, kb.Enter)
	p.waitText(t, "#concept h2", marked)
	if title := p.text(t, "#concept h2 .title"); !strings.Contains(strings.ToLower(title), "malaria") {
		t.Errorf("the title is %q", title)
	}
	p.wait(t, pickerChecked)
	p.press(t, kb.Enter, chromedp.ModifierCtrl)
	p.waitText(t, "#copied", "Copied: "+marked)
	copied := readCoded(t, evaluate[string](t, p, "navigator.clipboard.readText()"))
	want := coded{"http://id.who.int/icd/release/11/mms", "2025-01", marked, p.text(t, "#concept h2 .title")}
	if diff := cmp.Diff(want, copied); diff != "" {
		t.Errorf("the clipboard differs (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, readCoded(t, p.text(t, "#json"))); diff != "" {
		t.Errorf("what is shown differs (-want +got):\n%s", diff)
	}
	p.press(t, kb.Escape)
	p.wait(t, `document.getElementById('box').value === '' && document.querySelectorAll('#found li').length === 0`)
	p.press(t, kb.Escape)
	p.wait(t, `document.getElementById('welcome').checkVisibility() && location.hash === ''`)
}

func testPickerHaste(t *testing.T, p *tab, _ *pickerSite) {
	p.press(t, "GB61")
	p.wait(t, pickerListed)
	p.press(t, ".4")
	p.press(t, kb.Enter)
	p.waitText(t, "#concept h2", "GB61")
	if code := p.text(t, "#concept h2 code"); code != "GB61.4" {
		t.Errorf("chosen is %s", code)
	}
}

func testPickerNoClipboard(t *testing.T, p *tab, _ *pickerSite) {
	p.permit(t, "clipboard-write", browser.PermissionSettingDenied)
	p.press(t, "1A00")
	p.press(t, kb.Enter)
	p.wait(t, pickerChecked)
	p.press(t, kb.Enter, chromedp.ModifierCtrl)
	p.waitText(t, "#copied", "press Ctrl+C")
	if marked := readCoded(t, evaluate[string](t, p, "String(getSelection())")); marked.Code != "1A00" {
		t.Errorf("%+v is marked", marked)
	}
}

func testPickerNothing(t *testing.T, p *tab, _ *pickerSite) {
	p.press(t, "qqqqqqqqqq")
	p.waitText(t, "#told [role=status]", "Nothing was found for “qqqqqqqqqq”. Try fewer words")
}

func testPickerLink(t *testing.T, p *tab, site *pickerSite) {
	p.press(t, "GB61")
	p.wait(t, pickerListed)
	p.press(t, kb.ArrowDown)
	p.press(t, kb.Enter)
	p.waitText(t, "#concept h2", "GB61")
	first := p.text(t, "#concept h2 code")
	p.click(t, ".children button")
	p.wait(t, "document.querySelector('#concept h2 code').innerText !== "+quoted(first))
	link := evaluate[string](t, p, "location.href")
	second := p.text(t, "#concept h2")
	p.do(t, chromedp.Evaluate[chromedp.Void]("history.back()"))
	p.wait(t, "document.querySelector('#concept h2 code').innerText === "+quoted(first))

	p.open(t, link)
	p.wait(t, pickerListed)
	p.waitText(t, "#concept h2", first)
	p.wait(t, "document.querySelector('#concept h2').innerText.replace(/\\s+/g, ' ') === "+quoted(second))
	if words := evaluate[string](t, p, "document.getElementById('box').value"); words != "GB61" {
		t.Errorf("the box has %q", words)
	}
	p.open(t, site.URL+"#code=BA41.0%26XA7RE3")
	p.waitText(t, "#verdict", "BA41.0&XA7RE3 is valid.")
}
