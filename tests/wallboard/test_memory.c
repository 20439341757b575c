/*
 * What the wall remembers: when it reads and writes its file, what it does with one that is not
 * its own, and a process that is killed at every step of writing.
 */

#include "memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "base/log.h"
#include "device/files.h"
#include "kpi/world.h"
#include "support/folder.h"
#include "wallboard/dying.h"

#define OWNER "osaka/floor-2"
static const struct device_config device = {.site = "osaka", .screen = "floor-2"};

struct rig {
    char folder[64], path[128], aside[160];
    struct world world;
    struct memory memory;
};

static void start(struct rig *rig)
{
    struct moment now = rig->world.now;
    world_init(&rig->world);
    rig->world.now = now;
    world_open(&rig->world);
    rig->memory = memory_new(rig->path);
}

static struct rig *rig_open(void)
{
    struct rig *rig = calloc(1, sizeof *rig);
    folder_create(rig->folder, sizeof rig->folder);
    snprintf(rig->path, sizeof rig->path, "%s/history.json", rig->folder);
    snprintf(rig->aside, sizeof rig->aside, "%s.aside", rig->path);
    rig->world.now = (struct moment){1000000, WORLD_START, true};
    start(rig);
    memset(steps, 0, sizeof steps);
    return rig;
}

static void rig_close(struct rig *rig)
{
    world_close(&rig->world);
    folder_remove(rig->folder);
    free(rig);
}

static bool pass(struct rig *rig)
{
    return memory_pass(&rig->memory, rig->world.board, &device, &rig->world.now);
}

/* Time passes until the next write is due. */
static void pass_on(struct rig *rig)
{
    pass(rig);
    wait_ms(&rig->world, MEMORY_DELAY_MS);
    pass(rig);
}

static void restart(struct rig *rig)
{
    world_close(&rig->world);
    start(rig);
    pass(rig);
}

/* The `n`-th half hour of the day is over. */
static void close_period(struct rig *rig, int n, int value)
{
    char payload[160];
    snprintf(payload, sizeof payload,
             "{\"value\":%d,\"period\":\"interval\",\"final\":true,"
             "\"period_start\":\"2026-11-18T%02d:%s:00Z\"}",
             value, n / 2, n % 2 ? "30" : "00");
    assert_int_equal(send_kpi(&rig->world, ON_TIME, payload, false), EFFECT_TAKEN);
}

static int count(const struct rig *rig)
{
    return kpi_of(&rig->world, ON_TIME)->finals.count;
}

static bool exists(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0;
}

/* In how many of the last lines of the log the text stands. */
static int told(const char *text)
{
    static struct log_kept lines[LOG_KEPT];
    int found = 0;
    size_t lines_kept = log_last(lines, LOG_KEPT);
    for (size_t i = 0; i < lines_kept; i++) {
        found += strstr(lines[i].text, text) != NULL;
    }
    return found;
}

static void one_write_when_periods_close_and_none_otherwise(void **state)
{
    (void)state;
    struct rig *rig = rig_open();
    pass(rig);
    for (int i = 0; i < 1000; i++) { /* readings that close nothing */
        char payload[32];
        snprintf(payload, sizeof payload, "{\"value\":%d}", 50 + i % 40);
        send_kpi(&rig->world, SERVICE_LEVEL, payload, false);
        wait_s(&rig->world, 1);
        pass(rig);
    }
    assert_int_equal(memory_next(&rig->memory), NEVER);
    assert_string_equal(steps, "");
    assert_false(exists(rig->path));
    close_period(rig, 10, 96);
    close_period(rig, 11, 80);
    pass(rig);
    assert_int_equal(memory_next(&rig->memory), rig->world.now.mono_ms + MEMORY_DELAY_MS);
    wait_ms(&rig->world, MEMORY_DELAY_MS - 1);
    close_period(rig, 12, 80);
    pass(rig);
    assert_string_equal(steps, "");
    wait_ms(&rig->world, 1);
    pass(rig);
    assert_string_equal(steps, "wsrs");
    close_period(rig, 12, 80); /* the same again */
    pass_on(rig);
    assert_string_equal(steps, "wsrs");
    assert_int_equal(memory_next(&rig->memory), NEVER);
    restart(rig);
    assert_int_equal(count(rig), 3);
    pass_on(rig);
    assert_string_equal(steps, "wsrs");
    rig_close(rig);
}

static void a_clean_end_keeps_since_when(void **state)
{
    (void)state;
    struct rig *rig = rig_open();
    pass(rig);
    memory_finish(&rig->memory, rig->world.board, &device, &rig->world.now);
    assert_false(exists(rig->path)); /* there was nothing to say */
    send_kpi(&rig->world, SERVICE_LEVEL, "50", false);
    int64_t since_ms = rig->world.now.mono_ms;
    wait_s(&rig->world, 20);
    memory_finish(&rig->memory, rig->world.board, &device, &rig->world.now);
    restart(rig);
    send_kpi(&rig->world, SERVICE_LEVEL, "50", false);
    assert_int_equal(kpi_of(&rig->world, SERVICE_LEVEL)->streak_ms, since_ms);
    /* On target at the end: a file that still says otherwise would be believed. */
    send_kpi(&rig->world, SERVICE_LEVEL, "{\"value\":null}", false);
    memory_finish(&rig->memory, rig->world.board, &device, &rig->world.now);
    assert_false(exists(rig->path));
    rig_close(rig);
}

