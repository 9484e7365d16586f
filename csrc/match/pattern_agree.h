/*
** pattern_agree.h
** Whether the captures of a way through a rule have in common what the rule
** says behind "::". What happened on the way is the trail of the machine.
*/

#ifndef viet_match_pattern_agree_h
#define viet_match_pattern_agree_h

#include "match/pattern_machine.h"

/*
** What the way so far is to the equations of the rule: ways that come to the
** same state are alike to what follows only if this is the same.
*/
uint64_t viet_agree_state (const viet_machine *self);

/* Do all equations hold of the way? Otherwise '*place' is that of the first
** one that does not. */
bool viet_agree (viet_machine *self, uint32_t *place);

#endif
