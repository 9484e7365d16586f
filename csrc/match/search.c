/*
** search.c
** Finds the names of a gazetteer in a text that was cut into tokens.
**
** Each form of the text is looked up once; after that a token is three
** integers. From each token the search walks as deep into the trie as the
** text allows, then comes back state by state, which gives the longer
** names first, and grades the names of each state.
*/

#include "match/gazetteer.h"
#include "match/level.h"

struct viet_search {
  size_t bytes;                    /* of this block */
  const viet_gazetteer *gazetteer;
  const viet_tokens *tokens;
  viet_match_kind kind;
  bool across_lines;
  bool found;       /* has a name matched at 'start'? */
  uint32_t start;   /* token at which the present path begins */
  uint32_t next;    /* token at which the next one may begin */
  uint32_t depth;   /* tokens of the present path; 0: there is none */
  uint32_t name;    /* the next name to try of its last state */
  uint32_t path[VIET_MAX_NAME_TOKENS + 1];  /* states; [0] is the root */
  uint32_t keys[][VIET_KEYS];               /* of each form of the text */
};

/* Looks up the keys of a form. Most words of a text are in no name, which
** the toneless key tells. */
static void look_up (viet_search *self, uint32_t form) {
  uint32_t *keys = self->keys[form];
  keys[VIET_KEY_EXACT] = keys[VIET_KEY_PLACEMENT] = NO_KEY;
  for (int i = VIET_KEYS - 1; i >= 0; i--) {
    size_t bytes;
    const char *text = viet_tokens_key(self->tokens, form,
                                       viet_key_levels[i], &bytes);
    keys[i] = viet_gazetteer_key(self->gazetteer, text, bytes);
    if (keys[i] == NO_KEY)
      break;
  }
}


viet_status viet_search_build (const viet_gazetteer *gazetteer,
                               const viet_tokens *tokens,
                               viet_match_kind kind, bool across_lines,
                               const viet_allocator *allocator,
                               viet_search **result) {
  size_t forms = viet_tokens_form_count(tokens);
  size_t row = VIET_KEYS * sizeof(uint32_t);
  *result = NULL;
  if (kind != VIET_LONGEST && kind != VIET_OVERLAPPING)
    return VIET_EINVAL;
  if (forms > (SIZE_MAX - sizeof(viet_search)) / row)
    return VIET_ENOMEM;
  size_t bytes = sizeof(viet_search) + forms * row;
  viet_search *self = allocator->resize(allocator->context, NULL, 0, bytes);
  if (!self)
    return VIET_ENOMEM;
  *self = (viet_search){ .bytes = bytes, .gazetteer = gazetteer,
                         .tokens = tokens, .kind = kind,
                         .across_lines = across_lines };
  for (uint32_t form = 0; form < forms; form++)
    look_up(self, form);
  *result = self;
  return VIET_OK;
}


size_t viet_search_bytes (const viet_search *self) {
  return self->bytes;
}


/* The first name of a state; those of the state end where the next
** state's begin. */
static uint32_t first_name (const viet_search *self, uint32_t state) {
  const uint32_t *states = viet_gazetteer_array(self->gazetteer, PART_STATES);
  return states[state];
}


/* The state after the edge of 'key', or 0 if there is none. */
static uint32_t target (const viet_search *self, uint32_t state,
                        uint32_t key) {
  const viet_gazetteer *gazetteer = self->gazetteer;
  const viet_edge *edges = viet_gazetteer_array(gazetteer, PART_EDGES);
  if (key == NO_KEY)
    return 0;
  return edges[viet_edge_slot(edges, gazetteer->edge_mask, state, key)].target;
}


/* Walks from token 'next' as far as the trie and the line reach. */
static void walk (viet_search *self) {
  const viet_token *tokens = viet_tokens_array(self->tokens);
  size_t count = viet_tokens_count(self->tokens);
  uint32_t state = 0;
  self->start = self->next++;
  self->found = false;
  self->depth = 0;
  for (size_t i = self->start; i < count; i++) {
    if (!self->across_lines && tokens[i].line != tokens[self->start].line)
      break;
    state = target(self, state, self->keys[tokens[i].form][VIET_KEY_TONELESS]);
    if (state == 0)
      break;
    self->path[++self->depth] = state;
  }
  self->name = first_name(self, self->path[self->depth]);
}


