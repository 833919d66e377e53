# Each target does its own set-up into .venv; in any order, as root or not, without a compiler.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help up test scale check format bench lock
.DELETE_ON_ERROR:

VENV := .venv
PY := $(VENV)/bin/python
# A clone that was moved installs itself again: the stamps' folder names the place.
STAMPS := $(VENV)/stamps-$(shell pwd -P | cksum | cut -d' ' -f1)
PIP := $(PY) -m pip --disable-pip-version-check install --quiet --no-input --require-hashes --only-binary :all:
export PIP_ROOT_USER_ACTION = ignore
export PYTHONUTF8 = 1
# How many processes run the tests; each starts the systems and servers that its share needs.
WORKERS := 2

help:
	@echo 'make up      启动本机的八个政协节点和网关 · start eight committees and the gateway on this machine'
	@echo 'make test    运行全部测试 · run all tests'
	@echo 'make check   格式、规范与类型检查 · format, lint and types'
	@echo 'make bench   性能测量 · measurements'
	@echo 'make scale   以每页七条走遍八个节点的每种排序 · walk every order over all eight committees, seven rows a page'

up: $(STAMPS)/run
	@SHIZI_DEV_ISSUER=1 exec $(PY) -m deploy.cli up

test: $(STAMPS)/dev
	@$(PY) -m pytest -n $(WORKERS) --dist loadgroup --no-loadscope-reorder $(TESTS)

scale: $(STAMPS)/dev
	@SHIZI_LONG=1 $(PY) -m pytest tests/e2e/test_paging.py

check: $(STAMPS)/dev
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy

format: $(STAMPS)/dev
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

bench: $(STAMPS)/dev
	@$(PY) -m tests.bench

lock:
	uv pip compile --quiet --no-header --generate-hashes --universal --python-version 3.11 --no-emit-index-url \
	  --no-emit-find-links -o requirements/run.txt pyproject.toml
	uv pip compile --quiet --no-header --generate-hashes --universal --python-version 3.11 --no-emit-index-url \
	  --no-emit-find-links -o requirements/build.txt --group build
	uv pip compile --quiet --no-header --generate-hashes --universal --python-version 3.11 --no-emit-index-url \
	  --no-emit-find-links -o requirements/dev.txt -c requirements/run.txt -c requirements/build.txt --group dev pyproject.toml

$(PY):
	@for python in "$$SHIZI_PYTHON" python3.11 python3.12 python3.13 python3.14 python3 python; do \
	  if [ -n "$$python" ] && "$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "[set-up] 建立 .venv · making .venv with $$python"; \
	    exec "$$python" -m venv --clear $(VENV); \
	  fi; \
	done; \
	echo '需要 Python 3.11 或更高版本（含 venv；Debian：apt-get install python3-venv），或用 SHIZI_PYTHON 指定。'; \
	echo 'Python 3.11 or later with venv is needed (Debian: apt-get install python3-venv), or name it by SHIZI_PYTHON.'; \
	exit 1

$(STAMPS)/run: requirements/run.txt requirements/build.txt pyproject.toml | $(PY)
	@echo '[set-up] 安装运行所需的包 · installing what running needs'
	@$(PIP) -r requirements/run.txt -r requirements/build.txt
	@$(PY) -m pip --disable-pip-version-check install --quiet --no-input --no-index --no-deps --no-build-isolation -e .
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/dev: requirements/dev.txt $(STAMPS)/run
	@echo '[set-up] 安装测试与检查工具 · installing what tests and checks need'
	@$(PIP) -r requirements/dev.txt
	@mkdir -p $(STAMPS) && touch $@
