# Một Cửa: everything a developer or a visitor needs. `make` alone lists it.

PYTHON ?= python3
PY := .venv/bin/python
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup run test check lint types contracts migrations translations locks lock clean-var

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' Makefile

run: .venv/.run ## start everything with demo data (HOST=, PORT=, DATABASE_URL=); Ctrl-C stops it
	@exec $(PY) -m motcua.management up

test: .venv/.dev ## run all tests (ARGS= goes to pytest)
	@$(PY) -m pytest $(ARGS)

check: lint types contracts migrations translations locks test ## all that CI checks, then all tests

setup: .venv/.dev ## make .venv with everything for development

lint: .venv/.dev
	@echo "· ruff" && $(PY) -m ruff check . && $(PY) -m ruff format --check .

types: .venv/.dev
	@echo "· mypy" && $(PY) -m mypy

contracts: .venv/.dev
	@echo "· import contracts" && .venv/bin/python .venv/bin/lint-imports --no-cache

migrations: .venv/.dev
	@echo "· migrations" && $(PY) manage.py makemigrations --check --dry-run

translations: .venv/.dev
	@echo "· translations" && $(PY) tools/translations.py

locks:
	@echo "· lock files hold no addresses"
	@! grep -nE 'https?://|--index|--extra-index|--find-links' requirements*.lock

lock: .venv/.dev ## renew the lock files from pyproject.toml
	@$(PY) -m uv pip compile pyproject.toml --group build $(COMPILE) -o requirements.lock
	@$(PY) -m uv pip compile pyproject.toml --group build --group dev $(COMPILE) \
	  -c requirements.lock -o requirements-dev.lock
	@$(MAKE) --no-print-directory locks

clean-var: ## throw the demo's data away
	@$(PY) -m motcua.management.clean

# -- set-up

COMPILE := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --no-emit-find-links --custom-compile-command 'make lock'
INSTALL := install --disable-pip-version-check --root-user-action=ignore --no-input

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Cần Python 3.11 trở lên; hãy chạy: make PYTHON=python3.x …" >&2; exit 1; }
	@echo "Đang tạo môi trường Python trong .venv …"
	@if $(PYTHON) -c 'import ensurepip' 2>/dev/null; then \
	  $(PYTHON) -m venv .venv; \
	elif $(PYTHON) -c 'import pip' 2>/dev/null; then \
	  $(PYTHON) -m venv --without-pip .venv && \
	  $(PYTHON) -m pip --python .venv/bin/python install --quiet pip; \
	else \
	  echo "Thiếu gói python3-venv; hãy chạy: sudo apt-get install python3-venv" >&2; exit 1; \
	fi

.venv/.run: .venv/bin/python requirements.lock pyproject.toml