/* Goes back from a state whose names have all been tried. */
static void step_back (viet_search *self) {
  if (self->found && self->kind == VIET_LONGEST) {
    self->next = self->start + self->depth;
    self->depth = 0;
  }
  else
    self->depth--;
  self->name = first_name(self, self->path[self->depth]);
}


/* The bytes of a key of the gazetteer. */
static const char *key_bytes (const viet_search *self, uint32_t key,
                              size_t *bytes) {
  const uint32_t *starts = viet_gazetteer_array(self->gazetteer, PART_KEYS);
  *bytes = starts[key + 1] - starts[key];
  return (const char *)viet_gazetteer_array(self->gazetteer, PART_BYTES)
       + starts[key];
}


/* The level of a token of the text, a form, and one of a name: they have
** the same toneless key. */
static viet_level grade_token (const viet_search *self, uint32_t form,
                               const viet_stored_token *token) {
  const uint32_t *keys = self->keys[form];
  viet_spelling text, name;
  if (token->exact == keys[VIET_KEY_EXACT])
    return VIET_EXACT;
  text.exact = viet_tokens_key(self->tokens, form, VIET_EXACT,
                               &text.exact_bytes);
  text.placement = viet_tokens_key(self->tokens, form, VIET_PLACEMENT,
                                   &text.placement_bytes);
  name.exact = key_bytes(self, token->exact, &name.exact_bytes);
  name.placement = key_bytes(self, token->placement,
                             &name.placement_bytes);
  return viet_level_of_spellings(&text, &name);
}


/*
** The strictest level at which a name of the present state is like the
** text. The path says already that it is at VIET_TONELESS.
*/
static viet_level grade (const viet_search *self,
                         const viet_stored_name *name) {
  const viet_token *text = viet_tokens_array(self->tokens) + self->start;
  const viet_stored_token *tokens = viet_gazetteer_array(self->gazetteer,
                                                         PART_TOKENS);
  viet_level loosest = VIET_EXACT;
  for (uint32_t i = 0; i < self->depth && loosest <= name->level; i++) {
    const viet_level level = grade_token(self, text[i].form,
                                         &tokens[name->tokens + i]);
    if (level > loosest)
      loosest = level;
  }
  return loosest;
}


/*
** The next entry of the present state that matches: the name that is
** most like the text stands for all of its names. Names of one entry
** follow each other.
*/
static bool next_entry (viet_search *self, viet_match *match) {
  const viet_stored_name *names = viet_gazetteer_array(self->gazetteer,
                                                PART_NAMES);
  uint32_t end = first_name(self, self->path[self->depth] + 1);
  match->level = VIET_LEVELS;
  while (self->name < end) {
    const viet_stored_name *name = &names[self->name];
    if (match->level < VIET_LEVELS && name->entry != match->entry)
      break;  /* another entry, after one that matches */
    viet_level level = grade(self, name);
    if (level <= name->level && level < match->level) {
      match->entry = name->entry;
      match->name = name->name;
      match->level = level;
    }
    self->name++;
  }
  return match->level < VIET_LEVELS;
}


bool viet_search_next (viet_search *self, viet_match *match) {
  const viet_token *tokens = viet_tokens_array(self->tokens);
  size_t count = viet_tokens_count(self->tokens);
  for (;;) {
    while (self->depth > 0) {
      if (next_entry(self, match)) {
        self->found = true;
        match->first_token = self->start;
        match->end_token = self->start + self->depth;
        match->first = tokens[match->first_token].first;
        match->end = tokens[match->end_token - 1].end;
        return true;
      }
      step_back(self);
    }
    if (self->next >= count)
      return false;
    walk(self);
  }
}
