# surerow: the PostgreSQL extension by PGXS, and the commands of the house.
#   make && make install    the extension, for the server of $(PG_CONFIG)
#   make demo, make test    work on a bare machine: they install what is missing first
# Sources are found by sorted wildcards; the version lives in META.json.

.DEFAULT_GOAL := all
SUREROW_VERSION := $(shell sed -n '/"version"/{s/.*: *"\(.*\)".*/\1/p;q;}' META.json)
PG_CONFIG ?= pg_config
PGXS := $(wildcard $(shell $(PG_CONFIG) --pgxs 2>/dev/null))

# --- The house -------------------------------------------------------------------------------------

.PHONY: demo demo-postgres test bench lint matrix oracle fuzz soak
demo demo-postgres:
	@test/tools/need $@
	@test/demo/$@

test:
	@test/tools/need test
	@test/run

bench:
	@test/tools/need bench
	@test/bench/run

lint:
	@test/tools/need test
	@test/run --only format,tidy,cppcheck

oracle:
	@test/tools/need oracle
	@test/oracle/all

fuzz:
	@test/tools/need test
	@SUREROW_FUZZ_SECONDS=$$(($(or $(MINUTES),10) * 60)) test/run --only fuzz

soak:
	@test/tools/need test
	@SUREROW_LOAD_SECONDS=$(or $(SECONDS),60) SUREROW_CRASH_KILLS=$(or $(KILLS),200) test/run --only load,crash; status=$$?; \
	  tail -n +1 build/results/load-* build/results/crash-*; exit $$status

matrix:
	@test/tools/need matrix
	@test/matrix

# --- The extension ---------------------------------------------------------------------------------

ifeq ($(PGXS),)

.PHONY: all install
all install:
	@echo 'surerow: no PostgreSQL server development files for "$(PG_CONFIG)".'
	@echo 'Install them (Debian: postgresql-server-dev-NN), or name another pg_config: make PG_CONFIG=...'
	@echo '"make demo" and "make test" install what they need themselves.'
	@exit 1

else

CORE_OBJS := $(patsubst %.cpp,%.o,$(sort $(wildcard common/*.cpp common/*/*.cpp)))
BINDING_OBJS := $(patsubst %.cpp,%.o,$(sort $(wildcard pg_ext/*.cpp)))
INSTALL_SQL := sql/surerow--$(SUREROW_VERSION).sql

EXTENSION = surerow
MODULE_big = surerow
OBJS = $(CORE_OBJS) $(BINDING_OBJS)
DATA_built = $(INSTALL_SQL)
DATA := $(sort $(wildcard sql/surerow--*--*.sql))
DOCS := $(sort $(wildcard doc/*.md))

PG_CPPFLAGS = -I. -isystem $(shell $(PG_CONFIG) --includedir-server) \
  $(patsubst %,-isystem %,$(wildcard /usr/include/dragonbox-*)) -DSUREROW_VERSION='"$(SUREROW_VERSION)"' -MMD -MP
# g++ 12 sees an overlap in every assignment of a literal to a std::string (GCC bug 105651): -Wno-restrict.
PG_CXXFLAGS = -std=c++20 -Wall -Wextra -Wno-register $(if $(WERROR),-Werror) \
  $(if $(findstring clang,$(shell $(CXX) --version)),,-Wno-restrict) $(EXTRA_CXXFLAGS)
SHLIB_LINK = -lcrypto -Wl,--exclude-libs,ALL -Wl,-Bsymbolic -Wl,--version-script=pg_ext/exports.map -lstdc++
EXTRA_CLEAN = $(OBJS:.o=.d)

# No bitcode: a C++ exception must never have to pass through a frame that the JIT made.
override with_llvm = no

include $(PGXS)

# The core's symbols stay inside; the binding's entry points must be seen.
$(CORE_OBJS): override CXXFLAGS += -fvisibility=hidden

$(INSTALL_SQL): sql/surerow.sql META.json
	cp $< $@

# The version is compiled into the binding.
$(BINDING_OBJS): META.json

-include $(OBJS:.o=.d)

endif
