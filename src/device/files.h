#pragma once

/* Files and folders of the machine, each failure with its reason. */

#include <stdbool.h>
#include <stddef.h>

/*
 * The whole file with a NUL behind it, to be freed; NULL with errno set. Files over `limit` bytes
 * fail with EFBIG.
 */
char *file_read(const char *path, size_t limit, size_t *length);

/*
 * The first line of a file, without a byte-order mark and whatever ends it, to be wiped and freed;
 * nothing else of the file is left in memory. NULL with errno set; over 4096 bytes it is EFBIG.
 */
char *file_read_password(const char *path);

/* Temporary file in the same folder, fsync, rename, fsync of the folder. False with errno set. */
bool file_write(const char *path, const void *bytes, size_t length);

/*
 * The first that exists of $XDG_CONFIG_HOME/wallboard/<name> (or ~/.config) and
 * /etc/wallboard/<name>. False when there is none; `to` then holds the last place looked at.
 */
bool file_find_config(char *to, size_t size, const char *name);

/* $STATE_DIRECTORY, else $XDG_STATE_HOME/wallboard, else ~/.local/state/wallboard; made when
 * missing. */
bool file_state_folder(char *to, size_t size);

/* 32 hex digits of /etc/machine-id; zeros when there is none. */
void file_machine_id(char to[33]);

/* Up to size - 1 hex digits from the kernel's random numbers. */
void file_random_hex(char *to, size_t size);
