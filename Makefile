# Every developer command; CI runs `make test`. The environment is made once, from the hash-locked list
# in locks/, and made again only when a lock changes.
PYTHON ?= python3
UV := .tools/bin/uv
LOCK := $(UV) pip compile --generate-hashes --universal --python-version 3.11 --no-header --no-emit-index-url --quiet
RUN := .venv/bin
export DAGSTER_DISABLE_TELEMETRY := 1
export GX_ANALYTICS_ENABLED := false
export DO_NOT_TRACK := 1

.PHONY: heavy system audit audit-online data site web screenshots formats test test-all lint unit format lock generate bench dev clean help
.DEFAULT_GOAL := help

help: ## list the commands
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*##/\t/'

$(UV): locks/uv.txt
	@$(PYTHON) -m venv .tools
	@.tools/bin/pip install --quiet --disable-pip-version-check --require-hashes -r locks/uv.txt
	@touch $@

.venv/ready: $(UV) locks/requirements.txt pyproject.toml
	@$(UV) venv --quiet --allow-existing --python $(PYTHON) .venv
	@$(UV) pip sync --quiet --compile-bytecode --python $(RUN)/python --require-hashes locks/requirements.txt
	@$(UV) pip install --quiet --python $(RUN)/python --no-deps --editable .
	@touch $@

data: .venv/ready ## set up, then build, check and publish the release
	@$(RUN)/unreports build

site: .venv/ready ## the web page of the release, into build/site
	@$(RUN)/unreports site

web: web/node_modules/ready ## bundle the browser code again (Node 20), after a change in web/
	@cd web && npm run --silent build

web/node_modules/ready: web/package-lock.json
	@cd web && npm ci --silent --no-audit --no-fund
	@touch $@

screenshots: .venv/heavy ## take docs/images again (Chromium); look at them
	@$(RUN)/python tests/browser/screenshots.py

test: .venv/ready lint audit unit ## set up, then everything CI checks

test-all: test heavy ## and what takes minutes

heavy: .venv/heavy web/node_modules/ready ## a browser, S3, Superset, Tableau, PostgreSQL, strict metadata tools
	@$(RUN)/pytest -m heavy -n 2 -rs

system: ## the system's packages that `make heavy` drives (Debian, as root)
	@command -v chromium > /dev/null && ls /usr/lib/postgresql/*/bin/postgres > /dev/null 2>&1 \
		|| { apt-get -qq update && apt-get -qq install --yes --no-install-recommends chromium postgresql > /dev/null; }

.venv/heavy: .venv/ready locks/heavy.txt locks/metadata.txt locks/superset.txt
	@$(UV) pip install --quiet --python $(RUN)/python --require-hashes -r locks/heavy.txt
	@$(UV) venv --quiet --allow-existing --python $(PYTHON) .tools/metadata
	@$(UV) pip sync --quiet --python .tools/metadata/bin/python --require-hashes locks/metadata.txt
	@$(UV) venv --quiet --allow-existing --python $(PYTHON) .tools/superset
	@$(UV) pip sync --quiet --python .tools/superset/bin/python --require-hashes locks/superset.txt
	@touch $@

formats: .venv/ready ## DuckDB, Excel and Power BI files of the release, into build/formats
	@$(RUN)/unreports export --to build/formats

audit: .venv/ready ## locked, hashed, from a registry, with harmless licences: without network
	@$(RUN)/python -m pipelines.supply --check

audit-online: .venv/ready ## known vulnerabilities of what is locked, from the databases of today
	@$(UV) tool run pip-audit --require-hashes --disable-pip -r locks/requirements.txt

lint: .venv/ready ## style and types
	@$(RUN)/ruff check --quiet .
	@$(RUN)/ruff format --quiet --check .
	@$(RUN)/mypy --no-error-summary

unit: .venv/ready ## the test suite
	@$(RUN)/pytest

format: .venv/ready ## rewrite the code in the house style
	@$(RUN)/ruff check --quiet --fix .
	@$(RUN)/ruff format --quiet .

lock: $(UV) ## resolve the dependencies again
	@$(UV) pip compile pyproject.toml --group dev --generate-hashes --universal --python-version 3.11 \
		--no-header --no-emit-index-url --quiet --upgrade -o locks/requirements.txt
	@$(LOCK) pyproject.toml --group dev --group heavy -c locks/requirements.txt -o locks/heavy.txt
	@$(LOCK) locks/metadata.in -o locks/metadata.txt
	@$(LOCK) locks/superset.in -o locks/superset.txt
	@echo "uv==0.13.9" | $(UV) pip compile - --generate-hashes --universal --no-header --no-emit-index-url \
		--quiet -o locks/uv.txt
	@$(RUN)/python -m pipelines.supply

bench: .venv/ready ## speed, growth with the text, memory, other programs beside it, what the orchestration adds
	@$(RUN)/python benchmarks/speed.py
	@$(RUN)/python benchmarks/scaling.py
	@$(RUN)/python benchmarks/run.py
	@$(RUN)/python benchmarks/ratios.py --documents 20 --rounds 3
	@$(RUN)/python benchmarks/scale.py --most 100

dev: .venv/ready ## the Dagster web interface
	@$(RUN)/unreports dev

generate: .venv/ready ## make again what derives from the declarations
	@$(RUN)/python -m pipelines.model.generate

clean: ## remove what can be made again
	@rm -rf .venv .tools build
