#pragma once

/* For the tables of keys alone: a section made of one. */

#include "config/key_words.h"
#include "config/keys.h"

#define DAY_S (24.0 * 60 * 60)

#define SECTION(variable, text, table, type)                                                       \
    const struct section variable = {                                                              \
        .name = (text),                                                                            \
        .keys = (table),                                                                           \
        .count = sizeof(table) / sizeof *(table),                                                  \
        .size = sizeof(type),                                                                      \
    }
