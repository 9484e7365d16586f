#!/bin/sh
# Fetches StringZilla's headers from PyPI into the folder $1, once. Without
# a network it says so, and the benchmark runs without that peer.
set -eu

version=5.3.2
folder=$1
target=$folder/stringzilla-$version

[ -d "$target/include" ] && exit 0
mkdir -p "$folder"
if pip download --quiet --no-deps --no-binary :all: --dest "$folder" \
    "stringzilla==$version" >"$folder/pip.log" 2>&1 &&
    tar -xzf "$folder/stringzilla-$version.tar.gz" -C "$folder"; then
  echo "StringZilla $version" >&2
else
  tail -n 3 "$folder/pip.log" >&2
  echo "StringZilla cannot be had: the benchmark runs without it" >&2
fi
