/*
 * Golden scenes: what the wall records for given states, command by command, with the fake metrics.
 * WALLBOARD_GOLDEN=update writes them anew; then the difference is read before it is committed.
 */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view/view.h"
#include "fake_board.h"
#include "fake_measure.h"
#include "fake_spec.h"

#define FOLDER "tests/view/golden"
#define MINUTE INT64_C(60000)

static struct fake_wall wall;
static struct board board;
static const struct moment now = {
    .mono_ms = 100 * 1000 * 1000, .wall_ms = FAKE_NOW + 7000, .clock_good = true};

/* ---- States --------------------------------------------------------------------------------- */

static const double met_values[FAKE_METRICS] = {88, 2.4, 34, 4, 48, 81, 5, 4.5};
static const double missed_values[FAKE_METRICS] = {62, 11.4, 108, 27, 424, 96, 1, 3.6};

static size_t metric_of(size_t index)
{
    return (size_t)(wall.kpis[index].metric - fake_metrics);
}

static void calm(void)
{
    for (size_t i = 0; i < wall.config.spec.kpi_count; i++) {
        fake_live(&board, i, met_values[metric_of(i)]);
    }
}

static void all_missed(void)
{
    for (size_t i = 0; i < wall.config.spec.kpi_count; i++) {
        fake_live(&board, i, missed_values[metric_of(i)])->streak_ms = now.mono_ms - 12 * MINUTE;
    }
}

static void feed_dead(void)
{
    calm();
    for (size_t i = 0; i < wall.config.spec.kpi_count; i++) {
        board.kpis[i].quality = QUALITY_LAST_KNOWN;
        board.kpis[i].held = HELD_AGED;
        board.kpis[i].since_ms = FAKE_NOW - 25 * MINUTE;
    }
}

static void waiting(void)
{
}

static void closed(void)
{
    calm();
    for (size_t i = 0; i < wall.config.spec.kpi_count; i++) {
        board.kpis[i].quality = QUALITY_CLOSED;
        board.kpis[i].shows_value = i % 4 != 3;
        board.openings[board.kpis[i].spec->channel_index] =
            (struct opening){.next_ms = FAKE_NOW + (18 * 60 + 28) * MINUTE};
    }
}

static void add_finals(struct kpi *kpi)
{
    kpi->finals.period_s = 1800;
    for (int i = 0; i < 10; i++) {
        kpi->finals.items[i].verdict = (enum verdict)(i % 4);
        kpi->finals.count++;
    }
}

/* One of each verdict and quality; needs sixteen KPIs. */
static void every_state(void)
{
    calm();
    fake_live(&board, 0, 62)->streak_ms = now.mono_ms - 12 * MINUTE;
    board.kpis[0].trend = TREND_DOWN;
    add_finals(&board.kpis[0]);
    fake_live(&board, 1, 6.1)->streak_ms = now.mono_ms - 4 * MINUTE;
    fake_live(&board, 2, 108)->recovering = true;
    board.kpis[3].trend = TREND_UP;
    add_finals(&board.kpis[3]);
    fake_live(&board, 4, 82);
    fake_live(&board, 5, 9.2)->reading.final = true;
    board.kpis[6].target.set = false;
    fake_live(&board, 6, 34);
    board.kpis[7].quality = QUALITY_THIN;
    board.kpis[7].reading.sample = 7;
    board.kpis[8].quality = QUALITY_THIN;
    board.kpis[8].reading.sample = 0;
    board.kpis[8].shows_value = false;
    board.kpis[9].quality = QUALITY_LAST_KNOWN;
    board.kpis[9].held = HELD_AGED;
    board.kpis[9].since_ms = FAKE_NOW - 25 * MINUTE;
    board.kpis[10].quality = QUALITY_LAST_KNOWN;
    board.kpis[10].held = HELD_STUCK;
    board.kpis[10].since_ms = FAKE_NOW - 33 * MINUTE;
    board.kpis[11].quality = QUALITY_NO_DATA;
    board.kpis[11].shows_value = false;
    board.kpis[11].since_ms = FAKE_NOW - 90 * MINUTE;
    board.kpis[12].quality = QUALITY_WAITING;
    board.kpis[12].shows_value = false;
    board.kpis[13].quality = QUALITY_CLOSED;
    board.openings[3] = (struct opening){.holiday = true, .next_ms = FAKE_NOW + 60 * MINUTE};
}

/* ---- Cases ---------------------------------------------------------------------------------- */

