#include "sim/presets.h"

#include <string.h>

/* Half hours from midnight. An office day from 9 to 18: late-morning peak, lunch, second hump. */
static const double office_day[HALF_HOURS] = {
    [18] = 62, [19] = 78, [20] = 92, [21] = 98, [22] = 100, [23] = 94,
    [24] = 70, [25] = 66, [26] = 78, [27] = 84, [28] = 82,  [29] = 78,
    [30] = 74, [31] = 70, [32] = 66, [33] = 58, [34] = 50,  [35] = 36,
};

/* From 9 to 21, with an evening that the office day does not have. */
static const double long_day[HALF_HOURS] = {
    [18] = 40, [19] = 56, [20] = 72, [21] = 84, [22] = 92, [23] = 94, [24] = 96, [25] = 88,
    [26] = 76, [27] = 72, [28] = 70, [29] = 70, [30] = 70, [31] = 72, [32] = 74, [33] = 78,
    [34] = 80, [35] = 82, [36] = 84, [37] = 86, [38] = 84, [39] = 74, [40] = 60, [41] = 40,
};

/* Written work comes at any hour. */
static const double round_the_clock[HALF_HOURS] = {
    14, 11, 9,  7,  6,  5,  5,  5,  6,  7,  10, 14, 20, 28, 40, 52, 64, 76, 90, 98, 100, 98, 92, 86,
    84, 80, 78, 78, 76, 74, 72, 72, 70, 68, 64, 60, 58, 56, 56, 58, 60, 58, 54, 48, 40,  32, 24, 18,
};

#define AT(hour) ((hour)*60)

const struct preset presets[] = {
    {.channel = "phone",
     .kind = KIND_CONTACTS,
     .shape = office_day,
     .per_day = 1060,
     .agents = 16,
     .slots = 1,
     .open_minute = AT(9),
     .close_minute = AT(18),
     .talk = {240, 150},
     .wrap = {50, 30},
     .patience_s = 150,
     .resolved = 0.78,
     .threshold_s = 20},
    {.channel = "chat",
     .kind = KIND_CONTACTS,
     .shape = long_day,
     .per_day = 520,
     .agents = 6,
     .slots = 3,
     .open_minute = AT(9),
     .close_minute = AT(21),
     .talk = {560, 320},
     .wrap = {40, 20},
     .patience_s = 120,
     .resolved = 0.74,
     .threshold_s = 30},
    {.channel = "email",
     .kind = KIND_ITEMS,
     .shape = round_the_clock,
     .per_day = 260,
     .agents = 7,
     .open_minute = AT(9),
     .close_minute = AT(18),
     .talk = {420, 300},
     .cycle_s = 24 * 3600,
     .carried = 90,
     .carried_age_s = 15 * 3600},
    {.channel = "social",
     .kind = KIND_ITEMS,
     .shape = round_the_clock,
     .per_day = 220,
     .agents = 4,
     .open_minute = AT(6),
     .close_minute = AT(22),
     .talk = {230, 160},
     .cycle_s = 4 * 3600,
     .carried = 6,
     .carried_age_s = 2 * 3600},
    {.channel = "back-office",
     .kind = KIND_ITEMS,
     .shape = office_day,
     .per_day = 170,
     .agents = 8,
     .open_minute = AT(9),
     .close_minute = AT(18),
     .talk = {840, 500},
     .cycle_s = 24 * 3600,
     .carried = 70,
     .carried_age_s = 15 * 3600},
    {.channel = "bot",
     .kind = KIND_BOT,
     .shape = round_the_clock,
     .per_day = 1400,
     .agents = 64,
     .slots = 4,
     .open_minute = AT(0),
     .close_minute = AT(24),
     .talk = {150, 90},
     .patience_s = 600,
     .resolved = 0.66,
     .threshold_s = 5},
    {.channel = "store",
     .kind = KIND_CONTACTS,
     .shape = long_day,
     .per_day = 210,
     .agents = 6,
     .slots = 1,
     .open_minute = AT(9),
     .close_minute = AT(21),
     .talk = {660, 300},
     .wrap = {60, 30},
     .patience_s = 1800,
     .resolved = 0.82,
     .threshold_s = 600},
    {.channel = "repair",
     .kind = KIND_ITEMS,
     .shape = office_day,
     .per_day = 64,
     .agents = 7,
     .open_minute = AT(9),
     .close_minute = AT(18),
     .talk = {2400, 900},
     .cycle_s = 48 * 3600,
     .carried = 60,
     .carried_age_s = 30 * 3600},
    {.channel = "field-service",
     .kind = KIND_ITEMS,
     .shape = office_day,
     .per_day = 58,
     .agents = 9,
     .open_minute = AT(8),
     .close_minute = AT(19),
     .talk = {3600, 1500},
     .cycle_s = 48 * 3600,
     .carried = 50,
     .carried_age_s = 30 * 3600},
};

const size_t preset_count = sizeof(presets) / sizeof(presets[0]);

static enum kind kind_for(enum timing timing, enum assistance assistance)
{
    if (assistance == ASSISTANCE_DIGITAL) {
        return KIND_BOT;
    }
    return timing == TIMING_NON_REAL_TIME ? KIND_ITEMS : KIND_CONTACTS;
}

const struct preset *preset_for(const char *channel, enum timing timing, enum assistance assistance)
{
    const struct preset *like = NULL;
    for (size_t i = 0; i < preset_count; i++) {
        if (strcmp(presets[i].channel, channel) == 0) {
            return &presets[i];
        }
        if (like == NULL && presets[i].kind == kind_for(timing, assistance)) {
            like = &presets[i];
        }
    }
    return like;
}
