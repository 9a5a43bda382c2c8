# The tasks of run.py, which needs nothing but Python: `make` without a name lists them.

PYTHON ?= python3
PORT ?= 8000

.PHONY: help site build check quick test bless bench lock clean

help build check quick test bless bench lock clean:
	@$(PYTHON) run.py $@

site:
	@$(PYTHON) run.py site --port $(PORT)
