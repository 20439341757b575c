#pragma once

/*
 * The table of keys: every key of the board file, the device file and the catalogue pack, with its
 * type, default, range, words and help. Parser, defaults, JSON Schema and tests all walk it; there
 * is no second list of keys anywhere.
 */

#include <stdbool.h>
#include <stddef.h>

/* Longer than any wall is wide. */
#define TEXT_CHARACTERS 200

/* Lists are searched item by item, which must not keep a screen busy for seconds. */
#define LIST_ITEMS 1000

/* What stands behind a key, and what the reader stores at its offset. */
enum key_type {
    KEY_INTEGER, /* int; with words: one of these numbers */
    KEY_NUMBER,  /* double */
    KEY_FLAG,    /* bool */
    KEY_WORD,    /* int: the index of the word */
    KEY_WORDS,   /* unsigned: a bit per word, from a list of words */
    KEY_ID,      /* const char *: an id of the contract */
    KEY_IDS,     /* struct id_list: ids, each once */
    KEY_COLOUR,  /* colour: "#rrggbb" */
    KEY_TEXT,    /* const char *: a name for machines, never empty */
    KEY_SECRET,  /* const char *: a text that no fault repeats */
    KEY_PEM,     /* const char *: a PEM text of at most `maximum` bytes, which no fault repeats */
    KEY_CAPTION, /* struct words: a text for people, one for all languages or one for each */
    KEY_BOUNDS,  /* struct given_bounds: a number, or [low, high] */
    KEY_HOURS,   /* const struct hours * */
    KEY_DATE,    /* int: year * 10000 + month * 100 + day */
    KEY_DATES,   /* struct holidays */
    KEY_OCTETS,  /* struct octets: base64 of `minimum` to `maximum` bytes */
    KEY_OBJECT,  /* const json_t *: an object that is looked at elsewhere, of the document */
    KEY_SECTION, /* the nested struct itself */
    KEY_MAP,     /* struct entry_list: objects of one section by their id */
};

struct section;

struct key {
    const char *name;
    enum key_type type;
    bool required;
    bool amends;                    /* of a KEY_MAP: members say only what they change */
    bool zero_too;                  /* 0 stands below the range and means "off" */
    const char *fallback;           /* the default as JSON; NULL: none, or from the catalogue */
    double minimum, maximum;        /* of a number, or of how many bytes, both allowed */
    const char *(*word)(int index); /* the allowed words; NULL behind the last */
    const struct section *section;  /* of KEY_SECTION and KEY_MAP */
    size_t offset;
    const char *help; /* one English sentence */
};

/* In a KEY_MAP the struct begins with `const char *id`, which the reader fills. */
struct section {
    const char *name;
    const struct key *keys;
    size_t count;
    size_t size; /* of the struct that is filled */
};

/*
 * What a key without a default leaves when it is absent: this in an int (no key allows a negative
 * one there), NAN in a double, COLOUR_ABSENT in a colour, else zero or NULL.
 */
#define ABSENT (-1)

extern const struct section section_caption;
extern const struct section section_board, section_display, section_page, section_rotation,
    section_privacy, section_level, section_source, section_business, section_channel, section_kpi,
    section_dated, section_theme;
extern const struct section section_device, section_broker, section_connection, section_signing_key;
extern const struct section section_catalogue, section_metric, section_usual_channel, section_term,
    section_category;

/* Every section that the files are made of, each once; NULL behind the last. */
extern const struct section *const sections[];
