package queue

import (
	"crypto/tls"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/hibiken/asynq"
)

func TestParseRedis(t *testing.T) {
	for url, want := range map[string]asynq.RedisConnOpt{
		"redis://localhost":                 asynq.RedisClientOpt{Addr: "localhost:6379"},
		"redis://10.0.0.7:6380/3":           asynq.RedisClientOpt{Addr: "10.0.0.7:6380", DB: 3},
		"redis://[::1]":                     asynq.RedisClientOpt{Addr: "[::1]:6379"},
		"redis://bima:p%40ss@redis.test":    asynq.RedisClientOpt{Addr: "redis.test:6379", Username: "bima", Password: "p@ss"},
		"rediss://:pass@redis.test:6390/1":  asynq.RedisClientOpt{Addr: "redis.test:6390", Password: "pass", DB: 1, TLSConfig: &tls.Config{ServerName: "redis.test", MinVersion: tls.VersionTLS12}},
		"redis-cluster://a:7001,b:7002":     asynq.RedisClusterClientOpt{Addrs: []string{"a:7001", "b:7002"}},
		"redis-cluster://bima:pass@a,b:701": asynq.RedisClusterClientOpt{Addrs: []string{"a:6379", "b:701"}, Username: "bima", Password: "pass"},
		"redis-sentinel://:pass@a,b:26380?master=m": asynq.RedisFailoverClientOpt{
			MasterName: "m", SentinelAddrs: []string{"a:26379", "b:26380"}, SentinelPassword: "pass",
		},
	} {
		got, err := ParseRedis(url)
		if err != nil {
			t.Errorf("%s: %v", url, err)
			continue
		}
		if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(tls.Config{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", url, diff)
		}
	}
}

func TestParseRedis_refuses(t *testing.T) {
	for url, want := range map[string]string{
		"":                                   "redis://user:password@host:port/database",
		"redis":                              "redis://user:password@host:port/database",
		"redis://":                           "redis-sentinel://",
		"http://:hunter2@localhost":          "redis-cluster://",
		"redis://:hunter2@localhost/first":   "/database",
		"redis://:hunter2/@localhost":        "cannot be read",
		"redis-socket://:hunter2@/run/r":     "cannot be read",
		"redis-sentinel://:hunter2@a:1,b:2":  "?master=name",
		"redis-sentinel://:hunter2@?master=": "cannot be read",
	} {
		_, err := ParseRedis(url)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want one with %q", url, err, want)
		}
		if err != nil && strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%q: the error shows the password: %v", url, err)
		}
	}
}

func FuzzParseRedis(f *testing.F) {
	for _, seed := range []string{
		"redis://bima:pass@localhost:6379/3", "rediss://[::1]:1", "redis-cluster://a:1,b:2",
		"redis-sentinel://a,b:2?master=m", "redis-socket:///run/redis.sock", "redis://%zz",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, url string) {
		opt, err := ParseRedis(url)
		if (opt == nil) == (err == nil) {
			t.Errorf("%q: option %v and error %v, want one of them", url, opt, err)
		}
	})
}
