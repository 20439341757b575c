#pragma once

/* News of a file that is replaced as a whole, by a rename, or that comes to be that way. */

#include <stdbool.h>

/* A descriptor that is readable when there is some; -1 with errno set. To be closed. */
int file_watch(const char *path);

/* Takes the news. True when they were of that file, and not of another in its folder. */
bool file_watch_read(int fd, const char *path);
