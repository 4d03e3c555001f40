# One gate, two commands: `make run` shows the exchange at work, `make test` proves it.
SHELL := /bin/bash
.DEFAULT_GOAL := help

BIN     := bin/bima
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LDFLAGS := -s -w -X main.version=$(VERSION)
# Go leaves folders named testdata out of ./...; ours holds the sample bundles and has tests.
PKGS    := ./... ./testdata

.PHONY: help run build test test-fast check fuzz update chaos bench bench-profile

help: ## Print this message
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## Build, then send a preauthorization and a claim through the whole exchange
	@$(BIN) dev --demo

build: ## Build bin/bima
	@if [ ! -x $(BIN) ]; then echo "building $(BIN) (the first build takes a minute or two) ..."; fi
	@CGO_ENABLED=0 go build -trimpath -ldflags '$(LDFLAGS)' -o $(BIN) ./cmd/bima

test: ## Run every test with the race detector; starts a scratch PostgreSQL and Redis where none is given
	@.ci/with-lists .ci/with-chromium .ci/with-python .ci/with-postgres .ci/with-redis .ci/test $(PKGS)

test-fast: ## Run the tests that need no other process, without the race detector
	@go test -short -p 2 $(PKGS)

check: ## Formatting, linters, vulnerabilities, import table, generated files
	@.ci/check

chaos: ## Kill what can be killed, 100 times, and check that no claim was lost, doubled or answered differently
	@.ci/with-postgres .ci/with-redis go test ./cmd/bima -run '^TestChaos$$' -count=1 -timeout 60m -v -args -chaos.kills $(or $(KILLS),100) -chaos.seed $(or $(SEED),1)

bench: ## Measure accepted bundles, polls and adjudication on this machine; writes docs/performance.md
	@.ci/with-lists .ci/with-redis go run ./cmd/bench

bench-profile: ## The same with CPU profiles of what is measured
	@.ci/with-lists .ci/with-redis go run ./cmd/bench -profile

fuzz: ## Run each fuzz target for 20 seconds
	@.ci/fuzz 20s

update: ## Rewrite the golden files and the generated documents
	@go test ./fhir ./profiles ./engine ./engine/rules ./terminology ./terminology/service ./terminology/sheet ./server -short -update
	@go test ./cmd/bima -short -run '^TestRuleFixtures$$' -update # the documents show what these say
	@go test ./cmd/bima -short -update
