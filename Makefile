# All that a newcomer types. Needs make and Python 3.11 or newer; everything else goes into .venv.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$python; break; }; done)
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help install run test check format bench contract
help: ## Show this list
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1\t\2/p' Makefile

install: .venv/.installed ## Make .venv with what requirements.lock names

# Again whenever the lock or the package's own metadata changes.
.venv/.installed: requirements.lock pyproject.toml
	@$(or $(PYTHON),false) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo 'Musnad needs Python 3.11 or newer; name one: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11' >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

run: install ## Migrate, ingest the seed article into an empty database, serve
	MUSNAD_SEED=1 $(BIN)/musnad serve --host $(HOST) --port $(PORT)

test: install ## All tests
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 8

check: install ## Lint, format, types, and which way imports go
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install ## Mend what lint and format can mend by themselves
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: install ## How fast the analysis is, as a ratio, and the API, as shares of a bare server
	$(BIN)/python -m bench.analysis
	$(BIN)/python -m bench.api

contract: install ## Agree on the API document as it is now: the tests compare with it
	$(BIN)/python -m tests.contract.document
