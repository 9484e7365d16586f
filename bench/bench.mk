# The benchmark: `make bench` installs the peers, builds, runs and compares.
#
#   BENCH_ONLY  text, match or pattern: one part (all)
#   BENCH_MB    megabytes of text (100)
#   BENCH_TEXT  a folder with *.txt files (../shared/data/laws)
#   BENCH_DATA  a folder with names/ and provinces/ to make names of
#   BENCH_NEWS  a folder with pages of news (../shared/news)
#   BENCH_CPU   the core that it runs on (the last one)

BENCH_ONLY ?= all
BENCH_MB ?= 100
BENCH_TEXT ?= ../shared/data/laws
BENCH_DATA ?= ../shared/data
BENCH_NEWS ?= ../shared/news
BENCH_CPU ?= $(shell expr $$(nproc) - 1)
BENCH_PACKAGES = $(PACKAGES) g++ libutf8proc-dev python3-pip python3-venv \
  util-linux
BENCH_PEERS = libvectorscan-dev libre2-dev libpcre2-dev lua-lpeg

BENCH_SOURCES := $(wildcard bench/*.c bench/*.cc)
BENCH_OBJECTS := $(addprefix $(BUILD)/,$(addsuffix .o,$(BENCH_SOURCES)))

# Asked when a file is compiled: bench/deps fetches them. A file about a peer
# that is not there compiles to nothing, and the table says so; all of them
# are compiled again when other peers are there than were (PEERS_LIST).
PEERS = $(BUILD)/peers
PEERS_LIST = $(BUILD)/bench/peers.txt
peer_folder = $(firstword $(wildcard $(PEERS)/$(1)-*/$(2)))
peer_version = $(patsubst $(PEERS)/$(1)-%/$(2),%,$(call peer_folder,$(1),$(2)))
crate_version = $(shell sed -n 's/^$(1) = "=\(.*\)"/\1/p' \
  bench/peers/Cargo.toml)
packaged = $(shell for name in $(2); do \
  pkg-config $(1) $$name 2>/dev/null; done)

# $(call peer_flags,SOURCE)
peer_flags = $(if $(findstring stringzilla,$(1)),\
  $(call header_peer,stringzilla,include,STRINGZILLA) -march=native)\
  $(if $(findstring darts,$(1)),\
  $(call header_peer,dartsclone,csrc/include,DARTS))\
  $(if $(findstring vectorscan,$(1)),$(call packaged,--cflags,libhs))\
  $(if $(and $(findstring rust,$(1)),$(wildcard $(PEERS)/rust/libpeers.a)),\
  -DBENCH_RUST -DBENCH_AHO='"$(call crate_version,aho-corasick)"' \
  -DBENCH_DAACHORSE='"$(call crate_version,daachorse)"')
header_peer = $(if $(call peer_folder,$(1),$(2)),\
  -isystem $(call peer_folder,$(1),$(2)) \
  -DBENCH_$(3)='"$(call peer_version,$(1),$(2))"')
PEER_LIBS = $(wildcard $(PEERS)/rust/libpeers.a) \
  $(call packaged,--libs,libhs re2 libpcre2-8) -lutf8proc

bench: bench/deps
	@$(MAKE) --silent --no-print-directory build $(BUILD)/bench/bench
	@test $(BENCH_ONLY) = text || $(BUILD)/viet run bench/names.lua \
	  "$(BENCH_TEXT)" "$(BENCH_DATA)" $(BUILD)/bench/names.txt
	@test $(BENCH_ONLY) = text || test $(BENCH_ONLY) = match || \
	  $(BUILD)/viet run bench/rules.lua "$(BENCH_TEXT)" $(BUILD)/bench
	BENCH_NEWS="$(BENCH_NEWS)" taskset -c $(BENCH_CPU) $(BUILD)/bench/bench $(BENCH_ONLY) \
	  "$(BENCH_TEXT)" $(BENCH_MB) $(BUILD)

bench/deps:
	@.ci/deps $(BENCH_PACKAGES)
	@test $(BENCH_ONLY) = text || \
	  for name in $(BENCH_PEERS); do .ci/deps $$name || true; done
	@bench/deps.sh $(PEERS) $(BENCH_ONLY)
	@mkdir -p $(BUILD)/bench
	@{ ls -d $(PEERS)/*/ $(PEERS)/rust/*.a; \
	  pkg-config --modversion libhs re2 libpcre2-8; } \
	  >$(PEERS_LIST).new 2>/dev/null || true
	@cmp -s $(PEERS_LIST).new $(PEERS_LIST) || \
	  cp $(PEERS_LIST).new $(PEERS_LIST)

$(BUILD)/bench/bench: $(BENCH_OBJECTS) $(CORE_OBJECTS)
	@echo "  LD $@"
	@$(CXX) $(CFLAGS) $(LDFLAGS) -rdynamic -o $@ $^ $(CORE_LIBS) \
	  $(LUA_LIBS) $(PEER_LIBS)

$(BUILD)/bench/%.c.o: bench/%.c Makefile bench/bench.mk $(PEERS_LIST)
	@mkdir -p $(@D)
	@echo "  CC $<"
	@$(CC) -std=gnu11 $(WARNINGS) $(CFLAGS) $(call peer_flags,$<) \
	  -MMD -MP -Icsrc $(LUA_CFLAGS) -c -o $@ $<

$(BUILD)/bench/%.cc.o: bench/%.cc Makefile bench/bench.mk $(PEERS_LIST)
	@mkdir -p $(@D)
	@echo "  CXX $<"
	@$(CXX) -std=c++17 $(WARNINGS) $(CFLAGS) $(call peer_flags,$<) \
	  -MMD -MP -c -o $@ $<

-include $(BENCH_OBJECTS:.o=.d)

.PHONY: bench bench/deps
