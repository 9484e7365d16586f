# Interim build; see README.
CFLAGS ?= -O2 -g
LUA ?= lua5.4
WARN = -Wall -Wextra -Wconversion -Wshadow
SRC := $(wildcard csrc/*/*.c)
OBJ := $(SRC:csrc/%.c=build/obj/%.o)
build: build/lib/viet/core.so
build/lib/viet/core.so: $(OBJ)
	@mkdir -p $(@D)
	$(CC) -shared -o $@ $(OBJ) -Wl,-z,nodelete -licui18n -licuuc
build/obj/%.o: csrc/%.c $(wildcard csrc/*.h csrc/*/*.h)
	@mkdir -p $(@D)
	$(CC) -std=c11 $(WARN) $(CFLAGS) -fPIC -fvisibility=hidden -Icsrc $(shell pkg-config --cflags lua5.4) -c -o $@ $<
.PHONY: build
