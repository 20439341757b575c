#include "config/theme.h"

#include <stdio.h>

#include "config/keys.h"

/* Dark, signal and calm are one theme but for what is met. */
#define DARK_WITH(met_mark, met_bar)                                                               \
    {                                                                                              \
        .ground = 0x0e1216, .tile = 0x1a2027, .raised = 0x2a333d, .text = 0xf0f4f7,                \
        .quiet = 0xb3bec8, .dimmed = 0x98a4af, .hatch = 0x272f38, .rule = 0x37424d,                \
        .met = (met_mark), .near = 0xfff100, .missed = 0xff6428, .on_missed = 0x000000,            \
        .bar_met = (met_bar), .bar_near = 0x8c8640, .bar_missed = 0xb05a34,                        \
        .outline = COLOUR_ABSENT,                                                                  \
    }

static const struct theme themes[THEMES] = {
    [THEME_DARK] = DARK_WITH(0x4dc4ff, 0x41708c),
    [THEME_LIGHT] =
        {
            .ground = 0xe8ecf0,
            .tile = 0xffffff,
            .raised = 0xd5dce3,
            .text = 0x101820,
            .quiet = 0x34414d,
            .dimmed = 0x556170,
            .hatch = 0xe3e8ed,
            .rule = 0xb4bec8,
            .met = 0x00568f,
            .near = 0x634500,
            .missed = 0xff6428,
            .on_missed = 0x000000,
            .bar_met = 0x5f93b8,
            .bar_near = 0x987c38,
            .bar_missed = 0xcc6f40,
            .outline = COLOUR_ABSENT,
        },
    [THEME_SIGNAL] = DARK_WITH(0x00d8a0, 0x2f7a63),
    [THEME_CALM] = DARK_WITH(0xb3bec8, 0x66717c),
    [THEME_HIGH_CONTRAST] =
        {
            .ground = 0x000000,
            .tile = 0x141414,
            .raised = 0x333333,
            .text = 0xffffff,
            .quiet = 0xe6e6e6,
            .dimmed = 0xb8b8b8,
            .hatch = 0x3a3a3a,
            .rule = 0x808080,
            .met = 0x66d0ff,
            .near = 0xffff00,
            .missed = 0xff6a30,
            .on_missed = 0x000000,
            .bar_met = 0x66a0c0,
            .bar_near = 0xb8b060,
            .bar_missed = 0xd07040,
            .outline = 0x9a9a9a,
        },
};

const struct theme *theme_of(enum theme_name name)
{
    return &themes[name];
}

/* ---- What must hold ------------------------------------------------------------------------- */

#define TEXT_CONTRAST 7.0
#define FIGURE_CONTRAST 4.5
#define MARK_CONTRAST 3.0
#define STATES_APART 18.0

/* What is not live must look so: dimmed against a live figure, hatched against a calm tile. */
#define DIMMED_CONTRAST 1.8
#define HATCH_CONTRAST 1.15

#define CONTRAST(one, other, least)                                                                \
    {                                                                                              \
        offsetof(struct theme, one), offsetof(struct theme, other), (least), RULE_CONTRAST         \
    }
#define APART(one, other)                                                                          \
    {                                                                                              \
        offsetof(struct theme, one), offsetof(struct theme, other), STATES_APART, RULE_DIFFERENCE  \
    }