static const struct golden {
    const char *name;
    int width, height, rotate;
    double distance_m;
    enum language language;
    void (*state)(void);
    size_t counts[4], channels;
    enum link_state link;
    bool overview;
} goldens[] = {
    {"states-ja", 1920, 1080, 0, 2, LANGUAGE_JA, every_state, {4, 4, 4, 4}, 4, LINK_NONE, false},
    {"states-en", 1920, 1080, 0, 2, LANGUAGE_EN, every_state, {4, 4, 4, 4}, 4, LINK_NONE, false},
    {"states-8m", 1920, 1080, 0, 8, LANGUAGE_JA, every_state, {4, 4, 4, 4}, 4, LINK_NONE, false},
    {"calm-720p", 1280, 720, 0, 5, LANGUAGE_JA, calm, {4, 4}, 2, LINK_UP, false},
    {"missed-4k", 3840, 2160, 0, 5, LANGUAGE_EN, all_missed, {4, 4}, 2, LINK_UP, false},
    {"dead-ja", 1920, 1080, 0, 8, LANGUAGE_JA, feed_dead, {4, 4}, 2, LINK_LOST, false},
    {"waiting-en", 1280, 720, 0, 5, LANGUAGE_EN, waiting, {4, 4}, 2, LINK_CONNECTING, false},
    {"closed-portrait", 1080, 1920, 0, 5, LANGUAGE_JA, closed, {4, 4}, 2, LINK_UP, false},
    {"calm-rotated", 1920, 1080, 90, 5, LANGUAGE_EN, calm, {4, 4}, 2, LINK_UP, false},
    {"two-kpis", 1920, 1080, 0, 5, LANGUAGE_JA, calm, {2}, 1, LINK_UP, false},
    {"overview-ja", 1920, 1080, 0, 2, LANGUAGE_JA, every_state, {4, 4, 4, 4}, 4, LINK_UP, true},
    {"overview-en", 1920, 1080, 0, 8, LANGUAGE_EN, all_missed, {4, 4}, 2, LINK_UP, true},
    {"overview-portrait", 1080, 1920, 0, 5, LANGUAGE_JA, feed_dead, {4, 4}, 2, LINK_UP, true},
};

static char *record(const struct golden *golden)
{
    fake_wall(&wall, golden->language, golden->distance_m, golden->counts, golden->channels);
    wall.config.display.rotate = golden->rotate;
    wall.page.show = golden->overview ? PAGE_OVERVIEW : PAGE_TILES;
    fake_board(&board, &wall.config.spec);
    golden->state();
    fake_settle(&board);
    struct view_state state = {.link = golden->link, .link_since_ms = FAKE_NOW - 24 * MINUTE};
    struct view *view = view_create(&wall.config, &board, &zone_utc, &fake_measure, golden->width,
                                    golden->height, &now);
    struct damage damage;
    damage_clear(&damage, (struct rect){0, 0, golden->width, golden->height});
    view_update(view, &state, &now, &damage);
    char *text = scene_describe(view_scene(view));
    view_destroy(view);
    return text;
}

static char *read_whole(const char *path)
{
    FILE *file = fopen(path, "r");
    if (!file) {
        return NULL;
    }
    char *text = NULL;
    size_t size = 0;
    ssize_t length = getdelim(&text, &size, '\0', file);
    fclose(file);
    if (length < 0) {
        free(text);
        return NULL;
    }
    return text;
}

static void write_whole(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* The first line that differs says more than two whole scenes. */
static void print_difference(const char *path, const char *expected, const char *recorded)
{
    int line = 1;
    while (*expected && *expected == *recorded) {
        line += *expected == '\n';
        expected++;
        recorded++;
    }
    print_error("%s:%d\n  expected ...%.*s\n  recorded ...%.*s\n", path, line,
                (int)strcspn(expected, "\n"), expected, (int)strcspn(recorded, "\n"), recorded);
}

static void scenes_are_as_they_were(void **state)
{
    (void)state;
    const char *mode = getenv("WALLBOARD_GOLDEN");
    bool update = mode && strcmp(mode, "update") == 0;
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof goldens / sizeof *goldens; i++) {
        char path[128];
        snprintf(path, sizeof path, FOLDER "/%s.txt", goldens[i].name);
        char *recorded = record(&goldens[i]);
        if (update) {
            write_whole(path, recorded);
        }
        char *expected = read_whole(path);
        if (!expected || strcmp(expected, recorded) != 0) {
            print_difference(path, expected ? expected : "", recorded);
            wrong++;
        }
        free(expected);
        free(recorded);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scenes_are_as_they_were),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
