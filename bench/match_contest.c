/*
** match_contest.c
** See match_contest.h.
*/

#include "match_contest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int match_failures;


size_t contest_documents (const texts *source, double megabytes) {
  size_t count = 0;
  for (double bytes = 0; count < source->count && bytes < megabytes * 1e6;)
    bytes += (double)source->documents[count++].bytes;
  return count;
}


double contest_bytes (const texts *source, size_t documents) {
  double bytes = 0;
  for (size_t i = 0; i < documents; i++)
    bytes += (double)source->documents[i].bytes;
  return bytes;
}


/*
** {==================================================================
** One engine
** ===================================================================
*/

hits entrant_run (const entrant *self, place *kept, size_t room) {
  hits found = {self->text->starts, self->text->ends, 0, 0, 0, kept, room};
  for (size_t i = 0; i < self->documents; i++) {
    span document = self->text->text.documents[i];
    found.base = (size_t)(document.text - self->text->text.block);
    self->engine->scan(self->index, document, &found);
  }
  return found;
}


double entrant_time (const entrant *self) {
  double start = now();
  entrant_run(self, NULL, 0);
  return now() - start;
}


static const char *name_of (const entrant *self, const contest *in) {
  char *name = must(malloc(200));  /* the table keeps it */
  int length = snprintf(name, 200, "%s%s%s", self->engine->name,
                        self->remark ? ", " : "",
                        self->remark ? self->remark : "");
  if (self->documents < in->entrants[0].documents)
    snprintf(name + length, (size_t)(200 - length), ", on %.1f MB",
             contest_bytes(in->source, self->documents) / 1e6);
  return name;
}


void contest_differ (const contest *in, const entrant *self,
                    const char *what) {
  printf("%-26s %s: %s\n", in->gate ? in->gate : "  check",
         self->engine->name, what);
  match_failures++;
}


void entrant_find (entrant *self, const contest *in) {
  size_t room = self->text->tokens;
  places *all = &self->found;
  all->array = must(malloc((room + 1) * sizeof(place)));
  all->count = entrant_run(self, all->array, room).count;
  if (all->count > room)
    fail("more hits than tokens", self->engine->name);
  for (size_t i = 0; i < all->count; i++) {
    if (!edged_tokens(self->text, &all->array[i])) {
      contest_differ(in, self, "a hit that is not whole tokens");
      all->count = 0;
    }
  }
  places_sort(all->array, all->count);
}

/* }================================================================== */


/*
** {==================================================================
** Agreement
** ===================================================================
*/

hits places_total (const places *self, size_t tokens) {
  hits sum = {.count = 0};
  for (; sum.count < self->count; sum.count++) {
    const place *one = &self->array[sum.count];
    if (one->first >= tokens)
      break;
    sum.sum += 31 * (uint64_t)one->first + one->end;
  }
  return sum;
}


size_t entrant_tokens (const entrant *self) {
  const edged *text = self->text;
  if (self->documents == text->text.count)
    return text->tokens;
  const char *end = text->text.documents[self->documents].text;
  size_t at = (size_t)(end - text->text.block);
  while (!has_bit(text->starts, at)) at++;
  place first = {(uint32_t)at, (uint32_t)at};
  while (!has_bit(text->ends, first.end)) first.end++;
  edged_tokens(text, &first);
  return first.first;
}


static void compare (const contest *in, const entrant *self,
                     const places *with, const char *whose) {
  char message[200];
  size_t tokens = entrant_tokens(self);
  hits one = places_total(&self->found, tokens);
  hits other = places_total(with, tokens);
  if (one.count == other.count && one.sum == other.sum)
    return;
  snprintf(message, sizeof(message),
           "DISAGREES: %llu hits (%llu), %s %llu (%llu)",
           (unsigned long long)one.count, (unsigned long long)one.sum,
           whose, (unsigned long long)other.count,
           (unsigned long long)other.sum);
  contest_differ(in, self, message);
}


