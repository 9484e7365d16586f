/*
** match_rust.c
** aho-corasick and daachorse; bench/peers/lib.rs is their other half.
*/

#include "match.h"

#ifdef BENCH_RUST

enum rust_kind { AHO_DFA, AHO_NFA, DAACHORSE_BYTES, DAACHORSE_CHARS };

void *rust_build (uint32_t kind, bool longest, const span *names,
                  size_t count);
void rust_scan (const void *index, span text, hits *found);
size_t rust_bytes (const void *index);
void rust_drop (void *index);


static void *build_dfa (const names *from, mode wanted) {
  return rust_build(AHO_DFA, wanted == LONGEST, from->array, from->count);
}


static void *build_nfa (const names *from, mode wanted) {
  return rust_build(AHO_NFA, wanted == LONGEST, from->array, from->count);
}


static void *build_bytes (const names *from, mode wanted) {
  return rust_build(DAACHORSE_BYTES, wanted == LONGEST, from->array,
                    from->count);
}


static void *build_chars (const names *from, mode wanted) {
  return rust_build(DAACHORSE_CHARS, wanted == LONGEST, from->array,
                    from->count);
}


#define AHO "aho-corasick " BENCH_AHO
#define DAACHORSE "daachorse " BENCH_DAACHORSE

const matcher aho_dfa = {
  AHO " DFA", OF_BYTES, 1e9, build_dfa, rust_scan, rust_drop
};

const matcher aho_nfa = {
  AHO " NFA", OF_BYTES, 1e9, build_nfa, rust_scan, rust_drop
};

const matcher daachorse_bytes = {
  DAACHORSE " bytewise", OF_BYTES, 1e9, build_bytes, rust_scan, rust_drop
};

const matcher daachorse_chars = {
  DAACHORSE " charwise", OF_BYTES, 1e9, build_chars, rust_scan, rust_drop
};


size_t daachorse_bytes_of (const void *index) {
  return rust_bytes(index);
}

#else  /* no Rust */

const matcher aho_dfa, aho_nfa, daachorse_bytes, daachorse_chars;


size_t daachorse_bytes_of (const void *index) {
  (void)index;
  return 0;
}

#endif
