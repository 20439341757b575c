#pragma once

/* Reads the files of a screen and says what is wrong with them. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fault.h"
#include "config/board_config.h"
#include "config/device_config.h"
#include "options.h"

/* A file as it was read; bytes end with NUL and are freed by the holder. */
struct document {
    char *bytes;
    size_t length;
};

/* False with the reason in errno and on standard error. */
bool load_document(struct document *document, const char *path);

/*
 * To be called before anything is loaded: the catalogue of --catalogue, else the one in the usual
 * place, and the audience of the wall. False after a report when the catalogue cannot be used, with
 * the program's exit code; a running wall then does with the built-in one.
 */
bool load_choose(const struct options *options, int *code);

/* The zone of boards that name none, until load_finish(); NULL: UTC. It is copied. */
void load_zone(const char *name);

/* Why the chosen catalogue is not in use, for the wall; "" when it is. */
const char *load_notice(void);

/* The pack in use, without a choice the one that is part of the program; until load_finish(). */
const struct catalogue *load_catalogue(void);
void load_finish(void);

/*
 * Whether the machine's fonts can draw a character. They are opened with the first question and
 * stay open until load_close_fonts(), which costs nothing when none are.
 */
bool load_drawable(uint32_t code_point);
void load_close_fonts(void);

/* The package without which they can draw no word of that language; NULL: they can. */
const char *load_font_package(enum language language);

/* NULL when it has faults. The catalogue is the one in use, the zones and fonts are the
 * machine's. */
struct board_config *load_board(const struct document *document, struct faults *faults);

/* The same of JSON that was read, or merged of layers, already. */
struct board_config *load_merged_board(const struct json_t *merged, struct faults *faults);

struct device_config *load_device(const struct document *document, const char *path,
                                  struct faults *faults);

/* The device file at `path`; NULL gives none. False after a report, with the program's exit code.
 */
bool load_device_file(const char *path, struct device_config **device, int *code);
