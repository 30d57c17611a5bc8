# Matinee: two commands on a fresh machine (make demo, make test), one before every commit (make check).
.DEFAULT_GOAL := help
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
SERVE ?= 1
PORT ?= 8000

.PHONY: help demo test check lint types contracts lock run clean

help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

demo: $(VENV)/.runtime ## Set up, fill a festival with a real-looking year, run the main job, serve it (SERVE=0: all but serve)
	@MATINEE_DEMO=1 $(BIN)/matinee demo --port $(PORT) $(if $(filter 0,$(SERVE)),--no-serve,)

run: $(VENV)/.runtime ## Serve what is in the database (web and worker)
	@$(BIN)/matinee serve --port $(PORT)

test: $(VENV)/.develop ## Set up what tests need (PostgreSQL and Chromium included) and run every test
	@sh tools/browser.sh
	@$(BIN)/python tools/test.py

check: $(VENV)/.develop ## Lint, types, import contracts, templates, migrations
	@sh tools/check.sh

lock: $(VENV)/.develop ## Lock the dependencies with hashes
	@sh tools/lock.sh

clean: ## Take away what was set up (the virtual environment and caches; never var/)
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/uv: requirements/bootstrap.txt
	@sh tools/bootstrap.sh $(VENV)
	@touch $@

$(VENV)/.runtime: $(VENV)/bin/uv requirements/runtime.txt pyproject.toml
	@sh tools/install.sh $(VENV) runtime
	@touch $@

$(VENV)/.develop: $(VENV)/bin/uv requirements/develop.txt pyproject.toml
	@sh tools/install.sh $(VENV) develop
	@touch $(VENV)/.runtime $@
