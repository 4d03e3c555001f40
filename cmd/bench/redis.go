package main

import (
	"context"
	"fmt"
	"os/exec"
	"strconv"
)

// redis is a scratch server that keeps nothing on disk: the queue carries no truth.
type redis struct {
	*process
	port int
}

func startRedis(ctx context.Context, dir string) (*redis, error) {
	path, err := exec.LookPath("redis-server")
	if err != nil {
		return nil, fmt.Errorf("no Redis is installed; `.ci/with-redis true` installs it on Debian, else install redis-server")
	}
	r := new(redis)
	if r.port, err = freePort(); err != nil {
		return nil, err
	}
	cmd := exec.Command(path, "--port", strconv.Itoa(r.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", dir)
	if r.process, err = start(dir, "redis", cmd); err != nil {
		return nil, err
	}
	return r, r.ready(ctx, listens(r.port))
}

// url is that of one of its databases.
func (r *redis) url(database int) string {
	return fmt.Sprintf("redis://127.0.0.1:%d/%d", r.port, database)
}
