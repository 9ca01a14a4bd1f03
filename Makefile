# Two commands for a newcomer: `make run` and `make test`. Neither needs another step first.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
OUT    ?= out

.PHONY: run test check setup system bench pictures docs clean

run: setup
	@$(BIN)/rota-desk start --out $(OUT)/demo

test: setup
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q -n 2 --dist loadfile

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test

bench: setup
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q -m benchmark tests/benchmarks -s

pictures: setup
	@QT_QPA_PLATFORM=offscreen ROTA_DESK_PICTURES=$(OUT)/pictures $(BIN)/python -m pytest -q tests/screens tests/reports

docs: setup
	$(BIN)/rota-desk rules --markdown > docs/rules.md

setup: system $(READY)

system:
	@sh .ci/system-packages

$(READY): pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $(READY)

clean:
	rm -rf $(VENV) $(OUT) .mypy_cache .ruff_cache .pytest_cache .hypothesis
