/*
** measure.h
** Units: what a spelling is to a number before it.
*/

#ifndef viet_measure_h
#define viet_measure_h

#include "viet.h"

/* What a spelling may be behind a number. */
typedef enum viet_role {
  VIET_ROLE_NONE,
  VIET_ROLE_UNIT,    /* "km", "%", "USD", "₫" */
  VIET_ROLE_GLUED,   /* a unit only without a space: "220V", "100k" */
  VIET_ROLE_POWER,   /* "²", "³": part of the unit before it */
  VIET_ROLE_DEGREE,  /* "°": a unit, by itself or with a scale */
  VIET_ROLE_DEGREES, /* "C", "F": part of a unit behind "°" */
  VIET_ROLE_SLASH,   /* between two units */
  VIET_ROLE_SCALE    /* "nghìn", "triệu", "tỷ": part of the number */
} viet_role;

/* The role of a spelling, whose key at VIET_PLACEMENT is 'key'. */
viet_role viet_role_of (const char *text, size_t text_bytes,
                        const char *key, size_t key_bytes);

/* May a spelling with this role be a unit? */
static inline bool viet_role_is_unit (viet_role role) {
  return role >= VIET_ROLE_UNIT && role <= VIET_ROLE_DEGREES;
}

/* A token, as far as units are concerned. */
typedef struct viet_neighbour {
  uint32_t line;
  uint8_t kind;
  uint8_t role;
  uint8_t spaced;
} viet_neighbour;

/* how many tokens before it tell whether one is a unit */
#define VIET_UNIT_BEFORE 4

/*
** Is 'token' a unit behind 'count' tokens 'before' it? It stands behind a
** number on its line, or behind another unit and a slash: "5 km", "30%",
** "1,2 triệu USD", "60 km/h", "25°C", "80m²".
*/
bool viet_is_unit (const viet_neighbour *token,
                   const viet_neighbour *before, size_t count);

#endif
