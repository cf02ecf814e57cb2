# The front door. `make` alone prints what is here.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes --no-deps
PYTEST := $(BIN)/python -m pytest
export PYTHONUTF8 := 1

.PHONY: pictures help setup run test test-rules test-stories bench simulate vendor messages fmt lint types arch docs \
        migrations-fresh docs-fresh messages-fresh check release lock clean

##@ Every day

help: ## print this list
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile
	@echo

setup: .setup/runtime .env ## virtual environment from the hashed lock, .env with demonstration settings, database
	@$(BIN)/khuyencong migrate --verbosity 0
	@$(BIN)/khuyencong collectstatic --noinput --verbosity 0

run: setup ## set up where needed, fill a lively province once, serve on 127.0.0.1:$(PORT)
	@KHUYENCONG_ADDRESS="$${KHUYENCONG_ADDRESS:-http://127.0.0.1:$(PORT)}" PORT=$(PORT) bash scripts/serve.sh

##@ Tests

test: .setup/dev .setup/test-tools ## everything: SQLite, an own throw-away PostgreSQL, browser stories, crash tests
	@$(BIN)/python scripts/run_tests.py all

test-rules: .setup/dev ## pure rules only, in seconds
	@$(BIN)/python scripts/run_tests.py rules

test-stories: .setup/dev .setup/test-tools ## end to end in Debian's Chromium
	@$(BIN)/python scripts/run_tests.py stories

bench: .setup/dev .setup/test-tools .setup/bench-tools ## one JSON line per measure, medians, ratio to a reference of the same run
	@$(BIN)/python -m tests.bench.run

simulate: .setup/dev ## a long seeded run of the ledger: STEPS=100000, SEED=… to repeat a failing one
	@STEPS="$(STEPS)" SEED="$(SEED)" $(BIN)/python scripts/simulate.py

##@ Before a change lands

check: lint types arch docs-fresh migrations-fresh messages-fresh test ## what CI runs, in CI's order, changing nothing

lint: .setup/dev ## ruff and djlint
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djlint khuyencong --lint --quiet

types: .setup/dev ## mypy, strict
	@$(BIN)/mypy khuyencong

arch: .setup/dev ## import contracts and the tests of the house's own rules
	@$(BIN)/lint-imports --no-cache
	@$(PYTEST) tests/architecture -q

docs-fresh: .setup/dev
	@$(BIN)/python scripts/make_docs.py --check

migrations-fresh: .setup/dev
	@$(BIN)/python manage.py makemigrations --check --dry-run

messages-fresh: .setup/dev .setup/test-tools
	@$(PYTEST) tests/ui -q -k messages

##@ Making things

fmt: .setup/dev ## format Python and templates in place
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

docs: .setup/dev ## write docs/generated anew
	@$(BIN)/python scripts/make_docs.py

messages: .setup/dev .setup/test-tools ## write the catalogues of words anew
	@bash scripts/messages.sh

pictures: .setup/dev .setup/test-tools ## take the README's pictures anew, by the browser stories
	@mkdir -p docs/pictures
	@KHUYENCONG_TEST_PICTURES=docs/pictures $(PYTEST) tests/stories/test_whole_house.py -q -k pictures

vendor: ## refresh the pinned front-end copies and fonts
	@bash scripts/vendor.sh

lock: ## resolve the dependencies anew, with hashes
	@bash scripts/lock.sh $(PYTHON)

release: .setup/dev ## move the changelog's heading to VERSION=x.y.z, and tag
	@$(BIN)/python scripts/release.py "$(VERSION)"

clean: ## remove what was installed and built, never var/
	rm -rf .venv .setup .mypy_cache .ruff_cache *.egg-info build

# What the targets above stand on.

.env:
	@{ cat .env.example; printf '\n# Written by make setup for the demonstration. An office takes this line away.\nKHUYENCONG_SECOND_FACTOR=no\n'; } > .env
	@echo "Wrote .env for the demonstration: no second factor is asked for. An office takes that line away (docs/guides/deploy.md)."

.setup/venv:
	@mkdir -p .setup
	@[ -x $(BIN)/python ] || bash scripts/make_venv.sh "$(PYTHON)"
	@touch $@

.setup/runtime: .setup/venv requirements.txt requirements-build.txt pyproject.toml
	@echo "Installing what the product needs"
	@$(PIP) -r requirements-build.txt -r requirements.txt
	@$(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.setup/dev: .setup/runtime requirements-dev.txt
	@echo "Installing the developer's tools"
	@$(PIP) -r requirements-dev.txt
	@touch $@

.setup/test-tools: scripts/system_packages.sh tests/tools/package-lock.json
	@bash scripts/system_packages.sh tests
	@cd tests/tools && npm ci --silent --no-fund --no-audit --ignore-scripts
	@touch $@

.setup/bench-tools: scripts/system_packages.sh
	@bash scripts/system_packages.sh bench
	@touch $@
