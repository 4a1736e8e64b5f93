# One Nexus Atemporal. `make run` serves it, `make test` proves it, `make help` lists the rest.
# Needs Python 3.11 or newer and make; everything else is installed under .venv, node_modules and var.
# All paths are relative, so the folder may have spaces in its path.

PYTHON ?= python3
ARGS ?=
SIDE_BY_SIDE ?= -n auto --maxprocesses=4 --dist loadfile
report = $(if $(NEXUS_TEST_REPORTS),--junitxml="$(NEXUS_TEST_REPORTS)/$(1).xml")
PY := .venv/bin/python
NEXUS := $(PY) -m engine
PIP_QUIET := --quiet --disable-pip-version-check --no-warn-script-location
export PYTHONUNBUFFERED = 1

.DEFAULT_GOAL := help
.PHONY: help run dev demo migrate venv node build build-backend test test-unit test-database test-frontend \
	test-browser lint format types contracts bench bench-screens screens kill soak lock clean

help: ## this list
	@echo "One Nexus Atemporal"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name text; do \
		printf '  make %-14s %s\n' "$$name" "$$text"; done

# --- run -------------------------------------------------------------------------------------

run: .venv/.runtime ## set everything up and serve it; prints the URL and a test login
	@exec $(NEXUS) run $(ARGS)

dev: .venv/.develop ## the same for developers: reloads the server and the front end on change
	@exec $(NEXUS) dev $(ARGS)

demo: .venv/.runtime ## the demo clinic with believable records, without serving it
	@exec $(NEXUS) demo $(ARGS)

migrate: .venv/.runtime ## bring the system tables of both databases up to date
	@exec $(NEXUS) migrate $(ARGS)

# --- environment -----------------------------------------------------------------------------

venv: .venv/.develop ## the virtual environment with everything developers need

.venv/bin/python:
	@$(PYTHON) deploy/check_python.py
	@echo "Creating the virtual environment (.venv)"
	@$(PYTHON) -m venv .venv

.venv/.runtime: requirements.lock deploy/link_venv.py | .venv/bin/python
	@echo "Installing Python packages (about a minute the first time)"
	@$(PY) -m pip install $(PIP_QUIET) --require-hashes -r requirements.lock
	@$(PY) deploy/link_venv.py
	@touch .venv/.runtime

.venv/.develop: requirements-dev.lock deploy/link_venv.py | .venv/bin/python
	@echo "Installing Python packages, with those of the tests (about a minute the first time)"
	@$(PY) -m pip install $(PIP_QUIET) --require-hashes -r requirements-dev.lock
	@$(PY) deploy/link_venv.py
	@touch .venv/.runtime .venv/.develop

build: build-backend ## front end and back end, ready to serve
	@$(NEXUS) frontend build

build-backend: .venv/.runtime ## bytecode of the back end
	@$(PY) -m compileall -q metamodel engine default_apps

node: .venv/.runtime ## the packages of the front ends
	@$(NEXUS) frontend install

lock: ## resolve the lock files again from pyproject.toml (needs uv on the PATH)
	@uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--no-header --quiet -o requirements.lock
	@uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-header --quiet -c requirements.lock -o requirements-dev.lock

clean: ## remove what can be made again; the data in var/ stays
	@rm -rf .venv node_modules frontend/node_modules designer/node_modules frontend/dist \
		designer/dist .pytest_cache .ruff_cache .import_linter_cache .hypothesis test-results
	@find metamodel engine default_apps tests -name __pycache__ -type d -prune -exec rm -rf {} +

# --- proof -----------------------------------------------------------------------------------

test: lint types contracts test-unit test-database test-frontend test-browser ## everything
	@echo "make test: every ring passed"

lint: .venv/.develop ## ruff: rules and format
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

format: .venv/.develop ## put code into the house format
	@$(PY) -m ruff check --fix --quiet .
	@$(PY) -m ruff format .

types: .venv/.develop ## pyright
	@$(PY) -m pyright

contracts: .venv/.develop ## who may import whom
	@$(PY) -c "from importlinter.cli import lint_imports_command; lint_imports_command()"

test-unit: .venv/.develop ## pure code, seconds
	@$(PY) -m pytest -m "unit" tests/unit tests/ops $(SIDE_BY_SIDE) $(call report,unit) $(ARGS)

test-database: .venv/.develop ## against PostgreSQL (embedded, or NEXUS_TEST_DATABASE_URL)
	@$(PY) -m pytest -m "not unit and not browser and not slow" $(SIDE_BY_SIDE) \
		$(call report,database) $(ARGS)

test-frontend: node ## the front end's own tests
	@$(NEXUS) frontend test

test-browser: node ## a person's journeys in a Chromium
	@$(PY) .ci/browser_ring.py browser $(ARGS)

# --- measures --------------------------------------------------------------------------------

bench: .venv/.develop ## the table of speeds
	@exec $(PY) -m tests.bench $(ARGS)

bench-screens: node .venv/.develop ## the table of the screens' budgets, on 12,000 cards and 100,000 rows
	@$(NEXUS) frontend build
	@exec $(PY) -m tests.bench.screens $(ARGS)

screens: node .venv/.develop ## pictures of all screens in four looks, into test-results/screens/index.html
	@$(NEXUS) frontend build
	@$(PY) .ci/browser_ring.py screens $(ARGS)

kill: .venv/.develop ## kill the server at every step of every change
	@exec $(PY) -m pytest -m slow tests/kill $(ARGS)

soak: .venv/.develop ## two clinics on one connection, ten thousand turns
	@exec $(PY) -m pytest -m slow tests/soak $(ARGS)
