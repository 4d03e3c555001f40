package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/terminology"
)

// forReal says what keeps a process from serving real claims: no shared store, a key that is not
// set, plain HTTP callbacks.
func (c *Config) forReal(keys map[string]string) error {
	if !strings.HasPrefix(c.DB, "postgres://") && !strings.HasPrefix(c.DB, "postgresql://") {
		return fmt.Errorf("--db is %q; wanted is the postgres:// url of the store (bima dev is the command for a folder)", c.DB)
	}
	for name, text := range keys {
		if text == "" {
			return fmt.Errorf("%s is not set; make one with: openssl rand -base64 32", name)
		}
	}
	if slices.Contains(c.CallbackAllow, "http") {
		return fmt.Errorf("--callback-allow has http; callbacks carry personal data and go over HTTPS only")
	}
	return nil
}

// whole returns an error where a code list that is loaded is a fragment and that is not allowed.
func (c *Config) whole(set *terminology.Set) error {
	for _, system := range set.Contents() {
		if system.Content == terminology.Fragment && !c.AllowFragment {
			return fmt.Errorf("of %s only a fragment of %d concepts is loaded: a code beyond it cannot be checked. "+
				"Import the whole list with %s, or give --allow-fragment to go on with the fragment all the same",
				system.Name, system.Concepts, importer(system))
		}
	}
	return nil
}

// importer is the command that imports a code system.
func importer(system terminology.System) string {
	if terminology.IsICD11System(system.URL) {
		return "bima terminology import icd11"
	}
	return "bima tariff import"
}
