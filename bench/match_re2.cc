// match_re2.cc
// RE2: one alternation of all names. Its \b knows ASCII only, so that hits
// off the edges are dropped afterwards, as those of the byte automata.

#include "match.h"

#if __has_include(<re2/re2.h>)

#include <re2/re2.h>

#include <string>

namespace {

void *build(const names *from, mode wanted) {
  if (wanted != LONGEST)
    return nullptr;
  std::string pattern;
  for (std::size_t i = 0; i < from->count; i++) {
    const span &name = from->array[i];
    if (i > 0)
      pattern += '|';
    pattern += RE2::QuoteMeta(re2::StringPiece(name.text, name.bytes));
  }
  RE2::Options options;
  options.set_longest_match(true);
  options.set_max_mem(int64_t{1} << 30);
  options.set_log_errors(false);
  RE2 *made = new RE2(pattern, options);
  if (made->ok())
    return made;
  delete made;
  return nullptr;
}

void scan(const void *made, span document, hits *found) {
  const RE2 *self = static_cast<const RE2 *>(made);
  re2::StringPiece text(document.text, document.bytes), hit;
  std::size_t at = 0;
  while (self->Match(text, at, text.size(), RE2::UNANCHORED, &hit, 1)) {
    std::size_t first = static_cast<std::size_t>(hit.data() - text.data());
    at = first + hit.size();
    hits_add(found, first, at);
  }
}

void drop(void *made) { delete static_cast<RE2 *>(made); }

}  // namespace

const matcher re2_longest = {
    "RE2 alternation", OF_BYTES, 1e9, build, scan, drop};

#else  // it could not be had

const matcher re2_longest = {};

#endif
