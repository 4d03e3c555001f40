package queue

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"

	"github.com/hibiken/asynq"
)

// errRedisURL never quotes the URL, which may hold a password.
var errRedisURL = errors.New("the Redis URL cannot be read; wanted is redis://user:password@host:port/database, " +
	"the same with rediss:// for TLS, redis-sentinel://:password@host:port,host:port?master=name, " +
	"or redis-cluster://user:password@host:port,host:port")

// ParseRedis reads the URL of a Redis: redis://, rediss:// (TLS), redis-sentinel:// (the password
// is that of the sentinels, as asynq has it; `master` names the master) or redis-cluster://. Where
// a port is left out it is 6379, and 26379 for a sentinel. An error never shows the password.
func ParseRedis(text string) (asynq.RedisConnOpt, error) {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" {
		return nil, errRedisURL
	}
	if u.Scheme == "redis-cluster" {
		password, _ := u.User.Password()
		return asynq.RedisClusterClientOpt{
			Addrs:    addresses(u.Host, "6379"),
			Username: u.User.Username(),
			Password: password,
		}, nil
	}
	opt, err := asynq.ParseRedisURI(text)
	if err != nil {
		return nil, errRedisURL
	}
	switch opt := opt.(type) {
	case asynq.RedisClientOpt:
		opt.Addr = addresses(u.Host, "6379")[0]
		opt.Username = u.User.Username() // asynq leaves it out
		if opt.TLSConfig != nil {
			opt.TLSConfig.MinVersion = tls.VersionTLS12
		}
		return opt, nil
	case asynq.RedisFailoverClientOpt:
		if opt.MasterName == "" {
			return nil, fmt.Errorf("the Redis URL names no master: add ?master=name, the name that the sentinels watch it under")
		}
		opt.SentinelAddrs = addresses(u.Host, "26379")
		return opt, nil
	default:
		return nil, errRedisURL
	}
}

// addresses splits host:port,host:port and fills in the port where there is none.
func addresses(hosts, port string) []string {
	all := strings.Split(hosts, ",")
	for i, host := range all {
		if _, _, err := net.SplitHostPort(host); err != nil {
			all[i] = net.JoinHostPort(strings.Trim(host, "[]"), port)
		}
	}
	return all
}
