# duizhao (对照): the commands of the house. `make` lists them.
GO ?= go
SHARED ?= ../shared
BIN := bin/duizhao
FUZZTIME ?= 60s
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

.PHONY: build
build: ## build one static binary, bin/duizhao (ne: without gse's own dictionaries, which are not used)
	CGO_ENABLED=0 $(GO) build -tags ne -trimpath -ldflags '-s -w -X main.version=$(shell git describe --always --dirty 2>/dev/null || echo dev)' -o $(BIN) ./cmd/duizhao

.PHONY: run
run: ## the main job on the reports of testdata; results in out/
	$(GO) run ./cmd/duizhao run testdata/lanjiang testdata/courts testdata/customs -o out

.PHONY: tools
tools: ## install the programs the tests open our files with (Debian packages, where it may)
	@scripts/tools.sh

.PHONY: test
test: tools ## install what the tests need, then run them all
	cd deploy/kubernetes && $(GO) test ./...
	$(GO) test -timeout 30m ./...

.PHONY: race
race: tools ## the tests with the race detector
	cd deploy/kubernetes && $(GO) test ./...
	$(GO) test -race -timeout 40m ./...

.PHONY: lint
lint: ## gofmt, vet, staticcheck
	@bad=$$(gofmt -l .); if [ -n "$$bad" ]; then echo "not gofmt-ed:"; echo "$$bad"; exit 1; fi
	$(GO) vet ./...
	cd deploy/kubernetes && $(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...

.PHONY: fuzz
fuzz: ## every fuzz target for FUZZTIME each
	@scripts/fuzz.sh $(FUZZTIME)

.PHONY: bench
bench: ## benchmarks; ratios within one run, never absolute times, are what counts
	$(GO) test -run '^$$' -bench . -benchmem ./...

N ?= 2000
.PHONY: corpus
corpus: ## write N made-up reports with known figures to corpus/ (txt, HTML, DOCX, PDF in turn)
	$(GO) run ./internal/corpus/gen -n $(N) -o corpus

.PHONY: soak
soak: ## 50 kills over 200 reports, 20,000 reports in one run: what goes wrong at night, at length
	$(GO) test ./internal/soak -count=1 -v -timeout 60m -args -kills 50 -reports 200 -many 20000

.PHONY: golden
golden: ## rewrite the golden files; then read the diff
	$(GO) generate ./internal/stagehash
	$(GO) test ./... -run 'Golden|Script|Schema' -update

.PHONY: eval
eval: build ## measure against the answer keys: testdata's own and, where it lies beside the repository, shared material
	@scripts/eval.sh $(BIN) $(SHARED)

.PHONY: bench-batch
bench-batch: build ## whole runs over 200 and 2000 reports: speed, memory, second run, figures, CPU of each stage
	bench/batch.py $(BIN) 200 $(N)

LIKE ?= $(wildcard $(SHARED)/seeds/nanjing-ip-2022.zh-en.txt)
PLACE ?= 南京,Nanjing
.PHONY: bench-chain
bench-chain: build tools ## CPU beside pdftotext, jieba, an aligner by length and recognizers-text, on the same PDFs: copies of the report LIKE about PLACE, or made-up short ones
	rm -rf corpus/chain
	$(GO) run ./internal/corpus/gen -n 16 $(if $(LIKE),-like $(LIKE) -place $(PLACE)) -formats pdf -o corpus/chain
	ROUNDS=2 bench/chain.py $(BIN) corpus/chain/reports/*.pdf $(wildcard $(SHARED)/inputs/pdf/lo_word.pdf)
