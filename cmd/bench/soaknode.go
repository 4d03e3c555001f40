package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"
)

// soakCommands are serve and two workers, or everything in one process.
func (k *soak) soakCommands() [][]string {
	allow := append(slices.Clone(k.shape.store), "--callback-allow", "127.0.0.0/8")
	work := slices.Concat(k.shape.work, allow, []string{"--callback-retries", soakRetries})
	if !k.shape.apart {
		return [][]string{work}
	}
	return [][]string{slices.Concat(k.shape.intake, allow), work, work}
}

// startNodes starts all commands, each on a port that it keeps.
func (k *soak) startNodes(ctx context.Context) error {
	k.ports, k.processes = make([]int, len(k.commands)), make([]*process, len(k.commands))
	for i := range k.commands {
		var err error
		if k.ports[i], err = freePort(); err != nil {
			return err
		}
		if err := k.start(ctx, i); err != nil {
			return err
		}
	}
	return nil
}

// start starts a command, which trusts the receivers' certificate.
func (k *soak) start(ctx context.Context, i int) (err error) {
	name := fmt.Sprintf("%s-%d", k.commands[i][0], i)
	k.processes[i], err = k.startNode(ctx, k.dir, name, k.commands[i], k.ports[i], "SSL_CERT_FILE="+k.receivers.authority)
	return err
}

// kill kills a process as a power cut does, and starts it anew.
func (k *soak) kill(ctx context.Context, i int) error {
	if err := k.processes[i].kill(); err != nil {
		return err
	}
	k.found.Kills++
	return k.start(ctx, i)
}

// stopNodes stops what runs.
func (k *soak) stopNodes() error {
	var errs []error
	for _, p := range k.processes {
		if p != nil {
			errs = append(errs, p.stop())
		}
	}
	k.processes = nil
	return errors.Join(errs...)
}

func (k *soak) stop() error {
	err := k.stopNodes()
	if k.receivers != nil {
		k.receivers.server.CloseClientConnections()
		k.receivers.server.Close()
	}
	return err
}

// again measures how fast a backlog goes to receivers that are all well: every version is sent once more,
// which is asked for while nothing delivers.
func (k *soak) again(ctx context.Context) error {
	say("%s: a backlog of callbacks", k.shape.name)
	if err := k.stopNodes(); err != nil {
		return err
	}
	k.receivers.gentle.Store(true)
	k.receivers.forget()
	commands := k.commands
	k.commands = [][]string{slices.Concat(k.shape.intake, k.shape.store, []string{"--callback-allow", "127.0.0.0/8"})}
	if !k.shape.apart {
		k.commands[0] = append(k.commands[0], "--no-callbacks")
	}
	if err := k.startNodes(ctx); err != nil {
		return err
	}
	k.soaker.url = nodeURL(k.ports[0])
	for n := range soakReceivers {
		path := "/v1/callbacks/" + soakFacility(n) + "/recover"
		status, answer, err := k.soaker.do(ctx, http.MethodPost, path, k.soaker.facility, "", []byte(`{"since":"2026-01-01","delivered":true}`))
		if err != nil || status != http.StatusAccepted {
			return fmt.Errorf("%s: %w: HTTP %d %s", path, err, status, answer)
		}
	}
	if err := k.stopNodes(); err != nil {
		return err
	}
	k.commands = commands[len(commands)-1:]
	if err := k.startNodes(ctx); err != nil {
		return err
	}
	if err := k.awaitAll(ctx); err != nil {
		return err
	}
	r := k.receivers
	k.found.Again = float64(r.arrived()-1) / max(r.latest.Sub(r.first), time.Millisecond).Seconds()
	say("%s: %s callbacks a second", k.shape.name, rate(k.found.Again))
	return nil
}
