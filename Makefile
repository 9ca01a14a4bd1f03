# Two commands for a newcomer: `make run` and `make test`. Neither needs another step first.

VENV := .venv
BIN  := $(VENV)/bin
OUT  ?= out
export PYTHON

.PHONY: run test check setup bench fuzz pictures keys guide docs clean

run: setup
	@$(BIN)/rota-desk start --out "$(OUT)/demo"

test: setup
	@sh .ci/test

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@sh .ci/test

bench: setup
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q -m benchmark tests/benchmarks -s

fuzz: setup
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q -m fuzz tests/rota_desk

pictures: setup
	@QT_QPA_PLATFORM=offscreen ROTA_DESK_PICTURES="$(OUT)/pictures" $(BIN)/python -m pytest -q tests/screens tests/reports
	@QT_QPA_PLATFORM=offscreen ROTA_DESK_PICTURES="$(OUT)/pictures" $(BIN)/python -m pytest -q -m browser tests/screens

keys: setup
	@QT_QPA_PLATFORM=offscreen PYTHONPATH=. $(BIN)/python tests/features/guide.py docs/guide

guide: setup
	@QT_QPA_PLATFORM=offscreen ROTA_DESK_PICTURES="$(OUT)/pictures" $(BIN)/python -m pytest -q tests/screens tests/features/test_walk.py
	@QT_QPA_PLATFORM=offscreen PYTHONPATH=. $(BIN)/python tests/features/guide.py docs/guide "$(OUT)/pictures"

docs: setup
	$(BIN)/rota-desk rules --markdown > docs/rules.md

# Hours of one core. Answers are kept in $(OUT)/mutants.jsonl: a second run judges survivors alone.
mutants: setup
	$(BIN)/python -m pip install -q --upgrade --target "$(OUT)/mutmut" mutmut==3.8.1
	@QT_QPA_PLATFORM=offscreen $(BIN)/python tests/mutation/judge.py "$(OUT)/mutants.jsonl"
	@$(BIN)/python tests/mutation/table.py "$(OUT)/mutants.jsonl" > "$(OUT)/mutants.md"

setup:
	@sh .ci/system-packages
	@sh .ci/environment

clean:
	rm -rf $(VENV) "$(OUT)" .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build
