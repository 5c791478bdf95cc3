# Two commands are all one needs: `make run` and `make test`. Both are idempotent.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP_FLAGS ?=
PORT ?= 7860
APT_PACKAGES := chromium tesseract-ocr tesseract-ocr-ind postgresql

.PHONY: run test setup setup-dev browser vectors clean

run: setup
	@$(BIN)/spbe --quiet index
	@$(BIN)/spbe serve --port $(PORT)

test: setup-dev browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

setup: $(VENV)/.installed

setup-dev: $(VENV)/.installed-dev

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --disable-pip-version-check --no-compile -q $(PIP_FLAGS) -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --disable-pip-version-check --no-compile -q $(PIP_FLAGS) -c constraints.txt -e ".[dev]"
	@touch $@

# Browser tests and OCR need programs of the system; they are installed where we may (root with apt), else tests say so.
browser:
	@if ! (command -v chromium && command -v tesseract && ls /usr/lib/postgresql/*/bin/initdb) >/dev/null 2>&1 && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	  (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(APT_PACKAGES)) \
	    >/dev/null 2>&1 || echo "Chromium, tesseract, dan PostgreSQL tidak dapat dipasang; tes yang memerlukannya dilewati."; fi

clean:
	rm -rf $(VENV) *.egg-info build

# Refreshes the vectors that travel with the project; run after the knowledge changed.
vectors: setup
	$(BIN)/spbe --quiet --data-dir .build/vectors index
	$(BIN)/python -m indexer.shipped .build/vectors
