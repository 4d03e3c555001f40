package main

import (
	"bufio"
	"context"
	"fmt"
	"net"
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

// empty throws all away that is in Redis.
func (r *redis) empty(ctx context.Context) error {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", fmt.Sprintf("127.0.0.1:%d", r.port))
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.Write([]byte("FLUSHALL\r\n")); err != nil {
		return err
	}
	answer, err := bufio.NewReader(conn).ReadString('\n')
	if err == nil && answer != "+OK\r\n" {
		err = fmt.Errorf("FLUSHALL was answered with %q", answer)
	}
	return err
}

// url is that of one of its databases.
func (r *redis) url(database int) string {
	return fmt.Sprintf("redis://127.0.0.1:%d/%d", r.port, database)
}
