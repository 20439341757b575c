/* The keys of the catalogue pack. */

#include "config/entries.h"
#include "config/section_table.h"

#define READING                                                                                    \
    {                                                                                              \
        "reading", KEY_TEXT, .offset = offsetof(KEY_STRUCT, reading),                              \
                             .help = "How the Japanese name is read, in kana."                     \
    }
#define ALSO                                                                                       \
    {                                                                                              \
        "also", KEY_TEXT, .offset = offsetof(KEY_STRUCT, also),                                    \
                          .help = "What else it is called in either language, parted by commas."   \
    }

#define KEY_STRUCT struct metric
#define AT(field) .required = true, .offset = offsetof(struct metric, field)
static const struct key metric_keys[] = {
    {"table", KEY_INTEGER, AT(table), .minimum = 0, .maximum = 3,
     .help = "The table it stands in: 1 key customer-related process, 2 key support process, 3 "
             "customer experience and "
             "cost, 0 a plain gauge."},
    {"order", KEY_INTEGER, AT(order), .minimum = 1, .maximum = 100000,
     .help = "The place in its row, small first."},
    {"applies", KEY_WORDS, AT(applies), .word = key_word_trait,
     .help = "In which channels it is measured; one that it does not apply to is warned of."},
    {"origin", KEY_WORD, AT(origin), .word = key_word_origin,
     .help = "How well its definition is founded: published by an agent of the standard's makers, "
             "reported by others, or practice of the trade."},
    {"benchmark", KEY_NUMBER, .offset = offsetof(struct metric, benchmark),
     .minimum = -METRIC_GREATEST, .maximum = METRIC_GREATEST,
     .help = "A reference beside which a centre may set its target; nothing is judged by it."},
    {"name", KEY_CAPTION, AT(name), .help = "The name."},
    {"short_name", KEY_CAPTION, AT(short_name), .help = "The name on a tile."},
    {"definition", KEY_CAPTION, AT(definition), .help = "What is measured, in one sentence."},
    READING,
    ALSO,
    {"formula", KEY_CAPTION, AT(formula), .help = "How the value is computed."},
    {"unit", KEY_WORD, AT(unit), .word = key_word_unit, .help = "The unit of values."},
    {"direction", KEY_WORD, AT(direction), .word = key_word_direction,
     .help = "Which values are better."},
    {"decimals", KEY_INTEGER, AT(decimals), .minimum = 0, .maximum = 3,
     .help = "Digits behind the point."},
    {"period", KEY_WORD, AT(period), .word = key_word_period, .help = "What a value sums up."},
    {"minimum", KEY_NUMBER, AT(minimum), .minimum = -METRIC_GREATEST, .maximum = METRIC_GREATEST,
     .help = "A smaller value is refused."},
    {"maximum", KEY_NUMBER, AT(maximum), .minimum = -METRIC_GREATEST, .maximum = METRIC_GREATEST,
     .help = "A greater value is refused."},
    {"cadence_s", KEY_INTEGER, AT(cadence_s), .minimum = 1, .maximum = 31 * DAY_S,
     .help = "How often a source is expected to publish, in seconds."},
    {"min_sample", KEY_INTEGER, AT(min_sample), .minimum = 0, .maximum = 1000000,
     .help = "Fewer contacts than this are too few to judge."},
    {"deadband", KEY_NUMBER, AT(deadband), .minimum = 0, .maximum = 1000000,
     .help = "How far a value must clear a boundary to count as better."},
    {"on_delay_s", KEY_INTEGER, AT(on_delay_s), .minimum = 0, .maximum = DAY_S,
     .help = "How long a worse value must stand, in seconds."},
    {"off_delay_s", KEY_INTEGER, AT(off_delay_s), .minimum = 0, .maximum = DAY_S,
     .help = "How long a better value must stand, in seconds."},
    {"audiences", KEY_WORDS, AT(audiences), .word = key_word_audience,
     .help = "For whom it is meant."},
    {"drains", KEY_FLAG, .offset = offsetof(struct metric, drains), .fallback = "false",
     .help = "Work that still waits after closing and is shown until there is none."},
    {"of_people", KEY_FLAG, .offset = offsetof(struct metric, of_people), .fallback = "false",
     .help = "A figure about people's work, which of few would tell what one of them does; "
             "privacy.min_group keeps it from the wall."},
    {"adds", KEY_FLAG, .offset = offsetof(struct metric, adds), .fallback = "false",
     .help = "A count: the total of several is their sum, where others are weighed by their "
             "cases."},
    {"journey", KEY_FLAG, .offset = offsetof(struct metric, journey), .fallback = "false",
     .help = "What a customer lives through on the way to what he wants: it stands on the page of "
             "a journey."},
    {"counts_group", KEY_FLAG, .offset = offsetof(struct metric, counts_group), .fallback = "false",
     .help = "How many people its channel has at work: the size of the group of its figures about "
             "people."},
    {"item", KEY_TEXT, .offset = offsetof(struct metric, item),
     .help =
         "The number of the item, such as 1.2, whose points the value is: it stands on the page "
         "standing, with maximum points to be had, and on no other that does not name it."},
    {"assessment", KEY_FLAG, .offset = offsetof(struct metric, assessment), .fallback = "false",
     .help = "The score of the whole centre at an assessment, whose day is period_start: it stands "
             "on the page standing beside the distance to the one before."},
};
#undef AT
SECTION(section_metric, "metric", metric_keys, struct metric);

