# Everything that is installed here is pinned by an exact version.
STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOVULNCHECK = golang.org/x/vuln/cmd/govulncheck@v1.9.0
TDLIB       = prebuilt-tdlib@0.1008065.0
AXE         = axe-core@4.12.1
AIMOCK      = @copilotkit/aimock@1.43.0

HTTP     ?= 127.0.0.1:8090
FUZZTIME ?= 1m
SEEDS    ?= 1000
ROUNDS   ?= 25
SUBSCRIBERS ?= 900
FLOOD    ?= 10s
CROWD    ?= 10000
TALKS    ?= 10000
CHROMIUM ?= $(or $(shell command -v chromium),/usr/bin/chromium)

# The program, and what is beside it in modules of its own.
NESTED  = $(patsubst %/go.mod,%,$(wildcard cmd/*/go.mod bot/*/*/go.mod))
FOLDERS = cmd bot cms hooks pb_migrations

.PHONY: help serve test lint bench fuzz browser faults build tdlib axe

help: ## says what can be made
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /\1|/' | awk -F'|' '{printf "  make %-9s%s\n", $$1, $$2}'

serve: build ## builds and starts isabot on http://127.0.0.1:8090 (HTTP=address for another)
	@./dist/isabot serve --http=$(HTTP)

test: ## runs all tests, those of nested modules too
	go test -timeout 10m ./...
	@set -e; for module in $(NESTED); do echo "test $$module"; (cd $$module && go test -timeout 10m ./...); done

build: ## builds dist/isabot, one static file
	@CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o dist/isabot ./cmd/isabot

lint: ## gofmt, go vet, staticcheck and govulncheck, nested modules too
	@unformatted=$$(gofmt -l $(FOLDERS)); test -z "$$unformatted" || { echo "not formatted: $$unformatted"; exit 1; }
	@set -e; for module in . $(NESTED); do \
		echo "lint $$module"; \
		(cd $$module && go vet ./... && go run $(STATICCHECK) ./...); \
		out=$$(cd $$module && go run $(GOVULNCHECK) ./... 2>&1) || case "$$out" in \
			*"fetching vulnerabilities"*) echo "govulncheck LEFT OUT: the database of vulnerabilities cannot be reached from here"; continue;; \
			*) echo "$$out"; exit 1;; esac; \
		echo "$$out"; done

bench: build ## measures start, memory, answers over HTTP, then the engine, then its peers
	go run ./cmd/load -program dist/isabot
	go test -run '^$$' -bench . -benchmem ./bot/... ./hooks/... ./cms/... ./pb_migrations ./cmd/isabot
	@if [ -n "$$ISABOT_RETRIEVAL_DATA" ]; then cd bot/answer/bench && go test -run '^$$' -bench . -benchmem .; \
	else echo "The peers were not measured: ISABOT_RETRIEVAL_DATA does not name the folder of the question sets."; fi

fuzz: ## feeds every fuzz target for a minute (FUZZTIME=10s for less)
	@grep -roE --include='*_test.go' '^func Fuzz[A-Za-z0-9_]*' $(FOLDERS) | sed -E 's|/[^/]*:func | |' | while read -r folder target; do \
		echo "fuzz $$folder $$target"; \
		(cd $$folder && go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) .) || exit 1; done

tdlib: ## installs Telegram's own parser, by which the tests judge what is written for it
	@command -v npm >/dev/null || { echo "npm is missing, and TDLib comes by it. Where TDLib lies elsewhere, ISABOT_TDLIB=/path/to/libtdjson.so tells the tests."; exit 1; }
	@mkdir -p .tools/tdlib
	npm install --no-fund --no-audit --ignore-scripts --prefix .tools/tdlib $(TDLIB)

.PHONY: model
model: ## puts answers through a model's server that fails in every way (aimock, installed by npm)
	@command -v npm >/dev/null || { echo "npm is missing, and aimock comes by it."; exit 1; }
	@mkdir -p .tools/aimock
	npm install --no-fund --no-audit --ignore-scripts --prefix .tools/aimock $(AIMOCK)
	ISABOT_AIMOCK=$(CURDIR)/.tools/aimock/node_modules/@copilotkit/aimock go test -count=1 -timeout 5m -run "Aimock|Lying" ./bot/llm ./cmd/isabot

.PHONY: demo
demo: build ## shows news on a Telegram and a Discord in memory; stays for practice (DEMO=-once ends, -step waits)
	@go run ./cmd/demo -program dist/isabot $(DEMO)

faults: build ## puts announcing through failing platforms and kill -9 (SEEDS, ROUNDS, SUBSCRIBERS, CROWD, TALKS=number, FLOOD=10s)
	go run ./cmd/faults -program dist/isabot -seeds $(SEEDS) -rounds $(ROUNDS) -subscribers $(SUBSCRIBERS) -flood $(FLOOD) -crowd $(CROWD) -talks $(TALKS)

axe: ## installs axe-core, which looks for what keeps people out of a page
	@command -v npm >/dev/null || { echo "npm is missing, and axe-core comes by it."; exit 1; }
	@mkdir -p .tools/axe
	npm install --no-fund --no-audit --ignore-scripts --prefix .tools/axe $(AXE)

browser: build ## walks through all pages with Chromium, installed if missing (Debian)
	@[ -x "$(CHROMIUM)" ] || { command -v apt-get >/dev/null || { echo "Chromium is missing, and there is no apt-get to install it with: install it, or set CHROMIUM=/path/to/it."; exit 1; }; \
		as=$$([ "$$(id -u)" = 0 ] || echo sudo); $$as apt-get update -q && $$as apt-get install -qy --no-install-recommends chromium fonts-noto-cjk; }
	@$(MAKE) --no-print-directory axe || echo "AXE LEFT OUT: it could not be installed, nothing looks for barriers"
	go build -o dist/demo ./cmd/demo
	cd cmd/browser && go run . -isabot ../../dist/isabot -demo ../../dist/demo -axe "$$(ls ../../.tools/axe/node_modules/axe-core/axe.min.js 2>/dev/null)" \
		-chromium $(CHROMIUM) -out $(or $(SHOTS),../../dist/shots)
