# viet: Vietnamese text for Lua. `make help` lists what can be made.

LUA ?= lua5.4
BUSTED ?= /usr/bin/busted
CFLAGS ?= -O2 -g
CORPUS ?= examples/corpus
BUILD ?= build
ifeq ($(origin CC),default)
CC = gcc
endif

# make install: as LuaRocks names them; DESTDIR stands in front of each
PREFIX ?= /usr/local
INST_LUADIR ?= $(PREFIX)/share/lua/5.4
INST_LIBDIR ?= $(PREFIX)/lib/lua/5.4
INST_BINDIR ?= $(PREFIX)/bin

# Debian packages: to build and run, to test, and for the checks of .ci/run
PACKAGES = gcc libc6-dev make pkg-config lua5.4 liblua5.4-dev libicu-dev \
  libpcre2-dev lua-argparse lua-cjson lua-filesystem
TEST_PACKAGES = $(PACKAGES) lua-busted luarocks unicode-data bzip2
CI_PACKAGES = $(TEST_PACKAGES) clang lua-check lua5.1 patchelf
# Not everywhere, and large: a test without them says so and is left out.
CI_EXTRAS = chromium-headless-shell lua-readline
FUZZ_PACKAGES = $(PACKAGES) clang libclang-rt-14-dev

WARNINGS = -Wall -Wextra -Wconversion -Wshadow
# Asked when a file is compiled, not before: `make deps` may install it.
LUA_CFLAGS = $(shell pkg-config --cflags $(LUA) 2>/dev/null || \
  echo -I/usr/include/$(LUA))
LUA_LIBS = $(shell pkg-config --libs $(LUA) 2>/dev/null || echo -l$(LUA))
CORE_LIBS = -licui18n -licuuc -lpcre2-8

