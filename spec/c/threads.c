/*
** threads.c
** One gazetteer, one text cut into tokens, one alignment and one collator
** serve many threads at once, for a built object never changes: each thread
** finds what one alone does. `make tsan` would tell a race.
*/

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "viet.h"

enum { THREADS = 4, ROUNDS = 50 };

static const char text[] =
  "Hoà Bình, HÒA BÌNH, hoa binh: Bộ trưởng Phan Văn Giang đến Hòa Bình 2.\n"
  "Ðại tướng Phan Va\xCC\x86n Giang gặp ông Giang; Phan Van Giang.\n";

static const viet_name names[] = {
  {"Hòa Bình", sizeof("Hòa Bình") - 1, 0, VIET_PLACEMENT},
  {"Hòa Bình 2", sizeof("Hòa Bình 2") - 1, 1, VIET_EXACT},
  {"Phan Văn Giang", sizeof("Phan Văn Giang") - 1, 2, VIET_TONELESS},
  {"Giang", sizeof("Giang") - 1, 3, VIET_PLACEMENT},
};

static const viet_rules rules = {.fold = true, .strip = VIET_STRIP_ALL,
                                 .form = VIET_NFC};

/* What the threads share. */
typedef struct shared {
  viet_gazetteer *gazetteer;
  viet_tokens *tokens;
  viet_alignment *alignment;
  viet_collator *collator;
  char *result;
  size_t result_bytes;
} shared;

/* What a thread found, as a number; 0 if something failed. */
typedef struct worker {
  const shared *objects;
  uint64_t sum;
} worker;


static bool add_matches (const shared *objects, viet_match_kind kind,
                         uint64_t *sum) {
  const viet_layer layer = {.gazetteer = objects->gazetteer};
  const viet_search_rules rules_of = {.kind = kind, .gaps = VIET_GAP_LINE};
  viet_search *search;
  viet_match match;
  if (viet_search_open(&layer, 1, &rules_of, &viet_malloc, &search)
      != VIET_OK)
    return false;
  if (viet_search_tokens(search, objects->tokens) != VIET_OK) {
    viet_search_close(search);
    return false;
  }
  while (viet_search_next(search, &match)) {
    size_t first = match.first, end = match.end;
    viet_alignment_to_result(objects->alignment, &first, &end);
    *sum = *sum * 31 + match.entry;
    *sum = *sum * 31 + end - first;
  }
  viet_search_close(search);
  return true;
}


static bool add_key (const shared *objects, uint64_t *sum) {
  char *key;
  size_t bytes;
  if (viet_collator_key(objects->collator, text, strlen(text), &viet_malloc,
                        &key, &bytes) != VIET_OK)
    return false;
  for (size_t i = 0; i < bytes; i++)
    *sum = *sum * 31 + (unsigned char)key[i];
  viet_free(&viet_malloc, key, bytes + 1);
  return true;
}


/* The tokens that all share, and those that the thread cuts itself. */
static bool add_tokens (const shared *objects, uint64_t *sum) {
  viet_tokens *own;
  if (viet_tokens_build(text, strlen(text), &viet_malloc, &own) != VIET_OK)
    return false;
  size_t count = viet_tokens_count(objects->tokens);
  bool same = viet_tokens_count(own) == count;
  for (size_t i = 0; i < count && same; i++) {
    const viet_token *ours = viet_tokens_array(objects->tokens) + i;
    const viet_token *mine = viet_tokens_array(own) + i;
    same = ours->end == mine->end && ours->form == mine->form;
    *sum = *sum * 31 + ours->form;
  }
  viet_free(&viet_malloc, own, viet_tokens_bytes(own));
  return same;
}


static void *work (void *argument) {
  worker *self = argument;
  uint64_t sum = 1;
  for (int i = 0; i < ROUNDS && sum != 0; i++)
    if (!add_matches(self->objects, VIET_OVERLAPPING, &sum)
        || !add_matches(self->objects, VIET_LONGEST, &sum)
        || !add_key(self->objects, &sum)
        || !add_tokens(self->objects, &sum))
      sum = 0;
  self->sum = sum;
  return NULL;
}


static bool make (shared *self) {
  size_t bad;
  *self = (shared){0};
  return viet_gazetteer_build(names, sizeof(names) / sizeof(names[0]),
                              &viet_malloc, &self->gazetteer, &bad)
         == VIET_OK
      && viet_tokens_build(text, strlen(text), &viet_malloc, &self->tokens)
         == VIET_OK
      && viet_normalize(&rules, text, strlen(text), &viet_malloc,
                        &self->result, &self->result_bytes,
                        &self->alignment) == VIET_OK
      && viet_collator_open(VIET_ORDER_STANDARD, &self->collator)
         == VIET_OK;
}


static void discard (shared *self) {
  if (self->gazetteer)
    viet_free(&viet_malloc, self->gazetteer,
              viet_gazetteer_bytes(self->gazetteer));
  if (self->tokens)
    viet_free(&viet_malloc, self->tokens, viet_tokens_bytes(self->tokens));
  if (self->result)
    viet_free(&viet_malloc, self->result, self->result_bytes + 1);
  if (self->alignment)
    viet_free(&viet_malloc, self->alignment,
              viet_alignment_bytes(self->alignment));
  viet_collator_close(self->collator);
}


/* Runs the threads and compares what they found with 'expected'. */
static int run (const shared *objects, uint64_t expected) {
  pthread_t threads[THREADS];
  worker workers[THREADS];
  int started = 0, errors = 0;
  for (; started < THREADS; started++) {
    workers[started] = (worker){objects, 0};
    if (pthread_create(&threads[started], NULL, work, &workers[started]))
      break;
  }
  errors += started < THREADS;
  for (int i = 0; i < started; i++) {
    pthread_join(threads[i], NULL);
    errors += workers[i].sum != expected;
  }
  return errors;
}


int main (void) {
  shared objects;
  worker alone = {&objects, 0};
  int errors = 1;
  if (make(&objects)) {
    work(&alone);
    errors = (alone.sum == 0) + run(&objects, alone.sum);
  }
  discard(&objects);
  printf("%sok threads\n", errors == 0 ? "" : "not ");
  return errors != 0;
}
