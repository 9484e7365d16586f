/*
** pattern_text.c
** Searches a text of which there are no tokens yet: those of the lines that
** the prefilter lets through are cut, and searched as the tokens of a text.
**
**     text       ....................|..line..|.........|.line.|.....
**     tokens     0                    1 2 3 4  5         6 7 8  9
**     in truth   0                    90 ...             140 ...
**
** A match lies in a line, and what it depends on does, too, but for two
** tokens. That behind the line (5 and 9): a capture that is empty at the end
** of a line is put there, and it may tell whether a sentence ends before the
** last mark of the line. And that before the line, whatever it is: there is
** one where another line, or sentence, has come to its end (0).
*/

#include "match/pattern_view.h"
#include "text/spellings.h"

/* A search by lines. */
typedef struct search {
  const viet_pattern *pattern;
  const viet_subject *subject;
  viet_spellings *spellings;
  const viet_allocator *allocator;
  viet_vector lines;    /* uint32_t[2]: spans of bytes */
  viet_tokens *tokens;  /* of them */
} search;


bool viet_pattern_is_filtered (const viet_pattern *self) {
  return self->prefilter != NULL;
}


/*
** {==================================================================
** Numbers of tokens
** ===================================================================
*/

static void add_uncut (viet_finding *found, viet_capture *captures,
                       uint32_t uncut) {
  found->first_token += uncut;
  found->end_token += uncut;
  for (uint32_t i = found->first_capture; i < found->end_capture; i++) {
    captures[i].first_token += uncut;
    captures[i].end_token += uncut;
  }
}


/* Spans one after the other: what is known of those before 'next'. */
typedef struct counter {
  size_t next;
  size_t tokens;   /* of the text, up to the end of the last one */
  uint32_t uncut;  /* by so much the numbers of the tokens of the last one are
                      less than in the whole text */
} counter;


static viet_status count_span (const search *self, counter *to) {
  const uint32_t (*spans)[2] = self->lines.items;
  const size_t from = to->next > 0 ? spans[to->next - 1][1] : 0;
  const uint32_t *span = spans[to->next++];
  const size_t first = viet_tokens_at(self->tokens, span[0]);
  size_t count;
  viet_status status = viet_spellings_count(self->spellings,
                                            self->subject->text, from,
                                            span[0], &count);
  if (status != VIET_OK)
    return status;
  to->uncut = (uint32_t)(to->tokens + count - first);
  to->tokens += count + viet_tokens_at(self->tokens, span[1]) - first;
  return VIET_OK;
}


/* Gives tokens the numbers that they have in the whole text. */
static viet_status number_tokens (const search *self,
                                  viet_findings *findings) {
  const uint32_t (*spans)[2] = self->lines.items;
  viet_finding *found = (viet_finding *)(uintptr_t)
    viet_findings_array(findings);
  viet_capture *captures = (viet_capture *)(uintptr_t)
    viet_findings_captures(findings);
  viet_status status = VIET_OK;
  counter at = {0};
  for (size_t i = 0; i < viet_findings_count(findings); i++) {
    while (status == VIET_OK &&
           (at.next == 0 || spans[at.next - 1][1] <= found[i].first))
      status = count_span(self, &at);
    if (status != VIET_OK)
      return status;
    add_uncut(&found[i], captures, at.uncut);
  }
  return VIET_OK;
}

/* }================================================================== */


/*
** {==================================================================
** Searching
** ===================================================================
*/

/* Searches some tokens. */
static viet_status search_tokens (const search *self,
                                  const viet_tokens *tokens,
                                  viet_findings **result, size_t *rule) {
  viet_subject subject = *self->subject;
  subject.tokens = tokens;
  return viet_pattern_search(self->pattern, &subject, self->allocator,
                             result, rule);
}


/* Searches all tokens of the text. */
static viet_status search_all (const search *self, viet_findings **result,
                               size_t *rule) {
  viet_tokens *tokens;
  viet_status status = viet_spellings_tokens(self->spellings,
                                             self->subject->text,
                                             self->subject->bytes, false,
                                             self->allocator, &tokens);
  if (status != VIET_OK)
    return status;
  status = search_tokens(self, tokens, result, rule);
  viet_free(self->allocator, tokens, viet_tokens_bytes(tokens));
  return status;
}


static viet_status search_lines (search *self, bool numbered,
                                 viet_findings **result, size_t *rule) {
  const viet_subject *subject = self->subject;
  viet_status status = viet_prefilter_lines(self->pattern->prefilter,
                                            subject->text, subject->bytes,
                                            self->allocator, &self->lines);
  if (status == VIET_OK)
    status = viet_spellings_lines(self->spellings, subject->text,
                                  subject->bytes, self->lines.items,
                                  self->lines.count, self->allocator,
                                  &self->tokens);
  if (status == VIET_OK)
    status = search_tokens(self, self->tokens, result, rule);
  if (status == VIET_OK && numbered)
    status = number_tokens(self, *result);
  if (status != VIET_OK && *result != NULL) {
    viet_free(self->allocator, *result, viet_findings_bytes(*result));
    *result = NULL;
  }
  return status;
}


viet_status viet_pattern_search_text (const viet_pattern *self,
                                      const viet_subject *subject,
                                      viet_spellings *spellings,
                                      bool numbered,
                                      const viet_allocator *allocator,
                                      viet_findings **result,
                                      size_t *rule) {
  search one = {.pattern = self, .subject = subject, .spellings = spellings,
                .allocator = allocator};
  viet_status status = VIET_ELIMIT;
  *result = NULL;
  *rule = 0;
  if (subject->bytes > VIET_MAX_BYTES)
    return VIET_ETOOLONG;
  if (self->prefilter != NULL && subject->inside == NULL &&
      subject->efforts == NULL)
    status = search_lines(&one, numbered, result, rule);
  if (one.tokens != NULL)
    viet_free(allocator, one.tokens, viet_tokens_bytes(one.tokens));
  viet_vector_free(&one.lines, 2 * sizeof(uint32_t), allocator);
  /* steps are counted for each token: all of them may give enough */
  return status == VIET_ELIMIT ? search_all(&one, result, rule) : status;
}

/* }================================================================== */
