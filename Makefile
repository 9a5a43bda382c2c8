# make site   sets everything up, builds the site into site/, and serves it with live reload
# make build  the same without serving
# make check  lists everything that is wrong with the data
# make quick  runs what fits into a minute: the checks of the code and of the data, and the tests of single parts
# make test   sets everything up, a browser included, and runs every check and test
# make bless  records anew what the tests expect of the data, to be read before it is committed
# make bench  says what things cost, as ratios against a reference measured in the same run
# make lock   resolves the requirements anew (needs uv)

PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
# A file of tests stays in one process, which then makes what its tests share once.
TWO := -n 2 --dist loadfile
# The theme announces the end of its maintenance at every start; the README says what that means for this project.
export NO_MKDOCS_2_WARNING := 1

.PHONY: site build quick test bless bench check lock browser clean

site: build
	@$(BIN)/python -c 'import socket; socket.create_server(("127.0.0.1", $(PORT)))' 2>/dev/null || \
	  { echo "端口 $(PORT) 用不了，多半是别的程序正在用它，换一个：make site PORT=8001"; exit 1; }
	$(BIN)/python -m mkdocs serve --dev-addr 127.0.0.1:$(PORT)

build: .venv/site.stamp
	$(BIN)/python -m mkdocs build --strict

check: .venv/site.stamp
	$(BIN)/python -m generator check

quick: .venv/test.stamp .venv/node.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m generator check
	$(BIN)/pytest $(TWO) tests/unit

test: .venv/test.stamp .venv/node.stamp browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m generator check
	$(BIN)/pytest $(TWO)

bless: .venv/test.stamp
	$(BIN)/pytest --bless tests/unit/checks/test_faults.py tests/unit/pages/test_small.py tests/unit/proof/test_verify.py

bench: .venv/bench.stamp browser
	$(BIN)/python -m bench.build
	$(BIN)/python -m bench.stages
	$(BIN)/python -m bench.downloads
	$(BIN)/python -m bench.pages
	$(BIN)/python -m bench.search

.venv/python.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新的版本：make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv .venv
	touch $@

.venv/site.stamp: requirements/site.txt .venv/python.stamp
	@echo "正在安装建站需要的程序包，第一次约需一分钟……"
	$(BIN)/pip install --quiet --require-hashes -r requirements/site.txt
	touch $@

.venv/test.stamp: requirements/test.txt .venv/python.stamp
	@echo "正在安装测试需要的程序包，第一次约需一分钟……"
	$(BIN)/pip install --quiet --require-hashes -r requirements/test.txt
	touch $@ .venv/site.stamp

# The checks of scripts and styles, and an old browser, with the Node that the requirements of the tests bring.
.venv/node.stamp: tests/node/package-lock.json tests/node/unpack-chromium.js .venv/test.stamp
	@echo "正在安装检查脚本和样式的工具和一个旧浏览器……"
	cd tests/node && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --no-audit --no-fund --loglevel=error
	$(BIN)/node tests/node/unpack-chromium.js
	touch $@

.venv/bench.stamp: requirements/bench.txt .venv/test.stamp
	$(BIN)/pip install --quiet --require-hashes -r requirements/bench.txt
	touch $@

browser: .venv/test.stamp
	@PYTHON=$(BIN)/python tests/install-browser.sh

lock:
	cd requirements && for name in site test bench; do \
	  uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet $$name.in -o $$name.txt; \
	done

clean:
	rm -rf .venv .cache site
