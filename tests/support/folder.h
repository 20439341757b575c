#pragma once

/* Folders that tests make below /tmp and take away again. */

#include <stddef.h>

/* Aborts when it cannot be made. `size` at least 32. */
void folder_create(char *path, size_t size);

/* With all that is in it. */
void folder_remove(const char *path);
