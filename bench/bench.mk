# The benchmark: `make bench` installs the peers, builds, runs and compares.
#
#   BENCH_MB    megabytes of text (100)
#   BENCH_TEXT  a folder with *.txt files (../shared/data/laws)
#   BENCH_CPU   the core that it runs on (the last one)

BENCH_MB ?= 100
BENCH_TEXT ?= ../shared/data/laws
BENCH_CPU ?= $(shell expr $$(nproc) - 1)
BENCH_PACKAGES = $(PACKAGES) g++ libutf8proc-dev python3-pip util-linux

BENCH_SOURCES := $(wildcard bench/*.c)
BENCH_OBJECTS := $(BENCH_SOURCES:%.c=$(BUILD)/%.o) $(BUILD)/bench/peer_icu.o

# Asked when a file is compiled: bench/deps fetches it.
STRINGZILLA = $(firstword $(wildcard $(BUILD)/peers/stringzilla-*/include))
STRINGZILLA_FLAGS = $(if $(STRINGZILLA),-march=native -isystem $(STRINGZILLA) \
  -DBENCH_STRINGZILLA='"$(patsubst $(BUILD)/peers/stringzilla-%/include,%,\
  $(STRINGZILLA))"')

bench: bench/deps
	@$(MAKE) --silent --no-print-directory build $(BUILD)/bench/bench
	taskset -c $(BENCH_CPU) $(BUILD)/bench/bench "$(BENCH_TEXT)" $(BENCH_MB) \
	  $(BUILD)/lib/viet/core.so $(BUILD)/bench.json

bench/deps:
	@.ci/deps $(BENCH_PACKAGES)
	@bench/deps.sh $(BUILD)/peers

$(BUILD)/bench/bench: $(BENCH_OBJECTS) $(CORE_OBJECTS)
	@echo "  LD $@"
	@$(CXX) $(CFLAGS) $(LDFLAGS) -rdynamic -o $@ $^ $(ICU_LIBS) $(LUA_LIBS) \
	  -lutf8proc

$(BUILD)/bench/%.o: bench/%.c Makefile bench/bench.mk
	@mkdir -p $(@D)
	@echo "  CC $<"
	@$(CC) -std=gnu11 $(WARNINGS) $(CFLAGS) $(if $(findstring stringzilla,$<),\
	  $(STRINGZILLA_FLAGS)) -MMD -MP -Icsrc $(LUA_CFLAGS) -c -o $@ $<

$(BUILD)/bench/%.o: bench/%.cc Makefile bench/bench.mk
	@mkdir -p $(@D)
	@echo "  CXX $<"
	@$(CXX) -std=c++17 $(WARNINGS) $(CFLAGS) -MMD -MP -c -o $@ $<

-include $(BENCH_OBJECTS:.o=.d)

.PHONY: bench bench/deps
