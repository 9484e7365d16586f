// match_darts.cc
// darts-clone: a double-array trie, which is asked at the start of each
// token. These starts are given to it; its time has no search for them.

#include "match.h"

#ifdef BENCH_DARTS

#include <darts.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <vector>

namespace {

enum { PREFIXES = 64 };  // names that begin at one place, at most

struct Index {
  Darts::DoubleArray trie;
  bool longest;
};

bool before(const span &a, const span &b) {
  int order = std::memcmp(a.text, b.text, std::min(a.bytes, b.bytes));
  return order != 0 ? order < 0 : a.bytes < b.bytes;
}

void *build(const names *from, mode wanted) {
  std::vector<span> sorted(from->array, from->array + from->count);
  std::sort(sorted.begin(), sorted.end(), before);
  std::vector<const char *> texts;
  std::vector<std::size_t> lengths;
  for (const span &name : sorted) {
    texts.push_back(name.text);
    lengths.push_back(name.bytes);
  }
  Index *index = new (std::nothrow) Index;
  if (index == nullptr)
    return nullptr;
  index->longest = wanted == LONGEST;
  try {
    index->trie.build(sorted.size(), texts.data(), lengths.data());
  } catch (const std::exception &) {
    delete index;
    return nullptr;
  }
  return index;
}

// Takes the names that begin at byte 'at'; returns where to go on.
std::size_t take(const Index *index, span document, std::size_t at,
                 hits *found) {
  Darts::DoubleArray::result_pair_type prefixes[PREFIXES];
  std::size_t count = index->trie.commonPrefixSearch(
      document.text + at, prefixes, PREFIXES, document.bytes - at);
  for (std::size_t i = std::min<std::size_t>(count, PREFIXES); i-- > 0;) {
    std::size_t end = at + prefixes[i].length;
    if (!has_bit(found->ends, found->base + end))
      continue;
    hits_take(found, at, end);
    if (index->longest)
      return end;
  }
  return at + 1;
}

// The first start of a token from byte 'at' of the block on, before 'end'.
std::size_t next_start(const uint64_t *starts, std::size_t at,
                       std::size_t end) {
  while (at < end) {
    uint64_t bits = starts[at / 64] >> (at % 64);
    if (bits != 0) {
      at += static_cast<std::size_t>(__builtin_ctzll(bits));
      return std::min(at, end);
    }
    at = (at / 64 + 1) * 64;
  }
  return end;
}

void scan(const void *made, span document, hits *found) {
  const Index *index = static_cast<const Index *>(made);
  std::size_t base = found->base, end = base + document.bytes;
  for (std::size_t at = next_start(found->starts, base, end); at < end;
       at = next_start(found->starts, at, end))
    at = base + take(index, document, at - base, found);
}

void drop(void *index) { delete static_cast<Index *>(index); }

}  // namespace

const matcher darts = {
    "darts-clone " BENCH_DARTS, OF_WORDS, 1e9, build, scan, drop};

#else  // it could not be had

const matcher darts = {};

#endif
