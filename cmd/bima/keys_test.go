package main

import "testing"

// TestSealKeyRotation: what was sealed under an earlier key is read as long as that key is given, and
// new secrets are sealed under the new one.
func TestSealKeyRotation(t *testing.T) {
	before, after := realKeys(t), realKeys(t)
	old, err := before.open()
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := old.box.Seal([]byte("secret"), "endpoint/FID-1")
	if err != nil {
		t.Fatal(err)
	}
	without, err := after.open()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := without.box.Open(sealed, "endpoint/FID-1"); err == nil {
		t.Error("it is read without the key that sealed it")
	}
	after.SealOld = before.Seal
	with, err := after.open()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := with.box.Open(sealed, "endpoint/FID-1"); err != nil || string(got) != "secret" {
		t.Errorf("read %q, %v", got, err)
	}
	anew, err := with.box.Seal([]byte("secret"), "endpoint/FID-1")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := without.box.Open(anew, "endpoint/FID-1"); err != nil {
		t.Errorf("it is not sealed under the new key: %v", err)
	}
	after.SealOld = "no key"
	if _, err := after.open(); err == nil {
		t.Error("a key that is none is taken")
	}
}
