package main

import (
	"bytes"
	"encoding/json"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// press sends keys to whatever has the focus: letters, or those of package kb. Each goes with its
// letter, as from a keyboard, so that a page that takes the key for itself keeps the letter away.
func (p *tab) press(t *testing.T, keys string, modifiers ...chromedp.Modifier) {
	t.Helper()
	for _, key := range keys {
		strokes := kb.Encode(key)
		down, up := *strokes[0], *strokes[len(strokes)-1]
		for _, modifier := range modifiers {
			down.Modifiers |= int64(modifier)
			up.Modifiers |= int64(modifier)
		}
		if len(strokes) == 3 && len(modifiers) == 0 {
			down.Text = strokes[1].Text
		}
		for _, stroke := range []input.DispatchKeyEventParams{down, up} {
			if _, err := chromedp.Call(p.ctx, input.DispatchKeyEvent, stroke); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// click presses the element that a CSS selector finds. One that the page draws anew between the look
// and the press is looked for once more: a person would not notice.
func (p *tab) click(t *testing.T, selector string) {
	t.Helper()
	for try := 1; ; try++ {
		err := chromedp.Do(p.ctx, chromedp.Click(chromedp.CSS(selector)))
		if err == nil {
			return
		}
		if try == 5 || !strings.Contains(err.Error(), "Could not find node") {
			t.Fatal(err)
		}
	}
}

// open goes to a page anew, as if its address had been typed.
func (p *tab) open(t *testing.T, address string) {
	t.Helper()
	p.do(t, chromedp.Navigate("about:blank"), chromedp.Navigate(address))
}

// wait waits until a JavaScript expression is true, in the page, which looks again as often as it
// draws.
func (p *tab) wait(t *testing.T, expression string) {
	t.Helper()
	became := evaluate[bool](t, p, `new Promise(resolve => {
		const end = Date.now() + 15_000
		const look = () => (`+expression+`) ? resolve(true) : Date.now() > end ? resolve(false) : setTimeout(look, 16)
		look()
	})`)
	if !became {
		p.shoot(t, "when-it-failed")
		t.Fatalf("this does not become true: %s\nthe page says:\n%s", expression, p.text(t, "body"))
	}
}

// waitText waits until an element says what is wanted somewhere.
func (p *tab) waitText(t *testing.T, selector, want string) {
	t.Helper()
	p.wait(t, "(document.querySelector("+quoted(selector)+")?.innerText ?? '').includes("+quoted(want)+")")
}

// text is what an element shows, with single spaces; empty where there is no such element.
func (p *tab) text(t *testing.T, selector string) string {
	t.Helper()
	text := evaluate[string](t, p, "document.querySelector("+quoted(selector)+")?.innerText ?? ''")
	return strings.Join(strings.Fields(text), " ")
}

// evaluate is the value of a JavaScript expression, or of the promise that it is.
func evaluate[T any](t *testing.T, p *tab, expression string) T {
	t.Helper()
	value, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// shoot writes a picture of the whole page to the folder of the test's artifacts and reports whether
// anything is on it.
func (p *tab) shoot(t *testing.T, name string) bool {
	t.Helper()
	picture, err := chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(t.ArtifactDir(), name+".png"), picture, 0o600); err != nil {
		t.Fatal(err)
	}
	decoded, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	const many = 50 // smoothed letters alone have more colours
	colours := map[color.Color]bool{}
	for y := range decoded.Bounds().Dy() {
		for x := range decoded.Bounds().Dx() {
			if colours[decoded.At(x, y)] = true; len(colours) == many {
				return true
			}
		}
	}
	return false
}

// quoted is a text as JavaScript writes it.
func quoted(text string) string {
	quoted, _ := json.Marshal(text) // a text always can be
	return string(quoted)
}
