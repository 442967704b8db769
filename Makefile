# Chamberlain: everything a newcomer or a build machine types. `make help` lists it.

BIN   := .venv/bin
STAMP := .venv/.installed
PIP   := $(BIN)/python -m pip --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help venv run test lint bench bench-full clean

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1|/' | \
		while IFS='|' read -r name text; do printf '  %-16s %s\n' "$$name" "$$text"; done

# Prints the first Python that can make the environment, or says in one sentence what is missing.
# `make venv PYTHON=python3.13` looks at that one only.
define FIND_PYTHON
for python in $${PYTHON:-python3.14 python3.13 python3.12 python3.11 python3 python}; do
    "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue
    if "$$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then echo "$$python"; exit 0; fi
    no_venv=$${no_venv:-$$python}
done
if [ -n "$$no_venv" ]; then
    echo "$$no_venv has no venv with pip: install its venv package (Debian: python3-venv), then try again." >&2
else
    echo "Python 3.11 or newer is missing$${PYTHON:+ (only $$PYTHON was looked at)}: install it, then try again." >&2
fi
exit 1
endef
export FIND_PYTHON
export PYTHON

venv: $(STAMP) ## make or renew the environment in .venv

# Remade only when what it is made from changes.
$(STAMP): requirements.lock pyproject.toml
	@set -e; $(BIN)/python -m pip --version >/dev/null 2>&1 || { \
		python=$$(sh -c "$$FIND_PYTHON"); \
		rm -rf .venv; echo "Making .venv with $$python ..."; "$$python" -m venv .venv; }
	@echo "Installing the pinned packages into .venv ..."
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

run: venv ## open the counter on a sample city, marked as training
	@$(BIN)/chamberlain --demo

test: lint ## every check of the house, then every test
	$(BIN)/python -m pytest -n 2 --dist worksteal

lint: venv ## style, format, types and the floors between packages
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: venv ## the quick measurements, as ratios to bare floors
	$(BIN)/python -m bench quick

bench-full: venv ## all measurements, up to ten million rows
	$(BIN)/python -m bench full

clean: ## remove .venv, caches and build output; books under var/ stay
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
