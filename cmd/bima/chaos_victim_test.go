//go:build unix

package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"time"
)

// victim is a `bima serve` or a `bima work`, which is killed and started again.
type victim struct {
	role string
	// url is where a serve is reached: the same over restarts.
	url string

	args, env []string
	cmd       *exec.Cmd
	ended     chan error
	logs      buffer
}

var (
	servesLine = regexp.MustCompile(`serves at (http://\S+)`)
	worksLine  = regexp.MustCompile(` works `)
)

// start starts the program and waits until it says that it is ready. It tries again for a while:
// what it needs may be down.
func (v *victim) start() error {
	var err error
	for range 40 {
		if err = v.tryStart(); err == nil {
			return nil
		}
		time.Sleep(250 * time.Millisecond)
	}
	return fmt.Errorf("bima %s does not start: %w", v.role, err)
}

func (v *victim) tryStart() error {
	args := append([]string{v.role}, v.args...)
	if v.role == "serve" {
		address := strings.TrimPrefix(v.url, "http://")
		if address == "" {
			address = "127.0.0.1:0"
		}
		args = append(args, "--addr", address)
	}
	v.cmd = exec.Command(binary, args...)
	v.cmd.Env = append(os.Environ(), v.env...)
	v.cmd.Stderr = &v.logs
	stdout, err := v.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := v.cmd.Start(); err != nil {
		return err
	}
	ready := make(chan string, 1)
	v.ended = make(chan error, 1)
	go func() {
		lines := bufio.NewScanner(io.TeeReader(stdout, &v.logs))
		for lines.Scan() {
			if match := servesLine.FindStringSubmatch(lines.Text()); match != nil {
				ready <- match[1]
			} else if worksLine.MatchString(lines.Text()) {
				ready <- ""
			}
		}
		v.ended <- v.cmd.Wait()
	}()
	select {
	case v.url = <-ready:
		return nil
	case err := <-v.ended:
		return fmt.Errorf("it ended: %v\n%s", err, tail(v.logs.String(), 5))
	case <-time.After(30 * time.Second):
		return errors.Join(errors.New("it is not ready after 30 s"), v.kill())
	}
}

// kill ends the program as a power cut does.
func (v *victim) kill() error {
	if err := v.cmd.Process.Kill(); err != nil {
		return fmt.Errorf("kill bima %s: %w", v.role, err)
	}
	<-v.ended
	return nil
}

// stop ends the program as an operator does, and expects that it ends well.
func (v *victim) stop() error {
	if err := v.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return fmt.Errorf("stop bima %s: %w", v.role, err)
	}
	select {
	case err := <-v.ended:
		if err != nil {
			return fmt.Errorf("bima %s did not end well after SIGTERM: %w\n%s", v.role, err, tail(v.logs.String(), 20))
		}
		return nil
	case <-time.After(40 * time.Second):
		return errors.Join(fmt.Errorf("bima %s does not end after SIGTERM", v.role), v.kill())
	}
}

// pause stops the program for a time, in the middle of whatever it does, and lets it go on.
func (v *victim) pause(howLong time.Duration) error {
	if err := v.cmd.Process.Signal(syscall.SIGSTOP); err != nil {
		return fmt.Errorf("pause bima %s: %w", v.role, err)
	}
	time.Sleep(howLong)
	return v.cmd.Process.Signal(syscall.SIGCONT)
}
