#pragma once

/*
 * Texts that the library takes only as files: kept in memory, where no disk sees them, each under a
 * name by which this process alone can open it.
 */

#define HELD_FILES 3
#define HELD_NAME_BYTES 32

struct held_files {
    int fds[HELD_FILES];
    char names[HELD_FILES][HELD_NAME_BYTES];
    int count;
};

/*
 * The name of a file that holds the text, valid until held_files_close(); NULL of NULL. Where none
 * can be made it is the name of no file: who opens it finds a fault, and does not go without.
 */
const char *held_files_put(struct held_files *held, const char *text);
void held_files_close(struct held_files *held);
