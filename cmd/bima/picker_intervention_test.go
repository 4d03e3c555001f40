package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"
)

func testPickerIntervention(t *testing.T, p *tab, _ *pickerSite) {
	p.press(t, kb.Tab, chromedp.ModifierShift)
	p.press(t, kb.ArrowRight)
	p.wait(t, "document.querySelector('input[value=interventions]').checked")
	p.press(t, "SHA-07-001")
	p.waitText(t, "#found li", "SHA-07-001")
	p.press(t, kb.Enter)
	p.waitText(t, "#concept h2", "Inpatient care, medical")
	rows := evaluate[[]string](t, p, "[...document.querySelectorAll('#tariffs tr')].map(row => row.innerText.replace(/\\s+/g, ' '))")
	want := []string{"Facility level KES per day", "3 2,240", "4 3,360", "5 3,920", "6 4,480"}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("the tariffs differ (-want +got):\n%s", diff)
	}
	if facts := p.text(t, ".facts"); !strings.Contains(facts, "Preauthorization not needed") || !strings.Contains(facts, "In force from 2024-10-01") {
		t.Errorf("the conditions are %q", facts)
	}

	p.press(t, kb.Escape)
	p.press(t, "haemodialysis")
	p.waitText(t, "#found li", "SHA-16-001")
	p.press(t, kb.Enter)
	p.waitText(t, "#concept h2", "SHA-16-001")
	if facts := p.text(t, ".facts"); !strings.Contains(facts, "Preauthorization renal") {
		t.Errorf("the conditions are %q", facts)
	}
	p.waitText(t, "#tariffs", "KES per session")
	p.wait(t, pickerChecked)
	if got := readCoded(t, p.text(t, "#json")); got.System != "https://fhir.sha.go.ke/fhir/CodeSystem/intervention-codes" || got.Code != "SHA-16-001" {
		t.Errorf("the coding is %+v", got)
	}
}

func testPickerUnknownAmount(t *testing.T, p *tab, site *pickerSite) {
	for code, want := range map[string]string{
		"SHA-16-002": "3 not known 4 not known 5 not known 6 not known",
		"SHA-12-001": "Capitated: it is paid for by head and year",
	} {
		p.open(t, site.URL+"#list=interventions&code="+code)
		p.waitText(t, "#concept h2", code)
		if about := p.text(t, "#about"); !strings.Contains(about, want) {
			t.Errorf("%s: %q is not in %q", code, want, about)
		}
	}
}
