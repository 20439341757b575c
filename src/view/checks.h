#pragma once

/* The pass/fail list of the installer's card: what is judged, by which facts, in which words. */

#include <stddef.h>

#include "view/facts.h"
#include "view/scene.h"
#include "view/words.h"

/* In the order in which one needs the other. */
enum check {
    CHECK_PANEL,
    CHECK_FILES,
    CHECK_NETWORK,
    CHECK_NAME_SERVICE,
    CHECK_BROKER,
    CHECK_TLS,
    CHECK_CLOCK,
    CHECK_SCREEN_NAME,
    CHECK_COUNT
};

enum check_result {
    CHECK_PASSED,
    CHECK_FAILED,
    CHECK_PENDING, /* under way */
    CHECK_UNKNOWN, /* needs another to pass first, or nobody asked */
    CHECK_UNUSED,  /* not configured */
    CHECK_RESULTS
};

struct checks {
    const struct facts *facts;
    const struct board_config *config;
    const struct zone *zone;
    int64_t wall_ms;
    bool clock_good;
};

enum check_result check_result(const struct checks *checks, enum check check);

/* "名前解決" */
const char *check_name(enum check check, enum language language);

/* The result's word and shape: those of the wall, so that a fault looks like what is missed. */
const char *check_word(enum check_result result, enum language language);
enum shape check_shape(enum check_result result);

/* What was read and, where it failed, what to do. */
#define CHECK_TEXT_BYTES 448
void check_text(char to[CHECK_TEXT_BYTES], const struct checks *checks, enum check check,
                enum language language);

/* "2026-11-18 14:32 Asia/Tokyo (UTC+9)" */
#define CHECK_CLOCK_BYTES 112
void check_clock(char to[CHECK_CLOCK_BYTES], const struct checks *checks);
