package main

import (
	"context"
	"os"
	"testing"
)

// testPickerLayout takes a picture of each main view, in the windows in which it is seen, and measures
// whether it holds. Pictures are not compared with older ones: they differ with the fonts of each
// machine.
func testPickerLayout(t *testing.T, chromium context.Context, site *pickerSite) {
	measure, err := os.ReadFile("testdata/picker/layout.js")
	if err != nil {
		t.Fatal(err)
	}
	windows := map[string]struct {
		width, height int64
		scale         float64
		scheme        string
	}{
		"wide":           {1280, 800, 1, "light"},
		"dark":           {1280, 800, 1, "dark"},
		"narrow":         {320, 640, 1, "light"},
		"narrow dark":    {320, 640, 1, "dark"},
		"at 200 percent": {640, 400, 2, "light"},
	}
	views := map[string]struct{ fragment, ready string }{
		"welcome":      {"", "document.getElementById('welcome').checkVisibility()"},
		"diagnosis":    {"#q=chronic+kidney&code=GB61", pickerListed + " && " + pickerChecked},
		"cluster":      {"#q=infarction&code=BA41.0%26XA7RE3%26XK8G/5A11", pickerListed + " && " + pickerChecked},
		"fault":        {"#code=XA7RE3/1A00", pickerChecked},
		"intervention": {"#list=interventions&q=inpatient&code=SHA-07-001", pickerListed + " && " + pickerChecked},
		"nothing":      {"#q=qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq", "document.getElementById('told').innerText.includes('Nothing')"},
	}
	for window, w := range windows {
		t.Run(window, func(t *testing.T) {
			p := openTab(t, chromium)
			p.screen(t, w.width, w.height, w.scale, w.scheme)
			for view, v := range views {
				p.open(t, site.URL+v.fragment)
				p.wait(t, v.ready)
				for _, wrong := range evaluate[[]string](t, p, string(measure)) {
					t.Errorf("%s: %s", view, wrong)
				}
				if !p.shoot(t, window+" "+view) {
					t.Errorf("%s: there is nothing on the picture", view)
				}
				dark := evaluate[bool](t, p, "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).every(c => c < 64)")
				if dark != (w.scheme == "dark") {
					t.Errorf("%s: the page is dark: %t", view, dark)
				}
			}
		})
	}
}
