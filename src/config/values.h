#pragma once

/* The values that can stand behind a key. For the reader alone; see config/reader.h. */

#include "config/reader.h"

#define ID_ALLOWED "1 to 64 of a-z, 0-9 and -"

/* The items of a list, at most LIST_ITEMS. False after a fault; `of` says what they are. */
bool list_allowed(struct reader *reader, const struct key *key, const json_t *value,
                  const char *of);

/* How the value of one type of key is read; a fault leaves what stood in the slot. */
typedef void value_reader(struct reader *reader, const struct key *key, const json_t *value,
                          void *slot);

value_reader read_integer, read_number, read_flag, read_word, read_words;
value_reader read_id, read_ids, read_plain_text, read_pem, read_caption, read_colour;
value_reader read_bounds, read_hours, read_date, read_dates, read_octets;
