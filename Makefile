# Một Cửa: everything a developer or a visitor needs. `make` alone lists it.

PYTHON ?= python3
PY := .venv/bin/python
ARGS ?=
WORKERS ?= auto
BENCH ?=
SIZE ?=

.DEFAULT_GOAL := help
.PHONY: api-check interop help setup run test bench faults check lint types contracts migrations translations messages locks lock

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' Makefile

run: .venv/.run ## start everything with demo data (HOST=, PORT=, DATABASE_URL=); Ctrl-C stops it
	@exec $(PY) -m motcua.management up

# What looks at the whole server or machine comes after the rest, in one process.
test: .venv/.dev ## run all tests (ARGS= goes to pytest, and then all is one process)
ifeq ($(strip $(ARGS)),)
	@$(PY) -m pytest -q -n $(WORKERS) --maxprocesses 4 --dist loadfile -m "not alone"
	@$(PY) -m pytest -q -m alone
else
	@$(PY) -m pytest $(ARGS)
endif

interop: .venv/.dev ## read the event log back with pm4py, in an environment of its own (400 MB)
	@[ -x .venv-interop/bin/python ] || $(PY) -m uv venv --quiet .venv-interop
	@$(PY) -m uv pip sync --quiet --python .venv-interop/bin/python --require-hashes requirements-interop.lock
	@MOTCUA_INTEROP=1 $(PY) -m pytest -q -n0 tests/management/test_event_log.py

api-check: .venv/.dev ## send whatever the API's document allows, and what it does not (two minutes)
	@MOTCUA_API_CHECK=1 $(PY) -m pytest -q -n0 tests/api/test_fuzz.py

check: lint types contracts migrations translations locks test ## all that CI checks, then all tests

.PHONY: nightly mutants mirror bench-libraries
nightly: .venv/.dev mutants ## the clock against its slow oracle, every rule broken once, readers of outside text, fifty kills of the worker
	@HYPOTHESIS_PROFILE=nightly $(PY) -m pytest -n0 -q tests/domain/test_deadline_oracle.py
	@HYPOTHESIS_PROFILE=nightly $(PY) -m pytest -n $(WORKERS) -q tests/test_outside_files.py
	@MOTCUA_KILLS=50 $(PY) -m pytest -n0 -q tests/management/test_deliver_killed.py

mutants: .venv/.dev ## break each rule of the clock in a copy: does a test fail? (ONLY= one of them)
	@$(PY) scripts/mutants.py $(ONLY)

mirror: .venv/.run ## tell the sandbox portal of the whole demo province, and compare (20 minutes)
	@$(PY) scripts/mirror.py

bench: .venv/.dev ## measure (BENCH=life SIZE=100000); alone: what there is to measure
	@$(PY) -m benchmarks $(BENCH) $(SIZE)

faults: .venv/.dev ## kill, fill, lock and restore everything (a quarter of an hour); var/faults/report.txt
	@$(PY) -m tests.faults

bench-libraries: .venv/.dev ## install what BENCH=clock and BENCH=counts are compared with
	@$(PIP) $(INSTALL) --require-hashes -r requirements-bench.lock

setup: .venv/.dev ## make .venv with everything for development

lint: .venv/.dev
	@echo "· ruff" && $(PY) -m ruff check . && $(PY) -m ruff format --check .

types: .venv/.dev
	@echo "· mypy" && $(PY) -m mypy

contracts: .venv/.dev
	@echo "· import contracts" && $(PY) .venv/bin/lint-imports --no-cache

migrations: .venv/.dev
	@echo "· migrations" && $(PY) manage.py makemigrations --check --dry-run

translations: .venv/.dev ## every text found, translated, and compiled as it stands
	@echo "· translations"; command -v msgfmt >/dev/null || \
	  { echo "  gettext is missing: apt-get install gettext"; exit 1; }
	@$(PY) scripts/translations.py --check

messages: .venv/.dev ## gather new texts into motcua/locale, and compile what is translated
	@$(PY) scripts/translations.py

locks:
	@echo "· lock files hold no addresses"
	@! grep -nE 'https?://|--index|--extra-index|--find-links' requirements*.lock

lock: .venv/.dev ## renew the lock files from pyproject.toml
	@$(PY) -m uv pip compile pyproject.toml --group build $(COMPILE) -o requirements.lock
	@$(PY) -m uv pip compile pyproject.toml --group build --group dev $(COMPILE) \
	  -c requirements.lock -o requirements-dev.lock
	@$(PY) -m uv pip compile pyproject.toml --group build --group bench $(COMPILE) \
	  -c requirements-dev.lock -o requirements-bench.lock
	@$(PY) -m uv pip compile --group interop $(COMPILE) -o requirements-interop.lock
	@$(MAKE) --no-print-directory locks

# -- set-up

COMPILE := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --no-emit-find-links --custom-compile-command 'make lock'
# Debian's python3 without python3-venv makes an environment without pip; its own pip serves then.
PIP = $$($(PY) -c 'import pip' 2>/dev/null && echo $(PY) -m pip || \
  echo $(PYTHON) -m pip --python $(PY))
INSTALL := install --disable-pip-version-check --root-user-action=ignore --no-input

.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Cần Python 3.11 trở lên; hãy chạy: make PYTHON=python3.x …" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || $(PYTHON) -c 'import pip' 2>/dev/null || \
	  { echo "Thiếu gói python3-venv; hãy chạy: sudo apt-get install python3-venv" >&2; exit 1; }
	@echo "Đang tạo môi trường Python trong .venv …"
	@if $(PYTHON) -c 'import ensurepip' 2>/dev/null; \
	  then $(PYTHON) -m venv --clear .venv; \
	  else $(PYTHON) -m venv --clear --without-pip .venv; fi
	@touch $@

.venv/.run: requirements.lock pyproject.toml | .venv/.made
	@echo "Đang cài các gói (lần đầu mất khoảng một phút) …"
	@$(PIP) $(INSTALL) --require-hashes -r requirements.lock
	@$(PIP) $(INSTALL) --quiet --no-deps --no-build-isolation --no-index --editable .
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.run
	@echo "Đang cài các gói để phát triển (lần đầu mất khoảng một phút) …"
	@$(PIP) $(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@
