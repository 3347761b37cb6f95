# Everything that turns a clone into a running program. `make run` and `make test` need nothing before them.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV ?= .venv
PYTHON ?=
ARGS ?=
WORKERS ?= 2

PY := $(VENV)/bin/python
SETUP := resources/setup
SCREEN := bash $(SETUP)/screen.sh
TRANSLATIONS := $(patsubst %.ts,%.qm,$(wildcard resources/i18n/*.ts))
LUPDATE_FLAGS := -locations none -no-obsolete -source-language en -target-language zh_CN
# Only the files that have one: to read all the others takes longer than some of the tests. ARGS with paths take their place.
WINDOW_TESTS = $(if $(findstring tests/,$(ARGS)),,$(sort $(shell grep -rlF --include='test_*.py' 'mark.window' tests)))
FLOOR := build/venv-floor
FLOOR_QT := 6.9.3

export PYTHON
export LANG ?= C.UTF-8
export PYTHONUTF8 := 1
# Images for CI often forbid compiled files; without them every child process of a test compiles the whole program anew.
export PYTHONDONTWRITEBYTECODE :=
# Chromium refuses to start as root with its sandbox on; containers and CI run as root, offices do not.
ifeq ($(shell id -u 2>/dev/null),0)
export QTWEBENGINE_DISABLE_SANDBOX := 1
endif

.PHONY: help setup translated prepare run test lint test-unit test-cli test-window test-floor demo-reset screenshots translations bundle clean distclean

help: ## this list
	@echo 'Zhishou 值守. On a fresh Debian or Ubuntu machine these do all their own set-up:'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-20s %s\n", $$1, $$2}'

run: prepare ## start the duty desk (without a screen: play the story, leave pictures and papers in build/run)
	@bash $(SETUP)/run.sh $(PY) $(ARGS)

# The window tests come one after the other and leave a core idle: the linters and the tests of the command line use it.
# Then the many small tests have both cores.
test: translated ## every check and every test, the window ones under Xvfb
	@$(MAKE) --no-print-directory -j$(WORKERS) -Oline lint test-window test-cli
	@$(MAKE) --no-print-directory test-unit ARGS='--ignore=tests/cli $(ARGS)'

setup: ## only the set-up: Debian packages, the virtual environment, the part that paints vector maps
	@bash $(SETUP)/system.sh
	@bash $(SETUP)/venv.sh $(VENV) constraints.txt
	@bash $(SETUP)/web.sh

# venv.sh decides by content whether there is anything to do; what follows hangs on its stamp by time.
translated: setup
	@$(MAKE) --silent --no-print-directory $(TRANSLATIONS)

prepare: setup
	@$(MAKE) --silent --no-print-directory build/.prepared

resources/i18n/%.qm: resources/i18n/%.ts $(VENV)/.ready
	@$(VENV)/bin/pyside6-lrelease -silent $< -qm $@

build/.prepared: $(VENV)/.ready $(TRANSLATIONS)
	@echo 'Preparing the map page and the faces for print (once, about a minute) ...'
	@$(PY) -m app doctor --prepare
	@mkdir -p build && touch $@

lint: setup ## ruff, mypy (strict below the interface), the contracts between the floors
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports --no-logo

test-unit: translated ## the tests that open no real window
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n $(WORKERS) -m 'not window' $(ARGS)

test-cli: translated ## of these the tests of the command line
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest tests/cli $(ARGS)

test-window: translated ## the tests that open the real window, one after the other under Xvfb
	$(SCREEN) $(PY) -m pytest -m window $(WINDOW_TESTS) $(ARGS)

test-floor: translated ## the interface tests at the oldest PySide6 that is promised
	@mkdir -p build
	@sed -E 's/^(PySide6[A-Za-z_]*|shiboken6)==.*/\1==$(FLOOR_QT)/' constraints.txt > build/constraints-floor.txt
	@bash $(SETUP)/venv.sh $(FLOOR) build/constraints-floor.txt
	QT_QPA_PLATFORM=offscreen $(FLOOR)/bin/python -m pytest -n $(WORKERS) -m 'not window' tests/ui
	$(SCREEN) $(FLOOR)/bin/python -m pytest -m window $(WINDOW_TESTS)

demo-reset: prepare ## make the demonstration township anew
	$(PY) -m app demo --reset --no-gui $(ARGS)

screenshots: prepare ## every screen, two sizes, two themes, into build/screenshots
	$(SCREEN) $(PY) -m app screenshots --out build/screenshots $(ARGS)

translations: setup ## gather the sentences of the interface into resources/i18n; what is new is then translated there
	$(VENV)/bin/pyside6-lupdate $$(git ls-files 'app/ui/*.py') $(LUPDATE_FLAGS) -ts resources/i18n/zhishou_zh.ts

bundle: prepare ## a folder that runs without Python, in dist/zhishou, started and compared with the source tree
	@series=$$($(PY) -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
	bash $(SETUP)/system.sh binutils "libpython$${series}t64|libpython$$series"
	$(PY) -m PyInstaller --noconfirm --log-level WARN --distpath dist --workpath build/pyinstaller build.spec
	$(SCREEN) $(PY) $(SETUP)/check_bundle.py dist/zhishou/zhishou

clean: ## remove what was built (the virtual environment stays)
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -f resources/i18n/*.qm

distclean: clean ## remove the virtual environment and what npm brought too
	rm -rf $(VENV) *.egg-info resources/web/vendor
