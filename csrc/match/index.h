/*
** index.h
** The inside of a compiled gazetteer: one block, which is also the file.
**
**     [viet_gazetteer][strings][words][filter][lines][records][columns]...
**
** Every distinct string of a name's tokens, and of the keys of these, has a
** number. The keys of a name at the path level of the gazetteer, the loosest
** that any of its names asks for, are its path:
**
**     name     Hòa Bình 2       tokens  #0 Hòa   #3 Bình   #6 2
**     path level placement      path    #1 hòa   #4 bình   #6 2
**
** Paths of one token are told by the token. Others are numbers, the hashes
** of their tokens, which are found in a table: those of two and three tokens
** as they are, longer ones as a trie that is never built, from four tokens
** on. It has prefixes that several paths share (branches), and the shortest
** prefix that one path has for its own (a tail): there the record of its
** names tells the rest.
**
**     hòa bình                  names: "Hòa Bình", "hoà bình"
**     ủy ban nhân dân           branch, with names: "Ủy ban Nhân dân"
**     ủy ban nhân dân tỉnh      tail: "Ủy ban Nhân dân tỉnh Hòa Bình"
**
** Most tokens of a text begin no name. A filter of bits tells so from a word
** of memory for the first two tokens, and one for the first three, before
** any table is asked.
**
** All of it is read from files that may be hostile: what is read from the
** block and used as an index goes through the functions below, which check
** it.
*/

#ifndef viet_match_index_h
#define viet_match_index_h

#include <string.h>

#include "viet.h"
#include "text/form.h"

#define VIET_GAZETTEER_MAGIC "viet gz\n"
#define VIET_GAZETTEER_ORDER 0x01020304u
#define VIET_GAZETTEER_VERSION 3u

/* The arrays behind the header, each at a multiple of 64 bytes. */
typedef enum viet_part {
  VIET_PART_STARTS,     /* uint32_t: the first byte of each string, and the
                           end of the last one */
  VIET_PART_BYTES,      /* the bytes of the strings */
  VIET_PART_SLOTS,      /* uint32_t: string + 1 or 0, hashed; a power of 2 */
  VIET_PART_WORDS,      /* viet_word, one for each string */
  VIET_PART_FILTER,     /* uint64_t; a power of 2 */
  VIET_PART_LINES,      /* viet_line: prefixes, hashed */
  VIET_PART_RECORDS,    /* uint32_t: names, those of a path together */
  VIET_PART_NAMES,      /* uint32_t: records by entry, then by name; none
                           without entries */
  /* Columns: an item for each entry. A column that says the same of all
     entries, that they have no id, hold at all times and so on, is empty. */
  VIET_PART_FIRST_NAMES,  /* uint32_t: of NAMES; those up to the next
                             entry's are its. Empty: name i is entry i's */
  VIET_PART_IDS,        /* uint32_t: first byte of ID_BYTES, VIET_NO_BYTES */
  VIET_PART_ATTRIBUTES, /* uint32_t: so of ATTRIBUTE_BYTES */
  VIET_PART_TYPES_OF,   /* uint32_t: of TYPES, or VIET_NO_TEXT */
  VIET_PART_FROM,       /* int32_t */
  VIET_PART_TO,         /* int32_t */
  VIET_PART_PRIORITIES, /* int32_t */
  /* What they point to */
  VIET_PART_ID_BYTES,
  VIET_PART_ATTRIBUTE_BYTES,
  VIET_PART_TYPES,      /* viet_text: distinct types */
  VIET_PART_ORIGINALS,  /* viet_original, by name */
  VIET_PART_TEXTS,      /* bytes that the last two parts point to */
  VIET_PARTS
} viet_part;

typedef struct viet_range {
  uint64_t at;     /* bytes from the start of the block */
  uint64_t count;  /* items */
} viet_range;

struct viet_gazetteer {
  char magic[8];
  uint32_t order;          /* tells the order of bytes */
  uint32_t version;
  uint64_t bytes;          /* of the block */
  uint64_t checksum;       /* of all behind the header */
  uint64_t seed;           /* of the hashes */
  uint32_t path;           /* viet_form_key: what paths are made of */
  uint32_t names;
  uint32_t longest;        /* name, in tokens */
  uint32_t slot_limit;     /* slots that are looked at for a string */
  uint32_t line_limit;     /* lines that are looked at for a prefix */
  uint32_t filter_shift;   /* 64 less the bits that number its words */
  uint32_t names_at[VIET_LEVELS];
  uint32_t spellings;
  uint32_t entries;        /* 0: they are mere numbers */
  uint32_t unused;         /* 0 */
  viet_range parts[VIET_PARTS];
  uint64_t own_checksum;   /* of the header up to here */
};

