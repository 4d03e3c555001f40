package main

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// startBrowser starts a Chromium without a window, in a profile of its own, for the length of a test.
func startBrowser(t *testing.T) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], // it has --no-first-run and no background traffic
		chromedp.NoSandbox, // there is none for root, as whom CI runs
		chromedp.DisableGPU,
		chromedp.Flag("headless", "new"),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
	)
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("no Chromium can be started: %v\nrun the test as .ci/with-chromium go test …, which installs one", err)
	}
	return ctx
}

// tab is a page in a browser, driven as a person does.
type tab struct {
	ctx context.Context

	mu sync.Mutex
	// complaints are the errors that the page has written to the console.
	complaints []string
}

// openTab opens a page, which may read and write the clipboard. Whatever it complains of fails the
// test.
func openTab(t *testing.T, browserContext context.Context) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browserContext, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	ctx, stop := context.WithTimeout(ctx, time.Minute)
	t.Cleanup(stop)
	p := &tab{ctx: ctx}
	p.do(t, chromedp.Navigate("about:blank"))
	messages := chromedp.Console(ctx)
	go func() {
		for message, err := range messages {
			if err != nil {
				return
			}
			p.note(message)
		}
	}()
	p.permit(t, "clipboard-read", browser.PermissionSettingGranted)
	p.permit(t, "clipboard-write", browser.PermissionSettingGranted)
	_, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, complaint := range p.complaints {
			t.Errorf("the page complains: %s", complaint)
		}
	})
	return p
}

// note keeps what is an error of the page. A request that fails is told by the browser, and is for the
// page to handle.
func (p *tab) note(message chromedp.ConsoleMessage) {
	if message.Type != chromedp.ConsoleError && !message.IsException() || strings.HasPrefix(message.Text, "Failed to load resource") {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.complaints = append(p.complaints, message.String())
}

// permit says whether pages of the tab may do something.
func (p *tab) permit(t *testing.T, permission string, setting browser.PermissionSetting) {
	t.Helper()
	_, err := chromedp.CallBrowser(p.ctx, browser.SetPermission, browser.SetPermissionParams{
		Permission: &browser.PermissionDescriptor{Name: permission}, Setting: setting,
		BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID,
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (p *tab) do(t *testing.T, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// screen sets the size of the page in CSS pixels, how many pixels each of them is, and the colours.
func (p *tab) screen(t *testing.T, width, height int64, scale float64, scheme string) {
	t.Helper()
	p.do(t, chromedp.EmulateViewport(width, height, chromedp.EmulateScale(scale)))
	_, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
	if err != nil {
		t.Fatal(err)
	}
}
