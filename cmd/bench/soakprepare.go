package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
)

// prepare adds who acts, starts receivers and the exchange, and sets an endpoint for each facility.
func (k *soak) prepare(ctx context.Context) (err error) {
	if err := os.MkdirAll(k.dir, 0o700); err != nil {
		return err
	}
	if k.receivers, err = startReceivers(k.dir); err != nil {
		return err
	}
	if k.soaker, err = newSoaker(); err != nil {
		return err
	}
	secrets := map[string]string{k.shape.id: k.shape.secret}
	for _, role := range []string{"finance_officer", "auditor"} {
		if secrets[role], err = k.addClient(ctx, k.shape, role, "--role", role); err != nil {
			return err
		}
	}
	if err := k.importFacilities(ctx); err != nil {
		return err
	}
	k.commands = k.soakCommands()
	if err := k.startNodes(ctx); err != nil {
		return err
	}
	k.soaker.url = nodeURL(k.ports[0])
	for id, token := range map[string]*string{k.shape.id: &k.soaker.facility, "finance_officer": &k.soaker.finance, "auditor": &k.soaker.auditor} {
		if *token, err = fetchToken(ctx, job{URL: k.soaker.url, ID: id, Secret: secrets[id]}); err != nil {
			return err
		}
	}
	for n := range soakReceivers {
		if err := k.setEndpoint(ctx, soakFacility(n)); err != nil {
			return err
		}
	}
	return nil
}

// importFacilities makes the facility of the sample known under the ids of all.
func (k *soak) importFacilities(ctx context.Context) error {
	resources, err := k.soaker.sample.resources()
	if err != nil {
		return err
	}
	var lines []byte
	for _, resource := range resources {
		if resource.Type != "Organization" || resource.ID != k.soaker.own {
			continue
		}
		for n := range soakReceivers {
			lines = append(append(lines, bytes.ReplaceAll(resource.JSON, []byte(k.soaker.own), []byte(soakFacility(n)))...), '\n')
		}
	}
	_, err = k.tell(ctx, k.shape, lines, "registry", "import", "facility", "-")
	return err
}

// setEndpoint sets where the callbacks of a facility go, and has its receiver know the signing secret.
func (k *soak) setEndpoint(ctx context.Context, facility string) error {
	password := "password of " + facility
	body, err := json.Marshal(map[string]string{"url": k.receivers.server.URL + "/" + facility, "username": facility, "password": password})
	if err != nil {
		return err
	}
	status, answer, err := k.soaker.do(ctx, http.MethodPut, "/v1/callbacks/"+facility, k.soaker.facility, "", body)
	if err != nil || status != http.StatusOK {
		return fmt.Errorf("the endpoint of %s was not set: %w: HTTP %d %s", facility, err, status, answer)
	}
	var set struct {
		Secret string `json:"signing_secret"`
	}
	if err := json.Unmarshal(answer, &set); err != nil {
		return err
	}
	return k.receivers.add(facility, password, set.Secret)
}
