#pragma once

/* JSON Merge Patch (RFC 7396). */

#include <jansson.h>

/*
 * What `patch` makes of `target`, as a new reference; neither is changed, and what they hold is
 * shared. `target` NULL: there was nothing. A member that is null in the patch is taken away.
 */
json_t *merge_patch(const json_t *target, const json_t *patch);

/*
 * One patch that does what `first` and then `second` do, as a new reference. Either may be NULL,
 * not both.
 */
json_t *merge_in_turn(const json_t *first, const json_t *second);