const struct theme_rule theme_rules[] = {
    CONTRAST(text, ground, TEXT_CONTRAST),
    CONTRAST(text, tile, TEXT_CONTRAST),
    CONTRAST(text, raised, TEXT_CONTRAST),
    CONTRAST(text, hatch, TEXT_CONTRAST),
    CONTRAST(quiet, ground, TEXT_CONTRAST),
    CONTRAST(quiet, tile, TEXT_CONTRAST),
    CONTRAST(quiet, hatch, TEXT_CONTRAST),
    CONTRAST(near, ground, TEXT_CONTRAST),
    CONTRAST(near, tile, TEXT_CONTRAST),
    CONTRAST(on_missed, missed, TEXT_CONTRAST),
    CONTRAST(dimmed, ground, FIGURE_CONTRAST),
    CONTRAST(dimmed, tile, FIGURE_CONTRAST),
    CONTRAST(dimmed, hatch, FIGURE_CONTRAST),
    CONTRAST(text, dimmed, DIMMED_CONTRAST),
    CONTRAST(hatch, tile, HATCH_CONTRAST),
    CONTRAST(met, ground, MARK_CONTRAST),
    CONTRAST(met, tile, MARK_CONTRAST),
    CONTRAST(bar_met, tile, MARK_CONTRAST),
    CONTRAST(bar_near, tile, MARK_CONTRAST),
    CONTRAST(bar_missed, tile, MARK_CONTRAST),
    CONTRAST(outline, ground, MARK_CONTRAST),
    CONTRAST(outline, tile, MARK_CONTRAST),
    APART(met, near),
    APART(met, missed),
    APART(near, missed),
    APART(missed, tile),
    APART(missed, ground),
};
const size_t theme_rule_count = sizeof theme_rules / sizeof *theme_rules;

static colour colour_at(const struct theme *theme, size_t offset)
{
    return *(const colour *)(const void *)((const char *)theme + offset);
}

double theme_measure(const struct theme *theme, const struct theme_rule *rule)
{
    colour one = colour_at(theme, rule->one), other = colour_at(theme, rule->other);
    if (one == COLOUR_ABSENT || other == COLOUR_ABSENT) {
        return rule->least; /* what is not drawn breaks no rule */
    }
    return rule->kind == RULE_CONTRAST ? colour_contrast(one, other)
                                       : colour_difference(one, other);
}

/* ---- A site's own --------------------------------------------------------------------------- */

static const char *name_at(size_t offset)
{
    const char *name = "";
    for (size_t i = 0; i < section_theme.count; i++) {
        if (section_theme.keys[i].offset == offset) {
            name = section_theme.keys[i].name;
        }
    }
    return name;
}

/* Rounded down: 6.96:1 must not be told as 7.0:1 and refused all the same. */
static double told(double measured)
{
    return (double)(long)(measured * 10) / 10;
}

static void refuse(const struct theme *theme, const struct theme_rule *rule, size_t given,
                   struct faults *faults)
{
    bool contrast = rule->kind == RULE_CONTRAST;
    const char *one = name_at(rule->one), *other = name_at(rule->other);
    char pointer[48], read[80], allowed[48];
    snprintf(pointer, sizeof pointer, "/theme/%s", name_at(given));
    snprintf(read, sizeof read, contrast ? "#%06x on #%06x, %.1f:1" : "#%06x and #%06x, %.1f",
             colour_at(theme, rule->one), colour_at(theme, rule->other),
             told(theme_measure(theme, rule)));
    snprintf(allowed, sizeof allowed, contrast ? "at least %.4g:1" : "at least %.4g (CIEDE2000)",
             rule->least);
    faults_add(faults, SEVERITY_FAULT, pointer, contrast ? "contrast" : "colours-too-close", read,
               allowed,
               contrast ? "'%s' cannot be read on '%s'."
                        : "'%s' and '%s' cannot be told apart by everybody.",
               one, other);
}

static void take_own(struct theme *theme, const struct theme *own)
{
    for (size_t i = 0; i < section_theme.count; i++) {
        size_t offset = section_theme.keys[i].offset;
        if (colour_at(own, offset) != COLOUR_ABSENT) {
            *(colour *)(void *)((char *)theme + offset) = colour_at(own, offset);
        }
    }
}

struct theme theme_with(const struct theme *base, const struct theme *own, struct faults *faults)
{
    struct theme theme = *base;
    take_own(&theme, own);
    for (size_t i = 0; i < theme_rule_count; i++) {
        const struct theme_rule *rule = &theme_rules[i];
        bool first = colour_at(own, rule->one) != COLOUR_ABSENT;
        bool given = first || colour_at(own, rule->other) != COLOUR_ABSENT;
        if (given && theme_measure(&theme, rule) < rule->least) {
            refuse(&theme, rule, first ? rule->one : rule->other, faults);
        }
    }
    return theme;
}
