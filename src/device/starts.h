#pragma once

/*
 * How often the program was started in a row without having lived for a while: kept in a folder
 * that is there as long as the service is started again and again ($RUNTIME_DIRECTORY), never on
 * disk.
 */

/* How long a life is long enough to forget the starts before it. */
#define STARTS_LIFE_MS 120000

/* Counts this start; the number of them, or 0 where `folder` is NULL or cannot be written. */
int starts_count(const char *folder);

void starts_forget(const char *folder);
