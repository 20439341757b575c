/* Own history and streaks of the whole program, over kill -9 and an orderly end. */

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include <cmocka.h>

#include "base/moment.h"
#include "device/files.h"
#include "support/broker.h"
#include "support/wall.h"

#define SOON 30
#define KPI "kpi/main/phone/service-level"

#define BOARD                                                                                      \
    "{\"zone\":\"UTC\",\"language\":\"en\",\"audience\":\"supervisors\",\"businesses\":{\"main\":" \
    "{\"channels\":{\"phone\":{\"timing\":\"real-time\",\"kpis\":{\"service-level\":{\"target\":"  \
    "80,\"period\":\"interval\",\"cadence_s\":600,\"min_sample\":0,\"on_delay_s\":0,\"off_delay_"  \
    "s\":0,\"level\":{\"periods\":3,"                                                              \
    "\"share\":60}}}}}}},\"pages\":{\"level\":{\"show\":\"level\"}}}"

struct stage {
    struct broker *broker;
    struct wall *wall;
    char path[160];
};

static int64_t wall_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000;
}

/* A figure of the half hour that began so many ago. */
static void publish(struct stage *stage, int halves_ago, int value, bool final)
{
    char start[21], time[21], payload[200];
    int64_t start_ms = wall_ms() / 1800000 * 1800000 - halves_ago * INT64_C(1800000);
    time_format(start_ms, start, sizeof start);
    time_format(wall_ms(), time, sizeof time);
    snprintf(payload, sizeof payload,
             "{\"value\":%d,\"sample\":40,\"time\":\"%s\",\"period_start\":\"%s\",\"final\":%s}",
             value, time, start, final ? "true" : "false");
    wall_publish(stage->wall, KPI, payload, true);
}

/* Of a flood the newest is taken, so it is waited for; three halves ago and more it is old now. */
static void publish_final(struct stage *stage, int halves_ago, int value)
{
    publish(stage, halves_ago, value, true);
    assert_true(wall_await(stage->wall, "qualities.last-known", 1, SOON));
    wall_publish(stage->wall, KPI, "{\"value\":null}", true);
    assert_true(wall_await(stage->wall, "qualities.no-data", 1, SOON));
}

/* The file, a new reference; NULL: there is none. */
static json_t *kept(const struct stage *stage)
{
    size_t length;
    char *text = file_read(stage->path, 1 << 20, &length);
    json_t *root = text != NULL ? json_loadb(text, length, 0, NULL) : NULL;
    free(text);
    return root;
}

static json_t *await_kept(struct stage *stage)
{
    json_t *root = NULL;
    for (int i = 0; i < SOON * 10 && root == NULL; i++) {
        wall_listen(stage->wall, 100);
        root = kept(stage);
    }
    assert_non_null(root);
    return root;
}

static const json_t *of_kpi(const json_t *root, const char *key)
{
    const json_t *kpi = json_object_get(json_object_get(root, "kpis"), KPI + strlen("kpi/"));
    return json_object_get(kpi, key);
}

static int open_stage(void **state)
{
    static struct stage stage;
    stage.broker = broker_start(&(struct broker_settings){0});
    stage.wall =
        wall_start(&(struct wall_settings){.port = broker_port(stage.broker), .board = BOARD});
    snprintf(stage.path, sizeof stage.path, "%s/history.json", wall_folder(stage.wall));
    *state = &stage;
    return wall_await(stage.wall, "panel.on", 1, SOON) ? 0 : -1;
}

static int close_stage(void **state)
{
    struct stage *stage = *state;
    int code = wall_stop(stage->wall);
    broker_stop(stage->broker);
    return code;
}

static void level_and_streak_survive_a_power_cut(void **state)
{
    struct stage *stage = *state;
    publish_final(stage, 5, 90);
    publish_final(stage, 4, 60);
    publish_final(stage, 3, 85);
    publish(stage, 0, 50, false); /* the streak begins */
    assert_true(wall_await(stage->wall, "verdicts.missed", 1, SOON));
    json_t *before = await_kept(stage);
    assert_int_equal(json_array_size(of_kpi(before, "finals")), 3);
    json_int_t since = json_integer_value(of_kpi(before, "missed"));
    assert_true(since > wall_ms() - 120000);
    struct stat file;
    assert_int_equal(stat(stage->path, &file), 0);

    wall_restart(stage->wall);
    assert_true(wall_await(stage->wall, "verdicts.missed", 1, SOON));
    struct stat after;
    assert_int_equal(stat(stage->path, &after), 0);
    assert_int_equal(after.st_ino, file.st_ino); /* nothing has closed, nothing was written */

    /* What it took back is what it writes at an orderly end. */
    wall_renew(stage->wall);
    json_t *again = kept(stage);
    assert_true(json_equal(of_kpi(before, "finals"), of_kpi(again, "finals")));
    json_int_t still = json_integer_value(of_kpi(again, "missed"));
    assert_true(still >= since - 1000 && still <= since + 1000);
    json_decref(before);
    json_decref(again);
}

static void a_truncated_file_is_set_aside(void **state)
{
    struct stage *stage = *state;
    char aside[200];
    snprintf(aside, sizeof aside, "%s.aside", stage->path);
    assert_true(wall_await(stage->wall, "verdicts.missed", 1, SOON));
    size_t length;
    char *text = file_read(stage->path, 1 << 20, &length);
    assert_true(file_write(stage->path, text, length / 2));
    wall_restart(stage->wall);
    assert_true(wall_await(stage->wall, "verdicts.missed", 1, SOON));
    struct stat file;
    assert_int_equal(stat(aside, &file), 0);
    assert_int_not_equal(stat(stage->path, &file), 0);
    /* It begins anew, and is kept again. What runs is of a later period, which goes first. */
    wall_publish(stage->wall, KPI, "{\"value\":null}", true);
    assert_true(wall_await(stage->wall, "qualities.no-data", 1, SOON));
    publish_final(stage, 3, 90);
    json_t *again = await_kept(stage);
    assert_int_equal(json_array_size(of_kpi(again, "finals")), 1);
    json_decref(again);
    free(text);
}

/* It runs on, and says that it will forget. */
static void a_folder_that_cannot_be_made_is_told(void **state)
{
    const struct stage *stage = *state;
    char command[400], line[512];
    bool told = false;
    snprintf(command, sizeof command,
             "STATE_DIRECTORY='%s/below-a-file' timeout 2 '%s/wallboard' --headless 320x320 "
             "--device none.json --config config/boards/minimal.json 2>&1",
             stage->path, getenv("WALLBOARD_BUILD"));
    FILE *log = popen(command, "re");
    assert_non_null(log);
    while (fgets(line, sizeof line, log) != NULL) {
        told = told || strstr(line, "/below-a-file cannot be made: Not a directory") != NULL;
    }
    pclose(log);
    assert_true(told);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(level_and_streak_survive_a_power_cut),
        cmocka_unit_test(a_truncated_file_is_set_aside),
        cmocka_unit_test(a_folder_that_cannot_be_made_is_told),
    };
    return cmocka_run_group_tests(tests, open_stage, close_stage);
}
