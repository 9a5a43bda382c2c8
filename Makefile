# The tasks of run.py, which needs nothing but Python: `make` without a name lists them.

PYTHON ?= python3
PORT ?= 8000
# With ENGINE=zensical the site is built and served by Zensical in place of MkDocs.
ENGINE ?=

.PHONY: help site build check fmt archive lint quick test bless bench lock clean

help check fmt archive lint quick test bless bench lock clean:
	@$(PYTHON) run.py $@

build:
	@$(PYTHON) run.py build$(ENGINE:%=-%)

site:
	@$(PYTHON) run.py site$(ENGINE:%=-%) --port $(PORT)
