package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// nodes are the running processes of an exchange.
type nodes struct {
	processes []*process
	// url is where it takes bundles; empty where none of the processes does.
	url string
}

func (s *shape) intakeOnly() [][]string { return [][]string{s.intake} }

func (s *shape) workOnly() [][]string { return [][]string{s.work} }

// whole is everything that takes bundles and adjudicates.
func (s *shape) whole() [][]string {
	if s.apart {
		return [][]string{s.intake, s.work}
	}
	return s.workOnly()
}

// startAll starts commands of the program for one part of the run and waits until they are ready.
// Stop the nodes also after an error.
func (b *bench) startAll(ctx context.Context, s *shape, part string, commands [][]string) (*nodes, error) {
	on := new(nodes)
	dir := filepath.Join(b.dir, s.name+"-"+part)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return on, err
	}
	for _, command := range commands {
		port, err := freePort()
		if err != nil {
			return on, err
		}
		role := command[0]
		var env []string
		if b.profiles != "" {
			env = append(env, "BIMA_CPUPROFILE="+b.profilePath(s.name+"-"+part+"-"+role))
		}
		p, err := b.startNode(ctx, dir, role, slices.Concat(command, s.store), port, env...)
		if p != nil {
			on.processes = append(on.processes, p)
		}
		if err != nil {
			return on, err
		}
		if role != "work" {
			on.url = nodeURL(port)
		}
	}
	return on, nil
}

func nodeURL(port int) string { return fmt.Sprintf("http://127.0.0.1:%d", port) }

// startNode starts a command of the program on a port and waits until it is ready. Stop the process also
// after an error, where there is one.
func (b *bench) startNode(ctx context.Context, dir, name string, command []string, port int, env ...string) (*process, error) {
	address := fmt.Sprintf("127.0.0.1:%d", port)
	args := slices.Clone(command)
	if args[0] == "work" {
		args = append(args, "--metrics-addr", address)
	} else {
		args = append(args, "--addr", address, "--rate", "0", "--metrics-addr", "")
	}
	cmd := b.command(context.WithoutCancel(ctx), args...)
	cmd.Env = append(cmd.Env, env...)
	p, err := start(dir, name, cmd)
	if err != nil {
		return nil, err
	}
	return p, p.ready(ctx, answers(nodeURL(port)+"/health/ready"))
}

// log is the log file of the process that adjudicates, which is started last.
func (on *nodes) log() string { return on.processes[len(on.processes)-1].log }

func (on *nodes) stop() error {
	var errs []error
	for _, p := range on.processes {
		errs = append(errs, p.stop())
	}
	return errors.Join(errs...)
}
