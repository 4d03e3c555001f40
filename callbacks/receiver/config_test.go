package receiver

import (
	"strings"
	"testing"
	"time"
)

func TestNew_refuses(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*Config)
		says   string
	}{
		"no username":        {func(c *Config) { c.Username = "" }, "Username and Password"},
		"no password":        {func(c *Config) { c.Password = "" }, "Username and Password"},
		"a wrong secret":     {func(c *Config) { c.Secrets = []string{secret(1), "whsec_short"} }, "Secrets[1]"},
		"negative tolerance": {func(c *Config) { c.Tolerance = -time.Second }, "-1s"},
	} {
		t.Run(name, func(t *testing.T) {
			config := Config{Username: "hmis", Password: "s3cret"}
			test.change(&config)
			h, err := New(config, nothing)
			if h != nil || err == nil || !strings.Contains(err.Error(), test.says) || strings.Contains(err.Error(), "short") {
				t.Errorf("New: %v, want an error that says %s and no secret", err, test.says)
			}
		})
	}
}