SOURCES := $(wildcard csrc/*/*.c)
OBJECTS := $(SOURCES:csrc/%.c=$(BUILD)/obj/%.o)
CORE_OBJECTS := $(filter-out $(BUILD)/obj/lua/%,$(OBJECTS))
C_SPECS := $(patsubst spec/c/%.c,$(BUILD)/spec/%,$(wildcard spec/c/*.c))
FUZZERS := $(filter-out replay,$(basename $(notdir $(wildcard spec/fuzz/*.c))))
REPLAYS := $(FUZZERS:%=$(BUILD)/spec/fuzz/%)
EXAMPLES := $(patsubst %.c,$(BUILD)/%,$(wildcard examples/*.c))

help:
	@echo "make demo [CORPUS=DIR]  who met whom in a folder of articles (*.txt)"
	@echo "make test               build and run every test"
	@echo "make build              $(BUILD)/viet and $(BUILD)/lib/viet/core.so"
	@echo "make deps               install the Debian packages to build with"
	@echo "make install            to DESTDIR, INST_LUADIR, INST_LIBDIR, INST_BINDIR"
	@echo "make asan               every test under ASan and UBSan"
	@echo "make tsan               threads that share, under ThreadSanitizer"
	@echo "make lint               luacheck, and lua/ parsed by each Lua at hand"
	@echo "make strict             no warning from gcc nor from clang"
	@echo "make fuzz [SECONDS=1800] [TARGET=...]  run spec/fuzz with libFuzzer"
	@echo "make deps-test deps-ci  the Debian packages for tests, for .ci/run"
	@echo "make bench [BENCH_MB=N]  every operation beside its peers: $(BUILD)/bench.json"
	@echo "make clean              remove $(BUILD)"


# Packages. What needs them runs in a second make, when they are there.

deps:
	@.ci/deps $(PACKAGES)

deps-test:
	@.ci/deps $(TEST_PACKAGES)

deps-ci:
	@.ci/deps $(CI_PACKAGES)
	@.ci/deps $(CI_EXTRAS) || echo "going on without $(CI_EXTRAS)" >&2


# The module and the command

build: $(BUILD)/lib/viet/core.so $(BUILD)/viet

# ICU never frees its caches, so the module must stay in memory (nodelete).
# It is not linked with Lua: the program that loads it has one.
$(BUILD)/lib/viet/core.so: $(OBJECTS)
	@mkdir -p $(@D)
	@echo "  LD $@"
	@$(CC) -shared $(CFLAGS) $(LDFLAGS) -Wl,-z,nodelete -o $@ $^ $(CORE_LIBS)

$(BUILD)/obj/%.o: csrc/%.c Makefile
	@mkdir -p $(@D)
	@echo "  CC $<"
	@$(CC) -std=c11 $(WARNINGS) $(CFLAGS) -fPIC -fvisibility=hidden \
	  -MMD -MP -Icsrc $(LUA_CFLAGS) -c -o $@ $<

# $(call write_launcher,FILE,LUA_FOLDER,LIBRARY_FOLDER)
define write_launcher
printf '%s\n' '#!/usr/bin/env $(LUA)' \
  "package.path = [=[$(2)/?.lua;$(2)/?/init.lua;]=] .. package.path" \
  "package.cpath = [=[$(3)/?.so;]=] .. package.cpath" >$(1) && \
cat lua/viet/command/launcher.lua >>$(1) && chmod 755 $(1)
endef

$(BUILD)/viet: lua/viet/command/launcher.lua Makefile
	@mkdir -p $(@D)
	@$(call write_launcher,$@.new,$$PWD/lua,$$PWD/$(BUILD)/lib)
	@mv $@.new $@


# Demonstration and tests

ARTICLES = find "$(CORPUS)" -maxdepth 1 -name '*.txt' -print0

demo: deps
	@$(MAKE) --silent --no-print-directory build
	@$(ARTICLES) 2>/dev/null | grep -qz . || \
	  { echo "no articles (*.txt) in $(CORPUS)" >&2; exit 2; }
	@$(ARTICLES) | sort -z | xargs -0 $(BUILD)/viet extract --format table

test: deps-test
	@$(MAKE) --silent --no-print-directory run-specs

# Prints "N passed, N failed" last.
run-specs: build $(C_SPECS) $(REPLAYS)
	@BUSTED=$(BUSTED) $(LUA) spec/run.lua $(C_SPECS) $(REPLAYS)

# A test in C sees all of the core; one that embeds Lua loads the module.
$(BUILD)/spec/%: spec/c/%.c $(CORE_OBJECTS) Makefile
	@mkdir -p $(@D)
	@echo "  CC $<"
	@$(CC) -std=c11 $(WARNINGS) $(CFLAGS) -MMD -MP -Icsrc $(LUA_CFLAGS) \
	  $(LDFLAGS) -rdynamic -o $@ $< $(CORE_OBJECTS) $(CORE_LIBS) $(LUA_LIBS)

# A fuzz target and the inputs that are kept for it
$(BUILD)/spec/fuzz/%: spec/fuzz/%.c spec/fuzz/replay.c spec/fuzz/fuzz.h \
  $(CORE_OBJECTS) Makefile
	@mkdir -p $(@D)
	@echo "  CC $<"
	@$(CC) -std=c11 $(WARNINGS) $(CFLAGS) -Icsrc $(LDFLAGS) \
	  -DCORPUS='"spec/fuzz/$*"' -o $@ $< spec/fuzz/replay.c \
	  $(CORE_OBJECTS) $(CORE_LIBS)


$(BUILD)/examples/%: examples/%.c $(CORE_OBJECTS) Makefile
	@mkdir -p $(@D)
	@echo "  CC $<"
	@$(CC) -std=c11 $(WARNINGS) $(CFLAGS) -Icsrc $(LDFLAGS) -o $@ $< \
	  $(CORE_OBJECTS) $(CORE_LIBS)


# Checks

# The same tests on a module built with the sanitizers, in a tree of links
# to the sources, so that build/ means build/asan/build there. Lua is a copy
# of Debian's that loads their libraries first; LD_PRELOAD would put them
# into every program that a test calls, gcc included. Leaks are looked for
# where the system permits it (it needs ptrace); nothing is suppressed.
# Tests tagged #big limit the address space, of which ASan takes terabytes.
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all
ASAN_LUA = build/asan/bin/$(LUA)
ASAN_LIBS = $(foreach name,ubsan asan,\
  --add-needed $(shell $(CC) -print-file-name=lib$(name).so))

asan: deps-test
	@.ci/deps patchelf
	@mkdir -p build/asan/bin
	@for name in csrc lua spec examples rockspec README.md Makefile .busted; \
	  do ln -sfn ../../$$name build/asan/$$name; done
	@test ! -d ../shared || ln -sfn ../../shared build/shared
	@patchelf $(ASAN_LIBS) --output $(ASAN_LUA) $$(command -v $(LUA))
	@leaks=1; ASAN_OPTIONS=detect_leaks=1 $(ASAN_LUA) -e '' 2>/dev/null || \
	  { leaks=0; echo "leaks are not looked for: no ptrace here"; }; \
	PATH="$$PWD/build/asan/bin:$$PATH" ASAN_OPTIONS=detect_leaks=$$leaks \
	  UBSAN_OPTIONS=print_stacktrace=1 BUSTED_FLAGS=--exclude-tags=big \
	  $(MAKE) --no-print-directory -C build/asan run-specs BUILD=build \
	  CFLAGS="-O1 -g -fno-omit-frame-pointer $(SANITIZE)"

# What threads and Lua states share, under the sanitizer that tells races.
tsan: deps-test
	@$(MAKE) --no-print-directory BUILD=build/tsan \
	  CFLAGS="-O1 -g -fsanitize=thread" build/tsan/lib/viet/core.so \
	  build/tsan/spec/threads build/tsan/spec/share
	@build/tsan/spec/threads
	@build/tsan/spec/share build/tsan/lib/viet/core.so

# Each target runs for SECONDS. Inputs that it finds are kept for the next
# time in build/fuzz/NAME, those that fail are build/fuzz/NAME-crash-...
SECONDS ?= 1800
TARGET ?= $(FUZZERS)
FUZZ_CFLAGS = -O1 -g -fno-omit-frame-pointer $(SANITIZE)

fuzz:
	@.ci/deps $(FUZZ_PACKAGES)
	@$(MAKE) --silent --no-print-directory \
	  $(TARGET:%=build/fuzz/bin/%) BUILD=build/fuzz/build CC=clang \
	  CFLAGS="$(FUZZ_CFLAGS) -fsanitize=fuzzer-no-link"
	@failed=0; for name in $(TARGET); do \
	  spec/fuzz/run $$name $(SECONDS) || failed=1; done; exit $$failed

build/fuzz/bin/%: spec/fuzz/%.c spec/fuzz/fuzz.h $(CORE_OBJECTS) Makefile
	@mkdir -p $(@D)
	@echo "  CC $<"
	@$(CC) -std=c11 $(WARNINGS) $(CFLAGS) -fsanitize=fuzzer -Icsrc -o $@ \
	  $< $(CORE_OBJECTS) $(CORE_LIBS)

lint:
	luacheck --quiet lua spec examples
	@for luac in luac5.1 luac5.2 luac5.3 luac5.4; do \
	  command -v $$luac >/dev/null || continue; \
	  for file in $$(find lua -name '*.lua'); do \
	    $$luac -p $$file || exit 1; done; done

strict:
	@for cc in gcc clang; do \
	  $(MAKE) --no-print-directory programs CC=$$cc BUILD=build/strict-$$cc \
	    CFLAGS="-O2 -Werror" || exit 1; done

programs: $(OBJECTS) $(C_SPECS) $(REPLAYS) $(EXAMPLES)


# Installation

install: build
	@for file in $$(cd lua && find . -name '*.lua' -o -name '*.tsv' \
	    -o -name '*.rules'); do \
	  install -D -m 644 "lua/$$file" "$(DESTDIR)$(INST_LUADIR)/$$file"; done
	install -D $(BUILD)/lib/viet/core.so \
	  "$(DESTDIR)$(INST_LIBDIR)/viet/core.so"
	@mkdir -p "$(DESTDIR)$(INST_BINDIR)"
	@$(call write_launcher,"$(DESTDIR)$(INST_BINDIR)/viet",$(INST_LUADIR),$(INST_LIBDIR))

clean:
	rm -rf $(BUILD)

-include bench/bench.mk

-include $(OBJECTS:.o=.d) $(C_SPECS:=.d)

.DEFAULT_GOAL := build
.DELETE_ON_ERROR:
.PHONY: help deps deps-test deps-ci build demo test run-specs asan tsan fuzz \
  lint strict programs install clean
