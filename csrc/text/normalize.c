/*
** normalize.c
** Normalization, from end to end.
**
** The text is scanned in chunks that can be changed on their own. As long
** as no code point of a chunk can be touched by the rules the chunk only
** lengthens the stretch that is copied as a whole; otherwise it goes
** through the stages (stages.h):
**
**     read -> word -> fold -> strip -> write
**
**     | Nguyễn| đến| dự| lễ| ký| kết|      chunks start at spaces; of
**       copied as a whole  hoà`            these the last is changed
*/

#include "viet.h"

#include "text/alignment.h"
#include "text/bytes.h"
#include "text/clean.h"
#include "text/quick.h"
#include "text/source.h"
#include "text/stages.h"
#include "text/unicode.h"
#include "text/utf8.h"
#include "text/word.h"

/* Code points after which a chunk may also end elsewhere than before an
** ASCII character that is no letter. */
#define LONG_CHUNK 256

/* Letters after which a run of letters is no word to any rule. */
#define LONG_WORD 64

typedef struct normalizer {
  const viet_rules *rules;
  const char *text;
  size_t bytes;
  viet_chunk chunk;
  viet_vector scratch;
  viet_output output;
  viet_quick quick;
} normalizer;


/*
** {==================================================================
** What may be touched
** ===================================================================
*/

/* ASCII letters, and code points that are one Vietnamese letter. */
static bool touches_letter (const viet_rules *rules, viet_letter letter,
                            bool ascii) {
  if (letter.upper && rules->fold) return true;
  if (letter.base == 'y' && rules->i_y) return true;
  if (ascii) return false;
  if (letter.tone != VIET_NGANG
      && (rules->style != VIET_STYLE_KEEP
          || rules->strip != VIET_STRIP_NOTHING)) return true;
  if (letter.base == VIET_D_STROKE) return rules->strip == VIET_STRIP_ALL;
  return rules->strip > VIET_STRIP_TONES || rules->form == VIET_NFD
      || rules->form == VIET_NFKD;
}


/* Does a rule for words look at a code point that is no letter of the
** Vietnamese alphabet? Marks aside. */
static bool touches_word (const viet_rules *rules, uint32_t c) {
  return (rules->eth && viet_eth_repaired(c))
      || (rules->homoglyphs && viet_homoglyph_touches(c))
      || (rules->mojibake && viet_misread_touches(c));
}


/* The other code points; to say yes too often costs time alone. */
static bool touches_other (const viet_rules *rules, uint32_t c) {
  if (c == VIET_NO_CODE_POINT || viet_unicode_combining(c) != 0)
    return true;
  uint32_t folded[VIET_FOLDED], parts[VIET_DECOMPOSED];
  if (viet_unicode_class(c) == VIET_CLASS_MARK
      || viet_clean(rules, c) != c || touches_word(rules, c)) return true;
  if (rules->fold && (viet_unicode_fold(c, folded) != 1 || folded[0] != c))
    return true;
  if (rules->strip != VIET_STRIP_NOTHING
      && viet_unicode_decompose(c, false, parts) > 1) return true;
  return !viet_unicode_is_stable(rules->form, c);
}


static bool touches (const viet_rules *rules, uint32_t c) {
  viet_letter letter;
  if (c != VIET_KELVIN_SIGN && viet_letter_of(&letter, c))
    return touches_letter(rules, letter, c < 0x80)
        || (rules->mojibake && c < 0x100 && viet_misread_touches(c));
  return c >= 0x80 && touches_other(rules, c);
}

/* }================================================================== */


/*
** {==================================================================
** Chunks
** ===================================================================
*/

/* A stretch of the text, and what the scan found out about it. */
typedef struct stretch {
  size_t first;      /* bytes [first, end) */
  size_t end;
  size_t points;     /* code points so far */
  size_t letters;    /* of them, letters since the last other character,
                        when there are more than LONG_CHUNK points */
  bool touched;      /* may a rule change it? */
  bool in_word;      /* was it ended inside a word? */
} stretch;


static bool is_ascii_letter (uint32_t c) {
  uint32_t lower = c | 0x20;
  return lower >= 'a' && lower <= 'z';
}


/*
** May a new chunk start before 'c'? Always before ASCII other than letters:
** it ends words, and composes with nothing before it. In a text without
** these (Chinese, or words between no-break spaces) a long chunk ends
** where both sides are independent in every form; inside a word only if
** it is too long to be one. An invisible character ends a word, unless a
** rule drops it.
*/
static bool may_start (stretch *self, uint32_t c) {
  if (c < 0x80 && !is_ascii_letter(c)) return true;
  if (self->points < LONG_CHUNK) return false;
  viet_class class = c == VIET_NO_CODE_POINT ? VIET_CLASS_OTHER
                   : viet_unicode_class(c);
  if (class == VIET_CLASS_MARK) return false;
  if (class == VIET_CLASS_LETTER) self->letters++;
  else self->letters = 0;
  if (class == VIET_CLASS_INVISIBLE) return false;
  self->in_word = class == VIET_CLASS_LETTER;
  if (self->in_word && self->letters < LONG_WORD) return false;
  return c == VIET_NO_CODE_POINT || (viet_unicode_starts(VIET_NFC, c)
                                     && viet_unicode_starts(VIET_NFKC, c));
}


/* Finds the chunk that starts at 'first' and whether it may change. */
static stretch find_chunk (const normalizer *self, size_t first) {
  stretch found = {.first = first, .end = first};
  while (found.end < self->bytes) {
    uint32_t c;
    unsigned how;
    size_t length = viet_source_read(self->rules, self->text + found.end,
                                     self->bytes - found.end, &c, &how);
    found.in_word = false;
    if (found.points > 0 && may_start(&found, c)) break;
    if (!found.touched)
      found.touched = how != 0 || touches(self->rules, c);
    found.points++;
    found.end += length;
  }
  return found;
}


