# make demo    a demonstration corporation on http://127.0.0.1:8050
# make test    every test, browser tests included
# make check   ruff, mypy strict, import rules
# make bench   speed and size, as ratios (make bench-national: 600,000 homes and the whole country)
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/pip install -q --disable-pip-version-check

.PHONY: demo test check bench bench-national lock chromium

demo: $(VENV)/runtime
	$(BIN)/buurtlicht demo --out demo
	$(BIN)/buurtlicht build -c demo/monitor.toml
	$(BIN)/buurtlicht serve -c demo/monitor.toml

test: $(VENV)/dev chromium
	$(BIN)/python -m pytest -q -n auto --dist loadscope --no-loadscope-reorder

check: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/dev chromium
	$(BIN)/python -m tests.bench

bench-national: $(VENV)/dev
	$(BIN)/python -m tests.bench large national

lock: $(VENV)/dev
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/runtime: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps -e .
	touch $@

$(VENV)/dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	$(INSTALL) --require-hashes -r requirements-dev.lock
	$(INSTALL) --no-deps -e .
	touch $(VENV)/runtime $@

# Browser tests use the system's Chromium; it is installed with apt where that is allowed.
chromium:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Chromium ontbreekt en wordt geïnstalleerd met apt."; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	  else \
	    echo "Chromium ontbreekt. Installeer het (Debian, Ubuntu: sudo apt-get install chromium) en probeer het opnieuw." >&2; exit 1; \
	  fi; }
