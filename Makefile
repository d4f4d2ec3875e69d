# `make` lists the targets. Every target builds what it needs; a second run is quick.
SHELL := /bin/bash
BIN := .venv/bin

# Byte code of our own modules is kept too, whatever the machine's environment says: start-up is quicker.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup env train run web test eval fuzz lint format lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: env train ## Build the environment and the model

env: ## Build .venv alone, from the locks
	@scripts/setup

train: env ## Train the model, if anything that it is made from changed
	@$(BIN)/python -m bot.train

run: setup ## Start the assistant and its chat page; Ctrl-C stops it
	@exec $(BIN)/hepascreen run

web: ## Build the widget's script from web/ (needs Node 20; the built one is in the repository)
	@cd web && npm ci --no-audit --no-fund && npm run --silent check && npm run --silent build

# A file's tests stay together, so that they share the servers that they start; the slow files come first, not last.
test: setup ## Run all tests, on every core; ARGS="-k albumin" passes arguments to pytest
	@$(BIN)/python -m pytest --numprocesses=logical --maxprocesses=4 --dist=loadfile --no-loadscope-reorder $(ARGS)

eval: env ## Score the extractor: precision, recall and F1 per kind of message
	@$(BIN)/python -m tests.nlu.score

fuzz: setup ## Feed 100,000 made-up inputs to everything that reads any; ARGS="INPUTS SEED TARGET" changes that
	@$(BIN)/python -m tests.fuzz $(ARGS)

lint: env ## Check style, types and the direction of imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo --no-cache

format: env ## Format the code and mend what ruff can
	@$(BIN)/ruff check --fix-only --exit-zero .
	@$(BIN)/ruff format .

lock: ## Resolve pyproject.toml into requirements/*.lock; ARGS="--upgrade-package NAME"
	@scripts/lock $(ARGS)

clean: ## Remove the environment, the model and all caches
	rm -rf .venv models .pytest_cache .mypy_cache .ruff_cache *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
