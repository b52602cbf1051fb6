# Needs make and Python 3.11, 3.12 or 3.13; everything else goes into .venv.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.current
ARGS   ?=
JOBS   ?= auto
PYTEST  = $(BIN)/python -m pytest -n $(JOBS) --dist worksteal

.DEFAULT_GOAL := help
.PHONY: help demo test check format schemas bench bench-formats clean $(VENV)

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' Makefile
	@echo 'Options: PYTHON=python3.12 (another Python), ARGS="-k dates" (handed to pytest or to the benchmark), JOBS=0 (tests in one process; else one a core)'

demo: $(STAMP) ## Extract the sample notices, compare the cities, show the result
	@$(BIN)/gongwen demo

test: $(STAMP) ## Run the tests
	@$(PYTEST) $(ARGS)

check: $(STAMP) ## Everything that CI runs: format, lint, types, imports, rules, schemas, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/gongwen patterns check
	@tmp=$$(mktemp -d) && trap 'rm -rf "$$tmp"' EXIT && \
	$(BIN)/gongwen schema -o "$$tmp" >/dev/null && \
	if diff -ru schemas "$$tmp"; then echo 'schemas/ is up to date'; \
	else echo 'schemas/ is out of date: run make schemas' >&2; exit 1; fi
	$(PYTEST) -m "not whole" --cov $(ARGS)
	$(PYTEST) -m whole $(ARGS)

format: $(STAMP) ## Format the code and put right what ruff can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

schemas: $(STAMP) ## Write schemas/ anew from the models
	$(BIN)/gongwen schema -o schemas

bench: $(STAMP) ## Measure speed and memory on the sample notices
	@$(BIN)/python benchmarks/speed.py $(ARGS)

bench-formats: $(STAMP) ## Render notices into every form, read them, score them against their text
	@$(BIN)/python -m benchmarks.formats $(ARGS)

clean: ## Remove .venv and everything that was built
	rm -rf $(VENV) build dist gongwen-demo htmlcov .coverage .coverage.* .hypothesis
	rm -rf .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find benchmarks extractor tests tools -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

$(VENV): $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@command -v "$(PYTHON)" >/dev/null 2>&1 || { \
	  echo 'gongwen needs Python 3.11, 3.12 or 3.13, and there is no command $(PYTHON).' >&2; \
	  echo 'Install one, or name it: make PYTHON=python3.12' >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { \
	  echo "gongwen needs Python 3.11, 3.12 or 3.13; $(PYTHON) is $$("$(PYTHON)" -V 2>&1)." >&2; \
	  echo 'Install one, or name it: make PYTHON=python3.12' >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo '$(PYTHON) has no venv module; on Debian and Ubuntu: apt-get install python3-venv' >&2; exit 1; }
	@echo 'Setting up $(VENV) (about half a minute) ...'
	@"$(PYTHON)" -m venv $(VENV)
	@PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --disable-pip-version-check \
	  -c constraints.txt -e '.[dev]'
	@touch $@
