package main

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/spf13/cobra"
)

func newToken(out *terminal) *cobra.Command {
	var exchange api
	var by string
	cmd := &cobra.Command{
		Use:   "token",
		Short: "Print a bearer token",
		Long: "Prints a bearer token got by one of the ways in: json (POST /api/auth/token/), oauth2 (POST /oauth2/token),\n" +
			"hie (GET /v1/hie-auth), or self (signed by the client itself; --client-secret is the signing key then).",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			token, err := fetchToken(cmd.Context(), &exchange, by)
			if err != nil {
				return err
			}
			out.linef("%s", token)
			return nil
		},
	}
	exchange.flags(cmd.Flags())
	cmd.Flags().StringVar(&by, "by", "json", "way in: json, oauth2, hie or self")
	return cmd
}

func fetchToken(ctx context.Context, exchange *api, by string) (string, error) {
	basic := "Basic " + base64.StdEncoding.EncodeToString([]byte(exchange.ID+":"+exchange.Secret))
	switch by {
	case "json":
		err := exchange.logIn(ctx)
		return exchange.token, err
	case "oauth2":
		header := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Authorization": {basic}}
		return tokenIn(exchange.send(ctx, http.MethodPost, "/oauth2/token", []byte("grant_type=client_credentials"), header))
	case "hie":
		return tokenIn(exchange.send(ctx, http.MethodGet, "/v1/hie-auth?key="+url.QueryEscape(exchange.ID), nil, http.Header{"Authorization": {basic}}))
	case "self":
		return selfSigned(exchange.ID, exchange.Secret, time.Now()), nil
	}
	return "", fmt.Errorf("--by is %q; wanted is json, oauth2, hie or self", by)
}

// tokenIn is the token of an answer.
func tokenIn(got answer, err error) (string, error) {
	if err != nil {
		return "", err
	}
	if !got.ok() {
		return "", got.problem()
	}
	var body struct {
		AccessToken string `json:"access_token"`
		Token       string `json:"token"`
	}
	if err := json.Unmarshal(got.Body, &body); err != nil {
		return "", err
	}
	return body.AccessToken + body.Token, nil
}
