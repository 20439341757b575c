#pragma once

/* The JSON Schema (draft 2020-12) of the board file, made from the table that drives its parser. */

/* NUL-terminated, to be freed with free(). */
char *schema_text(void);
