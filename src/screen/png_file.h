#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Writes pixels (0xXXRRGGBB, `pitch` bytes a row) as PNG: into a temporary file beside `path`, onto
 * the disk, then renamed, so that a reader never sees half a picture. False with the reason logged.
 */
bool png_write(const char *path, int w, int h, size_t pitch, const void *pixels);

/* The same into memory, to be freed; NULL with the reason logged. */
char *png_bytes(int w, int h, size_t pitch, const void *pixels, size_t *length);
