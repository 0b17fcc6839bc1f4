# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
RUN = $(VENV)/bin/python
SHARED ?= ../shared

.PHONY: demo test setup lint types imports docs checks shared eval eval-peers corpus corpus-json gate clean

$(VENV)/.runtime: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.dev: $(VENV)/.runtime
	$(RUN) -m pip install --quiet --disable-pip-version-check \
	  $$($(RUN) -c "import tomllib; print(*tomllib.load(open('pyproject.toml','rb'))['dependency-groups']['dev'])")
	touch $@

setup: $(VENV)/.dev

demo: $(VENV)/.runtime
	$(VENV)/bin/communique read --format text samples/velmara-release.txt

test: $(VENV)/.dev
	$(RUN) -m pytest

lint: $(VENV)/.dev
	$(RUN) -m ruff check src tests evaluation benchmarks scripts
	$(RUN) -m ruff format --check src tests evaluation benchmarks scripts

types: $(VENV)/.dev
	$(RUN) -m mypy

imports: $(VENV)/.dev
	$(VENV)/bin/lint-imports

docs: $(VENV)/.dev
	$(RUN) -m pytest tests/test_docs.py

corpus: $(VENV)/.dev
	PYTHONPATH=. $(RUN) -m evaluation.check

corpus-json: $(VENV)/.dev
	PYTHONPATH=. $(RUN) -m evaluation.corpus_json

eval: $(VENV)/.dev
	PYTHONPATH=. $(RUN) -m evaluation.run

eval-peers: $(VENV)/.dev
	$(RUN) -m pip install --quiet --disable-pip-version-check textacy==0.13.0
	PYTHONPATH=. $(RUN) -m evaluation.run --peers

gate: $(VENV)/.dev
	PYTHONPATH=. $(RUN) -m evaluation.gate

checks: lint types imports docs

shared: $(VENV)/.dev
	@if [ -d $(SHARED) ]; then $(RUN) -m pytest -m needs_shared; \
	else echo "SKIPPED: $(SHARED) is not here, so the tests that need it do not run"; fi

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache
