# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
#
# Needs Python 3.11 or newer with venv; everything else is installed into this folder. `make help` lists the words.

BIN := .venv/bin
PY := $(BIN)/python
DIST := board/static/dist/manifest.json
# Folders too, so that a file that is new or gone counts as a change.
SOURCES := $(shell find board/client board/static/css board/static/*.* board/locale board/templates 2>/dev/null)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run build test test-all firefox simulate check demo bench faults mutants screenshots format lock clean

help: ## show these words
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

run: .venv/.run $(DIST) ## serve on http://localhost:8000, or on another port with PORT=8123 make run
	@exec $(BIN)/waardenbord serve

build: $(DIST) ## build what browsers get, after a change in it

test: .venv/.dev $(DIST) ## run the tests, in a real browser too, but for the long ones
	@scripts/test -m "not long"

test-all: .venv/.dev $(DIST) ## run all tests, the long ones too; before a release, and after a change of rooms or store
	@scripts/test

firefox: .venv/.dev $(DIST) ## play a short workshop in this machine's Firefox (WAARDENBORD_FIREFOX names another one)
	@$(PY) -m pytest -q tests/e2e/test_firefox.py

SEEDS ?= 0:4000
simulate: .venv/.dev ## play thousands of workshops in which things go wrong; others with SEEDS=4000:9000 make simulate
	@$(PY) -m tests.simulation --seeds $(SEEDS)

check: .venv/.dev node_modules/.ready ## lint, types, licences, generated files
	@scripts/check

demo: .venv/.run $(DIST) ## play a whole workshop with fifteen simulated people, to watch
	@exec $(PY) -m scripts.demo

faults: .venv/.dev $(DIST) ## kill, stall and cut real processes under load, ten times each kind (a quarter of an hour)
	@exec $(PY) -m tests.faults --json test-results/faults.json

mutants: .venv/.dev $(DIST) ## bring known bugs back one by one, and see that the tests notice each (eight minutes)
	@exec $(PY) -m tests.mutants

bench: .venv/.dev $(DIST) ## measure a room of 300 sockets, and what else one could take beside it (half an hour)
	@$(PY) -m benchmarks
	@exec $(PY) -m benchmarks.peers

screenshots: .venv/.dev $(DIST) ## take the pictures of docs again, and those of every step (docs/steps)
	@WAARDENBORD_CHROMIUM=$$($(PY) -m scripts.browser) && export WAARDENBORD_CHROMIUM && exec $(PY) -m scripts.screenshots

format: .venv/.dev ## lay out the Python code
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

lock: .venv/.dev ## write the lock files again; `scripts/lock --upgrade` takes newer versions
	@scripts/lock

clean: ## remove everything that was built or installed here; data stays
	rm -rf .venv node_modules board/static/dist .cache dist .mypy_cache .ruff_cache .pytest_cache .hypothesis test-results docs/steps

# Stamps: a second run installs and builds only what has changed. A full environment serves for running too.
.venv/.run: requirements/run.txt requirements/build.txt pyproject.toml
	@if [ -e .venv/.dev ]; then scripts/bootstrap dev && touch .venv/.dev; else scripts/bootstrap run; fi
	@touch $@

.venv/.dev: requirements/dev.txt pyproject.toml
	@scripts/bootstrap dev
	@touch $@ .venv/.run

node_modules/.ready: package.json package-lock.json .npmrc | .venv/.run
	@$(PY) -m scripts.node npm ci --loglevel=error
	@touch $@

$(DIST): node_modules/.ready board/build.py board/catalogues.py $(SOURCES)
	@$(PY) -m board.build
	@touch $@
