#pragma once

/* UTF-8 in fixed buffers. No function here allocates. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Well-formed UTF-8 without NUL: no overlong form, surrogate or value above U+10FFFF. */
bool text_is_utf8(const char *bytes, size_t length);

/*
 * The code point at *cursor, which moves behind it; 0 at the end. An ill-formed byte gives U+FFFD
 * and moves by one.
 */
uint32_t text_next(const char **cursor);

/*
 * Copies as many whole characters as fit and ends with NUL. `size` is that of `to`, at least 1.
 * True when everything fitted.
 */
bool text_copy(char *to, size_t size, const char *from);

/*
 * As text_copy(), leaving out what must never reach the wall: C0 and C1 controls and the
 * bidirectional controls (U+061C, U+200E-F, U+202A-E, U+2066-9).
 */
bool text_copy_clean(char *to, size_t size, const char *from);

/* An id of the contract: [a-z0-9-], 1 to 64 characters. */
bool text_is_id(const char *text);

/* Edits (Levenshtein) from `a` to `b`, for "did you mean". Texts beyond 64 bytes count as far. */
unsigned text_distance(const char *a, const char *b);
