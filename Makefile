# make demo    set up, and run the main job on real input
# make test    run the tests
# make check   all that CI runs: lint, types, layers, docs, judges of others, tests
# make judges  let judges of others look at server and packages (needs the network once)
# make test-clients   let real agents use server and installer, too (1 GB from the network, once)
# make bench   quality, truth and speed, each beside a baseline of the same run

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
DEV := $(VENV)/ready-dev

.PHONY: demo test test-clients check lint types layers docs judges bench clean
.DELETE_ON_ERROR:

$(READY): pyproject.toml
	$(PYTHON) scripts/make_venv.py $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(DEV): pyproject.toml $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@

demo: $(READY)
	$(BIN)/python demo/demo.py

test: $(DEV)
	$(BIN)/python -m pytest

test-clients: judges
	$(BIN)/python -m scripts.judge_setup
	$(BIN)/python -m scripts.real_clients
	$(BIN)/python -m scripts.share_one_file

check: lint types layers docs judges test

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV)
	$(BIN)/mypy

layers: $(DEV)
	$(BIN)/lint-imports

docs: $(DEV)
	$(BIN)/python scripts/reference.py --check
	$(BIN)/python scripts/packages.py --check
	$(BIN)/python scripts/tools.py --check

judges: $(DEV)
	$(BIN)/python -m scripts.judge_clients
	$(BIN)/python -m scripts.judge_packages

bench: $(DEV)
	$(BIN)/python -m bench

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .demo .judges