static viet_status change_chunk (normalizer *self, const stretch *part) {
  const viet_rules *rules = self->rules;
  viet_status status = viet_chunk_read(&self->chunk, rules, self->text,
                                       part->first, part->end);
  if (status == VIET_OK) status = viet_stage_word(&self->chunk, rules);
  if (status == VIET_OK && rules->fold)
    status = viet_stage_fold(&self->chunk);
  if (status == VIET_OK && rules->strip != VIET_STRIP_NOTHING)
    status = viet_stage_strip(&self->chunk, rules->strip);
  if (status != VIET_OK) return status;
  return viet_stage_write(&self->chunk, rules->form, &self->scratch,
                          &self->output);
}


/* Writes the chunks from '*at' on that the fast path can do; everything
** before '*copied' is written. */
static viet_status change_quickly (normalizer *self, size_t *copied,
                                   size_t *at) {
  if (*at < self->quick.retry || self->chunk.continues) return VIET_OK;
  viet_status status = viet_output_copy(&self->output, *copied, *at);
  if (status == VIET_OK)
    status = viet_quick_write(&self->quick, &self->output, at);
  *copied = *at;
  return status;
}


static viet_status change_text (normalizer *self) {
  viet_status status = VIET_OK;
  size_t copied = 0;  /* everything before it is written */
  for (size_t at = 0; at < self->bytes && status == VIET_OK; ) {
    status = change_quickly(self, &copied, &at);
    if (status != VIET_OK || at == self->bytes) break;
    stretch part = find_chunk(self, at);
    if (part.touched) {
      status = viet_output_copy(&self->output, copied, part.first);
      if (status == VIET_OK) status = change_chunk(self, &part);
      copied = part.end;
    }
    self->chunk.continues = part.in_word;
    at = part.end;
  }
  if (status == VIET_OK)
    status = viet_output_copy(&self->output, copied, self->bytes);
  if (status == VIET_OK)
    status = viet_output_finish(&self->output, self->bytes);
  return status;
}

/* }================================================================== */


static viet_status take_alignment (normalizer *self,
                                   viet_alignment **alignment) {
  return viet_alignment_build(&self->output.units, self->bytes,
                              self->output.bytes.count,
                              self->output.allocator, alignment);
}


static viet_status run (normalizer *self, char **result,
                        size_t *result_bytes,
                        viet_alignment **alignment) {
  viet_status status = viet_vector_reserve(&self->output.bytes,
                                           self->bytes
                                           + VIET_QUICK_SLACK, 1,
                                           self->output.allocator);
  if (status == VIET_OK) status = change_text(self);
  if (status == VIET_OK && alignment)
    status = take_alignment(self, alignment);
  if (status != VIET_OK) return status;
  status = viet_bytes_take(&self->output.bytes, self->output.allocator,
                           result, result_bytes);
  if (status != VIET_OK && alignment) {
    viet_free(self->output.allocator, *alignment,
              viet_alignment_bytes(*alignment));
    *alignment = NULL;
  }
  return status;
}


/* Frees what a run, finished or not, has left. */
static void clean_up (normalizer *self) {
  const viet_allocator *allocator = self->output.allocator;
  viet_chunk_free(&self->chunk);
  viet_vector_free(&self->scratch, sizeof(uint32_t), allocator);
  viet_vector_free(&self->output.bytes, 1, allocator);
  viet_units_free(&self->output.units, allocator);
}


viet_status viet_normalize_by (const viet_path *path,
                               const viet_rules *rules,
                               const char *text, size_t bytes,
                               const viet_allocator *allocator,
                               char **result, size_t *result_bytes,
                               viet_alignment **alignment,
                               viet_report *report) {
  viet_report unseen;
  *result = NULL;
  *result_bytes = 0;
  if (alignment) *alignment = NULL;
  if (bytes > VIET_MAX_BYTES) return VIET_ETOOLONG;
  viet_status status = viet_unicode_ready();
  if (status != VIET_OK) return status;
  const viet_quick quick = viet_quick_start(path, rules, text, bytes,
                                            report != NULL);
  if (!rules->replace_invalid) {
    size_t good = viet_quick_check(&quick);
    *result_bytes = good;
    if (good < bytes) return VIET_EUTF8;
  }
  normalizer self = {
    .rules = rules, .text = text, .bytes = bytes,
    .chunk = {.allocator = allocator, .report = report ? report : &unseen},
    .output = {.allocator = allocator, .text = text,
               .aligned = alignment != NULL},
    .quick = quick
  };
  *self.chunk.report = (viet_report){0};
  status = run(&self, result, result_bytes, alignment);
  clean_up(&self);
  return status;
}


viet_status viet_normalize_counted (const viet_rules *rules,
                                    const char *text, size_t bytes,
                                    const viet_allocator *allocator,
                                    char **result, size_t *result_bytes,
                                    viet_alignment **alignment,
                                    viet_report *report) {
  *report = (viet_report){0};
  viet_status status = viet_normalize_by(viet_path_best(), rules, text,
                                         bytes, allocator, result,
                                         result_bytes, alignment, report);
  if (status != VIET_OK) *report = (viet_report){0};
  return status;
}


viet_status viet_normalize (const viet_rules *rules,
                            const char *text, size_t bytes,
                            const viet_allocator *allocator,
                            char **result, size_t *result_bytes,
                            viet_alignment **alignment) {
  return viet_normalize_by(viet_path_best(), rules, text, bytes, allocator,
                           result, result_bytes, alignment, NULL);
}
