# One recipe file for people and CI. `make help` lists what there is.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c

# Debian packages that the build and the tests need beyond Rust and Node, and why:
#   libproj-dev proj-data  PROJ, which converts between coordinate systems
#   libclang-dev           reads PROJ's header when its binding is built
#   pkg-config             finds PROJ;  build-essential compiles the embedded SQLite
#   libgeos-dev            GEOS, the outside judge of the geometry tests
#   chromium fonts-noto-cjk  the browser of the browser tests, and letters for its screenshots
#   gdal-bin               GDAL, which reads the boundary files that are written here, and writes some to be read
#   poppler-utils          reads the printed sheets as others do: their text, and their pages as pictures
#   curl procps            ask the examples of the README; end services in the middle of their work
BUILD_PACKAGES := build-essential pkg-config libproj-dev proj-data libclang-dev
TEST_PACKAGES  := libgeos-dev chromium fonts-noto-cjk gdal-bin poppler-utils curl procps
NODE_READY     := web/node_modules/.package-lock.json
FONT_PACKAGE   := web/node_modules/@expo-google-fonts/noto-sans-sc
FONT           := web/font/NotoSansSC-Regular.ttf.gz
WEB_SOURCES    := $(shell find web/src web/public -type f 2>/dev/null) web/index.html web/package.json web/vite.config.ts web/tsconfig.json

export PORT ?= 8080
export DATABASE_URL ?= sqlite://var/sizhi.db

.PHONY: storm judge fuzz help run test check bench web font build packages test-packages format rust-test web-test e2e openapi

help: ## List the recipes.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

run: build ## Build what is missing and serve http://127.0.0.1:8080 with the demonstration register.
	@SIZHI_DEMO=1 exec target/release/sizhi serve

build: packages web/dist/index.html $(FONT) ## Build the web client and the release binary.
	@cargo build --release --locked

web: web/dist/index.html ## Build the web client.

font: $(FONT) ## Unpack the letters of printed sheets, which the program embeds, from their npm package.

$(FONT): $(NODE_READY)
	@mkdir -p web/font
	@cp $(FONT_PACKAGE)/LICENSE_FONT web/font/OFL.txt
	@gzip -9nc $(FONT_PACKAGE)/400Regular/NotoSansSC_400Regular.ttf > $@.part
	@mv $@.part $@

web/dist/index.html: $(NODE_READY) $(WEB_SOURCES)
	@npm --prefix web run --silent build

$(NODE_READY): web/package.json web/package-lock.json
	@echo "installing the web client's packages (MapLibre, Terra Draw, Preact and what builds and tests them)"
	@PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm --prefix web ci --no-audit --no-fund
	@touch $@

packages: ## Install the Debian packages that the build needs, where they are missing.
	@./.ci/packages $(BUILD_PACKAGES)

test-packages: packages
	@./.ci/packages $(TEST_PACKAGES)
	@./.ci/judges

test: test-packages rust-test web-test e2e ## Run every test of Rust and web, browser included.
	@./.ci/tally

rust-test: web/dist/index.html $(FONT)
	@mkdir -p var
	@cargo test --locked --no-fail-fast 2>&1 | tee var/test-rust.log

web-test: $(NODE_READY)
	@mkdir -p var
	@npm --prefix web run --silent test 2>&1 | tee var/test-web.log

# The program that the Rust tests built: `cargo build` would compile the crates anew, with the features of the tests left out.
e2e: web/dist/index.html $(FONT)
	@mkdir -p var
	@cargo test --locked --no-run --quiet
	@SIZHI_BIN="$(CURDIR)/target/debug/sizhi" npm --prefix web run --silent e2e 2>&1 | tee var/test-e2e.log

check: packages web/dist/index.html $(FONT) ## Formatting, lints with warnings denied, documentation, tidy, web lint and types.
	@cargo fmt --check
	@cargo clippy --locked --all-targets -- -D warnings
	@RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --document-private-items
	@cargo test --locked --test tidy
	@npm --prefix web run --silent check

format: ## Format Rust and web sources.
	@cargo fmt
	@npm --prefix web run --silent format

bench: build ## Measure: criterion benches, and whole runs beside a peer where one is installed.
	@cargo bench --locked
	@python3 tests/bench/whole_program.py target/release/sizhi
	@python3 tests/bench/coverages.py target/release/sizhi
	@tests/bench/peers.sh

judge: test-packages ## Let GEOS and JTS judge everything in ../shared/data and every case, not a part of it (20 minutes).
	@JUDGE_ALL=1 cargo test --locked --test geometry -- --nocapture real_ jts measure

ROUNDS ?= 200
storm: ## Kill the service in a storm of writes, again and again: make storm ROUNDS=200.
	@STORM_ROUNDS=$(ROUNDS) cargo test --locked --test storm -- --nocapture

TARGET ?= overlays
SECONDS := $(if $(filter command environment,$(origin SECONDS)),$(SECONDS),60)
fuzz: ## Fuzz one target of tests/fuzz: make fuzz TARGET=overlays SECONDS=600 (cargo-fuzz is installed where it is missing).
	@command -v cargo-fuzz >/dev/null || cargo install --locked cargo-fuzz
	@[ -d tests/fuzz/corpus/$(TARGET) ] || { cargo build --locked --quiet && python3 tests/fuzz/seeds.py target/debug/sizhi; }
	@RUSTC_BOOTSTRAP=1 cargo fuzz run --fuzz-dir tests/fuzz --sanitizer none $(TARGET) -- -max_total_time=$(SECONDS) -timeout=30 -rss_limit_mb=4096

openapi: ## Write the OpenAPI document and the web client's types made from it.
	@cargo test --locked --no-run --quiet --test tidy
	@target/debug/sizhi openapi > web/openapi.json
	@npm --prefix web run --silent types
