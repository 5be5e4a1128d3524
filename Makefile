# Citewire: `make demo` shows it, `make test` checks it. Needs Python 3.11 and make, nothing else.

PYTHON ?= python3
# Files of tests that run at once; 0 for one after the other, where a loaded machine must not matter.
WORKERS ?= 2
BIN := .venv/bin
STAMP := .venv/.installed
DEMO := CITEWIRE_DATA=.citewire/demo CITEWIRE_DATABASE_URL= $(BIN)/citewire

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore

.DEFAULT_GOAL := help
.PHONY: help install demo test lint bench screenshots clean

help:
	@echo "make demo   ingest seeds/, ask four questions, write a briefing"
	@echo "make test   run the tests"
	@echo "make lint   check style and types"
	@echo "make bench  measure speed and memory"
	@echo "make screenshots  take pictures of the briefing's page (needs Chromium)"
	@echo "make clean  remove .venv, caches and the demo's data"

install: $(STAMP)

# The stamp is written last: an interrupted installation is taken up again.
$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Citewire needs Python 3.11 or newer: install it, or name it, as in: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Python lacks its venv module: on Debian, run: apt-get install python3-venv" >&2; exit 1; }
	@echo "Installing Citewire into .venv (about two minutes the first time)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[dev]' >.venv/install.log 2>&1 || \
	  { cat .venv/install.log >&2; echo "The installation failed; see above, mend it and run make again." >&2; exit 1; }
	@touch $@

demo: $(STAMP)
	@rm -rf .citewire/demo
	@set -e; \
	run() { \
	  printf '\n$$ citewire'; for word in "$$@"; do \
	    case "$$word" in *[!A-Za-z0-9_./-]*) printf ' "%s"' "$$word";; *) printf ' %s' "$$word";; esac; \
	  done; printf '\n\n'; \
	  $(DEMO) "$$@"; \
	}; \
	run ingest seeds; \
	run ask "Qui est le secrétaire général de l'OTAN ?"; \
	run ask "What will France produce together with Australia?"; \
	run ask "Combien d'obus l'Ukraine tire-t-elle par jour ?"; \
	run ask "Who is Ukraine's deputy defence minister?"; \
	run brief

test: $(STAMP)
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

lint: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: $(STAMP)
	@$(BIN)/python -m evals bench

screenshots: $(STAMP)
	@$(BIN)/python -m evals screenshots

clean:
	@rm -rf .venv .citewire/demo .mypy_cache .ruff_cache .pytest_cache .hypothesis
