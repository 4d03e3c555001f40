package server

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/bima-exchange/bima/engine"
)

// readStatus answers what became of a claim or of the claims of a bundle (api.md "Status").
func (s *Server) readStatus(c *call) error {
	request, err := readStatusRequest(c.Request())
	if err != nil {
		return err
	}
	status, err := s.waitForStatus(c.Request().Context(), c.client.Caller(), request)
	if err != nil {
		return err
	}
	header := c.Response().Header()
	header.Set("ETag", status.ETag)
	if request.Wait > 0 {
		header.Set("Preference-Applied", "wait="+strconv.Itoa(int(request.Wait.Seconds())))
	}
	if status.NotModified {
		header.Add("Vary", "Accept-Encoding")
		return c.NoContent(http.StatusNotModified)
	}
	return c.answer(http.StatusOK, typeFHIR, status.Body)
}

// waitForStatus asks the engine. When the server stops while it waits, the answer is what holds
// now, so that no poller sees an error because of a restart.
func (s *Server) waitForStatus(ctx context.Context, caller engine.Caller, request engine.StatusRequest) (engine.Status, error) {
	if request.Wait == 0 {
		return s.Engine.Status(ctx, caller, request)
	}
	waiting, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		select {
		case <-s.Stopping:
			cancel()
		case <-waiting.Done():
		}
	}()
	status, err := s.Engine.Status(waiting, caller, request)
	if err != nil && waiting.Err() != nil && ctx.Err() == nil {
		request.Wait = 0
		return s.Engine.Status(ctx, caller, request)
	}
	return status, err
}

// querySlips mends queries: a second "?" is read as "&", since clients append their parameters to
// a configured url that has some already, and a "#" belongs to its value, since HTTP carries no
// fragments.
var querySlips = strings.NewReplacer("?", "&", "#", "%23")

// readStatusRequest reads the query.
func readStatusRequest(r *http.Request) (engine.StatusRequest, error) {
	raw := querySlips.Replace(r.URL.RawQuery)
	query, err := url.ParseQuery(raw)
	if err != nil {
		return engine.StatusRequest{}, engine.Errorf(engine.Invalid, "the query cannot be read: it is not of the form name=value&name=value with %%XX for what has to be escaped")
	}
	request := engine.StatusRequest{
		ClaimID:     query.Get("claim_id"),
		BundleID:    query.Get("bundle_id"),
		Page:        1,
		IfNoneMatch: entityTags(r.Header),
		Wait:        readPreferences(r.Header).wait(),
		Self:        r.URL.EscapedPath() + "?" + raw,
	}
	if request.ClaimID == "" && request.BundleID == "" {
		return engine.StatusRequest{}, engine.Errorf(engine.Invalid, "neither claim_id nor bundle_id is given; one of them is wanted")
	}
	if request.History, err = readFlag(query, "history"); err != nil {
		return engine.StatusRequest{}, err
	}
	if page := query.Get("page"); page != "" {
		if request.Page, err = readNumber("page", page, 1); err != nil {
			return engine.StatusRequest{}, err
		}
	}
	return request, nil
}

// readFlag reads a parameter that is true or false, false where it is not given.
func readFlag(query url.Values, name string) (bool, error) {
	switch value := query.Get(name); value {
	case "", "false":
		return false, nil
	case "true":
		return true, nil
	default:
		return false, engine.Errorf(engine.Invalid, "%s is %q; true or false is wanted", name, value)
	}
}

// readNumber reads a parameter that is a number from a least one on.
func readNumber(name, value string, least uint64) (int, error) {
	number, err := strconv.ParseUint(value, 10, 20)
	if err != nil || number < least {
		return 0, engine.Errorf(engine.Invalid, "%s is %q; a number from %d on is wanted", name, value, least)
	}
	return int(number), nil
}

// entityTags are the tags of If-None-Match, all in their weak form: the comparison that RFC 9110
// §13.1.2 wants is the weak one, for which W/"a" and "a" are the same.
func entityTags(header http.Header) []string {
	var tags []string
	for tag := range strings.SplitSeq(strings.Join(header.Values("If-None-Match"), ","), ",") {
		tag = strings.TrimSpace(tag)
		switch {
		case tag == "":
		case tag == "*", strings.HasPrefix(tag, "W/"):
			tags = append(tags, tag)
		default:
			tags = append(tags, "W/"+tag)
		}
	}
	return tags
}