static places longest_of_all (const places *all) {
  places made = {must(malloc((all->count + 1) * sizeof(place))), 0};
  memcpy(made.array, all->array, all->count * sizeof(place));
  made.count = places_longest(made.array, all->count);
  return made;
}


/* The first engine before 'self' that takes the longest by bytes, and read
** no less; NULL if there is none. */
static const entrant *like (const contest *in, const entrant *self) {
  for (const entrant *one = in->entrants; one < self; one++)
    if (one->engine->longest == OF_BYTES && !one->other_job
        && one->documents >= self->documents) return one;
  return NULL;
}


static void compare_longest (const contest *in, const entrant *self,
                             const places *right) {
  const entrant *other;
  if (self->engine->longest == OF_WORDS)
    compare(in, self, right, "the longest of all hits are");
  else if (self->engine->longest == OF_NONE)
    compare(in, self, &in->all, "all hits are");
  else if ((other = like(in, self)) != NULL)
    compare(in, self, &other->found, other->engine->name);
}


static void print_density (const contest *in, const places *longest) {
  const entrant *ours = &in->entrants[0];
  double hundreds = (double)entrant_tokens(ours) / 100;
  printf("  %zu names in %.1f MB: %.1f hits in 100 tokens, %.1f longest\n",
         ours->list.count, contest_bytes(in->source, ours->documents) / 1e6,
         (double)in->all.count / hundreds,
         (double)longest->count / hundreds);
}


/* Lets all engines find their hits, and compares them. */
static void check (contest *in) {
  for (size_t i = 0; i < in->count; i++) {
    if (!in->entrants[i].other_job)
      entrant_find(&in->entrants[i], in);
  }
  if (in->wanted == OVERLAPPING)
    in->all = in->entrants[0].found;
  places right = longest_of_all(&in->all);
  if (in->wanted == OVERLAPPING)
    print_density(in, &right);
  for (size_t i = 0; i < in->count; i++) {
    const entrant *self = &in->entrants[i];
    if (self->other_job)
      continue;
    if (in->wanted == LONGEST)
      compare_longest(in, self, &right);
    else if (i > 0)
      compare(in, self, &in->all, "ours");
  }
  free(right.array);
}

/* }================================================================== */


/* Builds the indexes; an engine that cannot leaves the contest. */
static void build (contest *in) {
  size_t left = 0;
  for (size_t i = 0; i < in->count; i++) {
    entrant *self = &in->entrants[i];
    if (self->engine->name == NULL)
      continue;
    self->index = self->engine->build(&self->list, in->wanted);
    double megabytes = in->megabytes;
    if (self->engine->megabytes < megabytes)
      megabytes = self->engine->megabytes;
    self->documents = contest_documents(in->source, megabytes);
    if (self->index)
      in->entrants[left++] = *self;
    else if (i == 0)
      fail("cannot be built", self->engine->name);
    else
      printf("%-26s cannot be built: %s\n", in->gate ? in->gate : "",
             self->engine->name);
  }
  in->count = left;
}


static double speed_of (entrant *self, const contest *in) {
  return contest_bytes(in->source, self->documents) / 1e6
       / median(self->seconds, ROUNDS);
}


static void compete (contest *in) {
  for (int round = 0; round < ROUNDS; round++)
    for (size_t i = 0; i < in->count; i++)
      in->entrants[i].seconds[round] = entrant_time(&in->entrants[i]);
  double ours = speed_of(&in->entrants[0], in);
  for (size_t i = 1; i < in->count; i++) {
    entrant *self = &in->entrants[i];
    add_row((row){in->gate, ours, speed_of(self, in), name_of(self, in),
                  "MB/s", self->goal, false});
  }
}


void contest_run (contest *in) {
  while (in->count < ENTRANTS && in->entrants[in->count].engine) in->count++;
  build(in);
  check(in);
  if (in->gate)
    compete(in);
  for (size_t i = 0; i < in->count; i++) {
    entrant *self = &in->entrants[i];
    self->engine->drop(self->index);
    if (in->all.array != self->found.array)
      free(self->found.array);
  }
}
