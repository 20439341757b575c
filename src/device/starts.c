#include "device/starts.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "device/files.h"

#define FILE_MAX_BYTES 16

/* NULL: the folder is none. */
static const char *place_of(const char *folder, char path[PATH_MAX])
{
    if (folder == NULL) {
        return NULL;
    }
    snprintf(path, PATH_MAX, "%s/starts", folder);
    return path;
}

int starts_count(const char *folder)
{
    char place[PATH_MAX], number[FILE_MAX_BYTES];
    const char *path = place_of(folder, place);
    if (path == NULL) {
        return 0;
    }
    size_t length;
    char *before = file_read(path, FILE_MAX_BYTES, &length);
    int count = before != NULL ? atoi(before) + 1 : 1;
    free(before);
    snprintf(number, sizeof number, "%d\n", count);
    return file_write(path, number, strlen(number)) ? count : 0;
}

void starts_forget(const char *folder)
{
    char place[PATH_MAX];
    const char *path = place_of(folder, place);
    if (path != NULL) {
        unlink(path);
    }
}
