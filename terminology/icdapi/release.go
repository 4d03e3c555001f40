package icdapi

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// check asks whether the API has a release of the MMS in English, and speaks version 2.
func (c *Client) check(ctx context.Context, release string) error {
	body, err := c.get(ctx, releasePath(release))
	if errors.Is(err, errNone) {
		return fmt.Errorf("the API at %s has no release %s of ICD-11 MMS; start its container with include=%s_%s", c.base, release, release, language)
	}
	if err != nil {
		return err
	}
	var top struct {
		ReleaseID string   `json:"releaseId"`
		Languages []string `json:"availableLanguages"`
	}
	if err := json.Unmarshal(body, &top); err != nil || top.ReleaseID == "" {
		return fmt.Errorf("what answers at %s is no ICD-API of version 2: its answer for the release has no releaseId", c.base)
	}
	if top.ReleaseID != release {
		return fmt.Errorf("the API at %s answers with release %s, and %s was asked for", c.base, top.ReleaseID, release)
	}
	if len(top.Languages) > 0 && !slices.Contains(top.Languages, language) {
		return fmt.Errorf("the API at %s has release %s in %q and not in English; start its container with include=%s_%s", c.base, release, top.Languages, release, language)
	}
	return nil
}