/* What is known of a string. */
typedef struct viet_word {
  uint32_t path;       /* its key at the path level, a string */
  uint32_t placement;  /* its key at VIET_PLACEMENT */
  uint32_t start;      /* of a path: VIET_STARTS if longer names begin with
                          it, VIET_FOLLOWS if it is the second token of
                          one, and the record of names that it is */
} viet_word;

#define VIET_STARTS 0x80000000u
#define VIET_FOLLOWS 0x40000000u
#define VIET_ALONE 0x3FFFFFFFu

/*
** A line of the table of prefixes: what fills a cache line. A prefix is in
** the line that its hash tells, or in one behind it if that is full; a value
** of 0 is a free place.
*/
#define VIET_LINE_SLOTS 8

typedef struct viet_line {
  uint32_t check[VIET_LINE_SLOTS];  /* the low half of the hash */
  uint32_t value[VIET_LINE_SLOTS];
} viet_line;

/* The kinds of value, in the two highest bits; the others are a record. */
#define VIET_VALUE_KIND 0xC0000000u
#define VIET_TAIL 0u                /* one path has this prefix */
#define VIET_BRANCH 0x40000000u     /* several have, and none ends here */
#define VIET_NAMES 0x80000000u      /* a path ends here */

/* tokens of the shortest prefix that longer paths share */
#define VIET_SHORTEST_PREFIX 4

/*
** A record is a name: 2 or 3 numbers, and its tokens, each a string. Names of
** one path lie together, by priority, then entry, then name. The number of
** the name is left out where it is that of the entry, as it is if all
** entries have one name.
**
**     [count | level << 8 | more << 11 | named << 12][entry][name]
**     [token]...[token]
*/
enum { VIET_RECORD_HEAD = 2 };      /* numbers, if it is not named */
#define VIET_RECORD_MORE 0x800u     /* another name of this path follows */
#define VIET_RECORD_NAMED 0x1000u   /* it has the number of the name */
#define VIET_TOKEN_JOINED 0x80000000u  /* no white space before the token */
#define VIET_TOKEN_STRING 0x7FFFFFFFu

/* Strings are numbered below this. */
#define VIET_MAX_STRINGS 0x1FFFFFF0u

typedef struct viet_text {
  uint32_t at;     /* of TEXTS */
  uint32_t bytes;  /* VIET_NO_TEXT: none */
} viet_text;

#define VIET_NO_TEXT UINT32_MAX

/*
** A column of texts: each begins where the one before it ends, so that their
** starts tell all. The highest bit is of an entry that has none, which takes
** no bytes.
*/
#define VIET_NO_BYTES 0x80000000u
#define VIET_COLUMN_BYTES 0x7FFFFFFFu  /* the most that all may have */

/* The text of a name that is not its tokens with single spaces. */
typedef struct viet_original {
  uint32_t name;
  viet_text text;
} viet_original;

/* The part of a block; its items are counted by parts[part].count. */
static inline const void *viet_part_of (const viet_gazetteer *self,
                                        viet_part part) {
  return (const char *)self + self->parts[part].at;
}

static inline size_t viet_part_count (const viet_gazetteer *self,
                                      viet_part part) {
  return (size_t)self->parts[part].count;
}


/*
** {==================================================================
** Hashes
** ===================================================================
*/

#define VIET_MIX UINT64_C(0x9E3779B97F4A7C15)

/* The hash of a token, which is that of a path of one. */
static inline uint64_t viet_hash_word (uint64_t seed, uint32_t word) {
  uint64_t hash = (seed ^ word) * VIET_MIX;
  hash = (hash ^ (hash >> 32)) * UINT64_C(0xD6E8FEB86659FD93);
  return hash ^ (hash >> 32);
}

/* odd, and of 32 bits for vectors (sieve_avx2.c) */
#define VIET_NEXT UINT64_C(0x9E3779B1)

/* The hash of a path with one more token, whose hash is 'word': as little
** work as can be, since it is done at each token of a text. */
static inline uint64_t viet_hash_next (uint64_t hash, uint64_t word) {
  return hash * VIET_NEXT + word;
}