#define AT(field) .required = true, .offset = offsetof(struct usual_channel, field)
static const struct key usual_channel_keys[] = {
    {"name", KEY_CAPTION, AT(name), .help = "The name."},
    {"timing", KEY_WORD, AT(timing), .word = key_word_timing,
     .help = "Whether the customer is waiting at this moment."},
    {"assistance", KEY_WORD, AT(assistance), .word = key_word_assistance, .help = "Who serves."},
    {"kind", KEY_WORD, .offset = offsetof(struct usual_channel, kind),
     .word = key_word_channel_kind, .fallback = "\"inbound\"", .help = "What it is for."},
};
#undef AT
SECTION(section_usual_channel, "usual-channel", usual_channel_keys, struct usual_channel);

#define AT(field) .required = true, .offset = offsetof(struct category, field)
static const struct key category_keys[] = {
    {"number", KEY_TEXT, AT(number),
     .help = "Its number, such as 1.0: the items of the same number before the dot are its own."},
    {"name", KEY_CAPTION, AT(name), .help = "The name."},
};
#undef AT
SECTION(section_category, "category", category_keys, struct category);

#undef KEY_STRUCT
#define KEY_STRUCT struct term
#define AT(field) .required = true, .offset = offsetof(struct term, field)
static const struct key term_keys[] = {
    {"name", KEY_CAPTION, AT(name), .help = "The word."},
    READING,
    ALSO,
    {"definition", KEY_CAPTION, AT(definition), .help = "What it means, in one sentence."},
};
#undef AT
SECTION(section_term, "term", term_keys, struct term);

#define AT(field) .required = true, .offset = offsetof(struct catalogue_entry, field)
static const struct key catalogue_keys[] = {
    {"version", KEY_ID, AT(version), .help = "The name of the pack."},
    {"metrics", KEY_MAP, AT(metrics), .section = &section_metric, .help = "Metrics by their id."},
    {"channels", KEY_MAP, AT(channels), .section = &section_usual_channel,
     .help = "Usual channels by their id."},
    {"words", KEY_MAP, .offset = offsetof(struct catalogue_entry, words), .fallback = "{}",
     .section = &section_term,
     .help = "Words of the trade and of the wall by an id; metrics are words by themselves."},
    {"categories", KEY_MAP, .offset = offsetof(struct catalogue_entry, categories),
     .fallback = "{}", .section = &section_category,
     .help = "What the items are grouped by, by an id, in the order of the page standing."},
};
#undef AT
SECTION(section_catalogue, "catalogue", catalogue_keys, struct catalogue_entry);