static void nothing_is_read_or_written_before_the_clock_is_good(void **state)
{
    (void)state;
    struct rig *rig = rig_open();
    pass(rig);
    close_period(rig, 10, 96);
    pass_on(rig);
    rig->world.now.clock_good = false;
    restart(rig);
    assert_int_equal(count(rig), 0);
    close_period(rig, 12, 80);
    pass_on(rig);
    memory_finish(&rig->memory, rig->world.board, &device, &rig->world.now);
    assert_string_equal(steps, "wsrs");
    rig->world.now.clock_good = true;
    assert_true(pass(rig));
    assert_int_equal(count(rig), 2);
    pass_on(rig);
    assert_string_equal(steps, "wsrswsrs");
    rig_close(rig);
}

static void what_is_not_ours_is_set_aside(void **state)
{
    (void)state;
    static const char *const texts[] = {"",
                                        "{\"format\":1,\"owner\":\"osa",
                                        "{\"format\":1,\"owner\":\"other/wall\",\"saved\":1}",
                                        "{\"format\":9,\"owner\":\"" OWNER "\"}",
                                        "\xff\xfe",
                                        NULL};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct rig *rig = rig_open();
        char *long_text = calloc(1, KEEP_MAX_BYTES + 2);
        memset(long_text, ' ', KEEP_MAX_BYTES + 1);
        const char *text = texts[i] ? texts[i] : long_text;
        assert_true(file_write(rig->path, text, strlen(text)));
        assert_false(pass(rig));
        assert_false(exists(rig->path));
        assert_true(exists(rig->aside));
        assert_true(told(rig->aside) > 0);
        close_period(rig, 10, 96);
        pass_on(rig);
        restart(rig);
        assert_int_equal(count(rig), 1);
        free(long_text);
        rig_close(rig);
    }
}

static void a_folder_that_cannot_be_written_is_told_once(void **state)
{
    (void)state;
    struct rig *rig = rig_open();
    pass(rig);
    assert_int_equal(mkdir(rig->path, 0700), 0); /* also root cannot rename over it */
    for (int n = 0; n < 5; n++) {
        close_period(rig, 10 + n, 96);
        pass_on(rig);
    }
    memory_finish(&rig->memory, rig->world.board, &device, &rig->world.now);
    assert_int_equal(count(rig), 5);
    char text[200];
    snprintf(text, sizeof text, "%s: Is a directory", rig->path);
    assert_int_equal(told(text), 1);
    rig_close(rig);
}

static void without_a_folder_it_does_nothing(void **state)
{
    (void)state;
    struct rig *rig = rig_open();
    rig->memory = memory_new(NULL);
    close_period(rig, 10, 96);
    pass_on(rig);
    memory_finish(&rig->memory, rig->world.board, &device, &rig->world.now);
    assert_string_equal(steps, "");
    rig_close(rig);
}

static void killed_at_any_step_it_is_the_old_or_the_new(void **state)
{
    (void)state;
    int died = 0, before = 1;
    for (int n = 0;; n++) {
        struct rig *rig = rig_open();
        pass(rig);
        close_period(rig, 10, 96);
        pass_on(rig);
        pid_t child = fork();
        if (child == 0) {
            steps_left = n;
            close_period(rig, 11, 80);
            pass_on(rig);
            memory_finish(&rig->memory, rig->world.board, &device, &rig->world.now);
            _exit(0);
        }
        int status = 0;
        assert_int_equal(waitpid(child, &status, 0), child);
        bool whole = WIFEXITED(status) && WEXITSTATUS(status) == 0;
        assert_true(whole || WEXITSTATUS(status) == 77);
        restart(rig);
        assert_false(exists(rig->aside));
        /* The old one up to some step, and from there on the new one. */
        int after = count(rig);
        assert_true(after == before || (before == 1 && after == 2));
        close_period(rig, 12, 80); /* and it goes on from there */
        pass_on(rig);
        restart(rig);
        assert_int_equal(count(rig), after + 1);
        before = after;
        rig_close(rig);
        if (whole) {
            break;
        }
        died++;
    }
    assert_int_equal(before, 2);
    assert_true(died >= 8); /* a period that closes, and the end: written in parts, s, r, s */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_write_when_periods_close_and_none_otherwise),
        cmocka_unit_test(a_clean_end_keeps_since_when),
        cmocka_unit_test(nothing_is_read_or_written_before_the_clock_is_good),
        cmocka_unit_test(what_is_not_ours_is_set_aside),
        cmocka_unit_test(a_folder_that_cannot_be_written_is_told_once),
        cmocka_unit_test(without_a_folder_it_does_nothing),
        cmocka_unit_test(killed_at_any_step_it_is_the_old_or_the_new),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