/* The line where the search for a prefix begins, out of 'lines'. */
static inline size_t viet_line_of (uint64_t hash, size_t lines) {
  return (size_t)(((hash >> 32) * (uint64_t)lines) >> 32);
}

/*
** Two bits of a word of the filter. The word for two tokens has those of
** their hash if they are a path. The word for three has those of their hash
** if they are a path, and those of the hash of four if these begin a longer
** one.
*/
static inline uint64_t viet_filter_bits (uint64_t hash) {
  return UINT64_C(1) << (hash & 63) | UINT64_C(1) << (hash >> 6 & 63);
}

/* Are they set? 1 or 0. */
static inline unsigned viet_filter_has (uint64_t word, uint64_t hash) {
  return (unsigned)(word >> (hash & 63) & word >> (hash >> 6 & 63) & 1);
}

/* Slots or lines that are looked at, at most: far more than a hash with an
** unknown seed ever needs. */
#define VIET_MAX_PROBES 4096u

uint64_t viet_hash_string (uint64_t seed, const char *text, size_t bytes);

/* A sum of many bytes, to see whether they were changed. */
uint64_t viet_checksum (uint64_t seed, const void *block, size_t bytes);

/* }================================================================== */


/*
** {==================================================================
** Reading
** ===================================================================
*/

/* The bytes of a string; none if there is no such string. */
const char *viet_string_at (const viet_gazetteer *self, uint32_t string,
                            size_t *bytes);

#define VIET_NO_STRING UINT32_MAX

/* The number of a string, or VIET_NO_STRING. */
uint32_t viet_string_find (const viet_gazetteer *self, const char *text,
                           size_t bytes);

/* A record: one name. */
typedef struct viet_record {
  const uint32_t *tokens;
  uint32_t entry;
  uint32_t name;
  uint32_t count;  /* of tokens, 1 to VIET_MAX_NAME_TOKENS */
  viet_level level;
  uint32_t next;   /* the next one of this path, or 0 */
  uint32_t end;    /* where the next one of all is, if there is one */
} viet_record;

/* Reads the record at 'at'; false if there is none. */
static inline bool viet_record_read (const viet_gazetteer *self,
                                     uint32_t at, viet_record *result) {
  const uint64_t words = self->parts[VIET_PART_RECORDS].count;
  if ((uint64_t)at + VIET_RECORD_HEAD > words)
    return false;
  const uint32_t *record =
    (const uint32_t *)viet_part_of(self, VIET_PART_RECORDS) + at;
  const uint32_t count = record[0] & 255;
  const uint32_t head = VIET_RECORD_HEAD
                      + (record[0] & VIET_RECORD_NAMED) / VIET_RECORD_NAMED;
  const uint64_t end = (uint64_t)at + head + count;
  if (count == 0 || end > words)
    return false;
  result->entry = record[1];
  result->name = record[head - 1];  /* the entry, if it is not named */
  result->count = count;
  result->level = (viet_level)(record[0] >> 8 & 7);
  result->tokens = record + head;
  result->end = (uint32_t)end;
  result->next = (record[0] & VIET_RECORD_MORE) != 0 ? (uint32_t)end : 0;
  return true;
}

/* The word of a string; NULL if there is no such string. */
static inline const viet_word *viet_word_at (const viet_gazetteer *self,
                                             uint32_t string) {
  if (string >= self->parts[VIET_PART_WORDS].count)
    return NULL;
  return (const viet_word *)viet_part_of(self, VIET_PART_WORDS) + string;
}

/* What a column of numbers has of an entry; 'usual' if it has nothing. */
static inline uint32_t viet_column_at (const viet_gazetteer *self,
                                       viet_part column, uint32_t entry,
                                       uint32_t usual) {
  if (entry >= self->parts[column].count)
    return usual;
  return ((const uint32_t *)viet_part_of(self, column))[entry];
}

/* The number of the type of an entry; VIET_NO_TEXT if it has none. */
static inline uint32_t viet_type_of (const viet_gazetteer *self,
                                     uint32_t entry) {
  return viet_column_at(self, VIET_PART_TYPES_OF, entry, VIET_NO_TEXT);
}

/* FROM, TO or PRIORITIES of an entry. */
static inline int32_t viet_signed_at (const viet_gazetteer *self,
                                      viet_part column, uint32_t entry) {
  return (int32_t)viet_column_at(self, column, entry, 0);
}

/* }================================================================== */

#endif
