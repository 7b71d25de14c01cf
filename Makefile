# One entry point for each job. `make help` lists them.

SHELL := /bin/bash
.NOTPARALLEL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

export DOTNET_CLI_UI_LANGUAGE := en
export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1

MACHINE := $(shell uname -m)
HOST_RID := $(if $(filter aarch64,$(MACHINE)),linux-arm64,linux-x64)

# What the programs are built for: linux-x64 or linux-arm64. Those for another kind of machine
# than this one go to out/RID/.
RID ?= $(HOST_RID)
BIN := $(if $(filter $(HOST_RID),$(RID)),out,out/$(RID))

# Where `make install` puts things; the configuration is in SYSCONFDIR.
export DESTDIR ?=
export PREFIX ?= /usr
export SYSCONFDIR ?= /etc

LAB_PROJECT := $(wildcard lab/Wackamole.Lab/Wackamole.Lab.csproj)
PROGRAMS := $(BIN)/wackamole $(BIN)/wackatrl $(if $(LAB_PROJECT),$(BIN)/lab/wackalab)

# Every file that a program is made from; a list of them too, so that a removed file is noticed.
SHARED := .editorconfig Directory.Build.props Directory.Packages.props global.json build/publish.sh
files_of = $(sort $(shell find $(1) -type f -not -path '*/bin/*' -not -path '*/obj/*'))
CORE := $(call files_of,src/Wackamole.Core)
DAEMON := $(CORE) $(call files_of,src/Spread.Client) $(call files_of,src/Wackamole)
COMMAND := $(CORE) $(call files_of,src/Wackatrl)
LAB := $(DAEMON) $(COMMAND) $(if $(LAB_PROJECT),$(call files_of,lab/Wackamole.Lab))

.PHONY: help
help: ## List what can be made
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1|\2/p' Makefile | column -t -s '|'
	@echo "The programs are left at out/wackamole and out/wackatrl."

.PHONY: build
build: setup $(PROGRAMS) ## Build the programs, each one file (RID=linux-arm64 for the other kind)

.PHONY: setup
setup: ## See that what is needed is there; as root on Debian, install what is missing
	@build/setup.sh

$(BIN)/wackamole: $(DAEMON) $(SHARED) out/build/wackamole.files
	@build/publish.sh src/Wackamole/Wackamole.csproj wackamole $@ $(RID) native

$(BIN)/wackatrl: $(COMMAND) $(SHARED) out/build/wackatrl.files
	@build/publish.sh src/Wackatrl/Wackatrl.csproj wackatrl $@ $(RID) trimmed

$(BIN)/lab/wackalab: $(LAB) $(SHARED) out/build/wackalab.files
	@build/publish.sh $(LAB_PROJECT) wackalab $@ $(RID) framework

out/build/wackamole.files: LIST = $(DAEMON)
out/build/wackatrl.files: LIST = $(COMMAND)
out/build/wackalab.files: LIST = $(LAB)
out/build/%.files: always
	@mkdir -p $(@D)
	@echo '$(LIST)' | cmp -s - $@ || echo '$(LIST)' > $@

.PHONY: always
always:

.PHONY: test
test: ## Everything: set-up, build, unit tests, tidy, simulation, end-to-end tests
	@build/test.sh

.PHONY: unit
unit: ## Unit tests, tidy and simulation alone (FILTER=Tidy for some)
	@dotnet test tests/Wackamole.Tests -c Release --nologo --tl:off \
		$(if $(FILTER),--filter 'FullyQualifiedName~$(FILTER)')

.PHONY: sim
sim: ## Sweep seeds (SEEDS=1000), replay one (SEED=N), CONNECTIVITY=all, PLANTED=all, MEASURE=loss
	@SIM_SEEDS=$(SEEDS) SIM_SEED=$(SEED) SIM_START=$(START) SIM_CONNECTIVITY=$(CONNECTIVITY) \
		SIM_PLANTED='$(PLANTED)' SIM_MINIMISE=$(MINIMISE) SIM_MEASURE=$(MEASURE) \
		dotnet test tests/Wackamole.Tests -c Release --nologo --tl:off \
		--filter FullyQualifiedName~Simulation.$(if $(CONNECTIVITY),Graphs,$(if \
		$(PLANTED),Planting.PlantedSurvey,$(if $(MEASURE),LossMeasure,Sweep))) \
		--logger "console;verbosity=detailed"

# What the hosts of the lab agree by: mesh, spread or corosync (docs/ENGINES.md).
ENGINE ?= mesh

.PHONY: demo
demo: build ## A cluster of this machine's network namespaces, and what happens to it
	@build/run-lab.sh demo --engine $(ENGINE) \
		$(if $(HOSTS),--hosts $(HOSTS)) $(if $(ADDRESSES),--addresses $(ADDRESSES))

.PHONY: e2e
e2e: build ## The end-to-end tests alone (ENGINE=spread, ONLY=)
	@build/run-lab.sh e2e --engine $(ENGINE) $(if $(ONLY),--only '$(ONLY)')

.PHONY: bench
bench: build ## Measure interruptions and memory on hosts in network namespaces (RUNS=10 ONLY=)
	@build/run-lab.sh bench --engine $(ENGINE) \
		$(if $(RUNS),--runs $(RUNS)) $(if $(ONLY),--only '$(ONLY)')

.PHONY: faults
faults: build ## Every fault of the matrix on real hosts, and what is expected (HOSTS=3 ONLY=)
	@build/run-lab.sh faults --engine $(ENGINE) \
		$(if $(HOSTS),--hosts $(HOSTS)) $(if $(ONLY),--only '$(ONLY)')

.PHONY: series
series: build ## Strike hosts again and again: does anything answer twice? (RUNS=20 ONLY=)
	@build/run-lab.sh series \
		$(if $(RUNS),--runs $(RUNS)) $(if $(ONLY),--only '$(ONLY)')

.PHONY: soak
soak: build ## Random faults on one watched cluster (MINUTES=10, SEED=N to repeat one)
	@build/run-lab.sh soak --engine $(ENGINE) \
		$(if $(MINUTES),--minutes $(MINUTES)) $(if $(SEED),--seed $(SEED)) \
		$(if $(HOSTS),--hosts $(HOSTS))

.PHONY: lint
lint: ## Formatting, analyzers, and the habits that the tidy test knows
	@dotnet format Wackamole.slnx --verify-no-changes
	@$(MAKE) --no-print-directory unit FILTER=Wackamole.Tests.Tidy

.PHONY: format
format: ## Put right what `make lint` says about formatting
	@dotnet format Wackamole.slnx

.PHONY: install
install: $(BIN)/wackamole $(BIN)/wackatrl ## Install on this machine (DESTDIR=, PREFIX=/usr)
	@build/install.sh install $(BIN)

.PHONY: uninstall
uninstall: ## Remove what `make install` put there; the configuration stays
	@build/install.sh uninstall $(BIN)

.PHONY: deb
deb: $(BIN)/wackamole $(BIN)/wackatrl ## A Debian package in out/ (or RID=linux-arm64)
	@build/deb.sh $(BIN) $(RID)

.PHONY: map
map: ## Every source file with the first sentence of its documentation
	@build/map.sh

.PHONY: clean
clean: ## Remove everything that was built
	@rm -rf out
	@find src tests lab -type d \( -name bin -o -name obj \) -prune -exec rm -rf {} +
