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
		role := command[0]
		port, err := freePort()
		if err != nil {
			return on, err
		}
		url := fmt.Sprintf("http://127.0.0.1:%d", port)
		args := slices.Concat(command, s.store)
		if role == "work" {
			args = append(args, "--metrics-addr", fmt.Sprintf("127.0.0.1:%d", port))
		} else {
			args = append(args, "--addr", fmt.Sprintf("127.0.0.1:%d", port), "--rate", "0", "--metrics-addr", "")
			on.url = url
		}
		cmd := b.command(context.WithoutCancel(ctx), args...)
		if b.profiles != "" {
			cmd.Env = append(cmd.Env, "BIMA_CPUPROFILE="+b.profilePath(s.name+"-"+part+"-"+role))
		}
		p, err := start(dir, role, cmd)
		if err != nil {
			return on, err
		}
		on.processes = append(on.processes, p)
		if err := p.ready(ctx, answers(url+"/health/ready")); err != nil {
			return on, err
		}
	}
	return on, nil
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
