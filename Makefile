# The one entrance. `make run` needs only python3 (3.11+, with venv) and make.
.DEFAULT_GOAL := run
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
PEERCIRCLE_HOME ?= $(CURDIR)/var
PEERCIRCLE_DEMO ?= 1
PEERCIRCLE_ORIGIN ?= http://$(HOST):$(PORT)
export PEERCIRCLE_HOME
export PEERCIRCLE_ORIGIN
export PEERCIRCLE_DEMO
py := .venv/bin/python

.PHONY: run test check fmt bench test-postgres debian pictures messages

run: .venv/runtime
	@$(py) manage.py serve --host $(HOST) --port $(PORT)

test: .venv/dev debian
	$(py) -m pytest -q -n 2 --dist loadfile peercircle tests

test-postgres: .venv/dev debian
	bash tests/postgres.sh $(py) -m pytest -q -n 2 --dist loadfile peercircle tests --ignore=tests/evenings

check: .venv/dev debian
	@bash tests/check.sh

fmt: .venv/dev
	$(py) -m ruff check -q --fix peercircle tests bench tools conftest.py manage.py
	$(py) -m ruff format -q peercircle tests bench tools conftest.py manage.py

bench: .venv/bench debian
	$(py) -m bench

pictures: .venv/dev debian
	$(py) -m tests.pictures

messages: .venv/dev debian
	$(py) -m tests.messages

debian:
	@bash tests/debian.sh

.venv/bin/uv: requirements/uv.txt
	@echo "Preparing Python ..."
	@$(PYTHON) -m venv .venv
	@.venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

.venv/runtime: .venv/bin/uv requirements/runtime.txt
	@echo "Installing what PeerCircle runs on ..."
	@VIRTUAL_ENV=.venv .venv/bin/uv pip install -q --require-hashes -r requirements/runtime.txt
	@touch $@

.venv/bench: .venv/dev requirements/bench.txt requirements/english.txt
	@VIRTUAL_ENV=.venv .venv/bin/uv pip install -q --require-hashes -r requirements/bench.txt
	@.venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --ignore-requires-python \
		--require-hashes -r requirements/english.txt
	@touch $@

.venv/dev: .venv/bin/uv requirements/dev.txt
	@VIRTUAL_ENV=.venv .venv/bin/uv pip install -q --require-hashes -r requirements/dev.txt
	@touch $@ .venv/runtime
