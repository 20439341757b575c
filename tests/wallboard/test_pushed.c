/*
 * What becomes of what is pushed: every result of the contract, trials with and without their
 * proof, restarts at every point, and a process that is killed at every step of writing.
 */

#include "pushed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "config/catalogue_file.h"
#include "device/files.h"
#include "support/folder.h"
#include "wallboard/dying.h"

#define START_MS INT64_C(1000000)
#define WALL_MS INT64_C(1795000000000) /* 2026-11-18T11:06:40Z */

/* ---- A wall without a picture --------------------------------------------------------------- */

static struct arena *catalogue_arena;
static const struct catalogue *catalogue;

static bool zone_known(const char *zone)
{
    return strcmp(zone, "UTC") == 0;
}

static struct board_config *judge(const json_t *merged, struct faults *faults)
{
    const struct config_world world = {.catalogue = catalogue, .zone_known = zone_known};
    return board_config_from(merged, &world, faults);
}

struct rig {
    char folder[64], path[128];
    struct pushed *pushed;
    struct moment now;
    struct pushed_proof proof;
    char language[3]; /* of the board that shows: "ja" is the file's */
    json_t *report;   /* the last */
};

static void take_board(struct rig *rig, struct board_config *board)
{
    strcpy(rig->language, board != NULL && board->language == LANGUAGE_EN ? "en" : "ja");
    board_config_destroy(board);
    rig->proof.frames += rig->proof.screen;
}

static void start(struct rig *rig)
{
    static const char *const groups[] = {"floor-2", "night"};
    json_t *file =
        json_loads("{\"language\":\"ja\",\"zone\":\"UTC\",\"businesses\":{\"main\":{\"channels\":{"
                   "\"phone\":{\"kpis\":{\"service-level\":{\"target\":80,\"limit\":70}}}}}}}",
                   0, NULL);
    const struct device_config device = {
        .site = "test", .screen = "wall", .groups = groups, .group_count = 2};
    rig->pushed = pushed_create(&device, rig->path, judge);
    pushed_set_file(rig->pushed, file, true);
    json_decref(file);
    rig->proof.frames = 0;
    take_board(rig, pushed_renew(rig->pushed));
    pushed_connected(rig->pushed, &rig->now);
}

static void turn(struct rig *rig)
{
    for (int i = 0; i < 3; i++) {
        struct board_config *board;
        if (pushed_turn(rig->pushed, &rig->proof, &rig->now, &board)) {
            take_board(rig, board);
        }
    }
    char *text = pushed_report(rig->pushed, "file", &rig->now);
    if (text != NULL) {
        json_decref(rig->report);
        rig->report = json_loads(text, 0, NULL);
        assert_non_null(rig->report);
    }
    free(text);
}

static void pass(struct rig *rig, int64_t ms)
{
    rig->now.mono_ms += ms;
    rig->now.wall_ms += ms;
    turn(rig);
}

static struct rig *rig_open(void)
{
    struct rig *rig = calloc(1, sizeof *rig);
    assert_non_null(rig);
    folder_create(rig->folder, sizeof rig->folder);
    snprintf(rig->path, sizeof rig->path, "%s/pushed.json", rig->folder);
    rig->now = (struct moment){START_MS, WALL_MS, true};
    rig->proof = (struct pushed_proof){.link = true, .screen = true};
    start(rig);
    pass(rig, PUSHED_GATHER_MS);
    return rig;
}

static void rig_close(struct rig *rig)
{
    pushed_destroy(rig->pushed);
    json_decref(rig->report);
    folder_remove(rig->folder);
    free(rig);
}

static const json_t *told(const struct rig *rig, const char *layer)
{
    return json_object_get(json_object_get(rig->report, "layers"), layer);
}

static const char *result(const struct rig *rig, const char *layer)
{
    const char *text = json_string_value(json_object_get(told(rig, layer), "result"));
    return text != NULL ? text : "";
}

static const char *code(const struct rig *rig, const char *layer)
{
    const json_t *errors = json_object_get(told(rig, layer), "errors");
    const char *text = json_string_value(json_object_get(json_array_get(errors, 0), "code"));
    return text != NULL ? text : "";
}

static const char *message(const struct rig *rig, const char *layer)
{
    const json_t *errors = json_object_get(told(rig, layer), "errors");
    const char *text = json_string_value(json_object_get(json_array_get(errors, 0), "message"));
    return text != NULL ? text : "";
}

/* ---- Every result ---------------------------------------------------------------------------- */

enum action { END, OFFER, PROVE, PASS, RESTART, CONFIRM, ROLLBACK, LINK, SCREEN, CLOCK };

struct move {
    enum action action;
    const char *layer, *payload; /* of OFFER */
    int64_t number;              /* ms that pass; on or off */
    const char *result, *code;   /* of the layer afterwards; NULL: not asked */
    const char *language;        /* that shows */
};

#define EN(revision, more) "{\"revision\":" revision ",\"config\":{\"language\":\"en\"}" more "}"
#define JA(revision, more) "{\"revision\":" revision ",\"config\":{\"language\":\"ja\"}" more "}"
#define BAD(revision) "{\"revision\":" revision ",\"config\":{\"language\":\"xx\"}}"
#define PUT(layer, payload, result, code, language)                                                \
    {                                                                                              \
        OFFER, layer, payload, 0, result, code, language                                           \
    }
#define KEPT(layer, language)                                                                      \
    {                                                                                              \
        PROVE, layer, NULL, 0, "applied", "", language                                             \
    }
#define THEN(action, number, layer, result, language)                                              \
    {                                                                                              \
        action, layer, NULL, number, result, NULL, language                                        \
    }

static const struct {
    const char *name;
    struct move moves[12];
} cases[] = {
    {"trial, applied, already",
     {PUT("all", EN("1", ""), "trial", "", "en"), KEPT("all", "en"),
      PUT("all", EN("1", ""), "already", "", "en"), THEN(RESTART, 0, "all", "applied", "en"),
      PUT("all", EN("1", ""), "already", "", "en")}},
    {"older, conflict",
     {PUT("all", EN("5", ""), "trial", "", "en"), KEPT("all", "en"),
      PUT("all", JA("4", ""), "rejected", "older", "en"),
      PUT("all", JA("5", ""), "conflict", "conflict", "en"),
      PUT("all", JA("6", ""), "trial", "", "ja"), KEPT("all", "ja")}},
    {"a bad one changes nothing, and the same revision may be mended",
     {PUT("all", EN("1", ""), "trial", "", "en"), KEPT("all", "en"),
      PUT("all", BAD("2"), "rejected", "word", "en"),
      PUT("all", "{\"revision\":2}", "rejected", "missing", "en"),
      PUT("all", "nonsense", "rejected", "not-json", "en"),
      PUT("all", "{\"revision\":2,\"config\":{\"a\":1,\"a\":2}}", "rejected", "duplicate-key",
          "en"),
      PUT("all", "{\"revision\":2,\"config\":{\"zone\":\"\xC0\xAF\"}}", "rejected", "encoding",
          "en"),
      PUT("all", JA("2", ""), "trial", "", "ja"), KEPT("all", "ja")}},
    {"the screen goes before the group and that before all",
     {PUT("all", EN("1", ""), "trial", "", "en"), KEPT("all", "en"),
      PUT("group/night", JA("1", ""), "trial", "", "ja"), KEPT("group/night", "ja"),
      PUT("group/floor-2", EN("1", ""), "trial", "", "ja"), KEPT("group/floor-2", "ja"),
      PUT("screen", EN("1", ""), "trial", "", "en"), KEPT("screen", "en")}},
    {"an empty one takes the layer away, and nothing else brings it back",
     {PUT("all", EN("3", ""), "trial", "", "en"), KEPT("all", "en"),
      PUT("all", "", "trial", "", "ja"), KEPT("all", "ja"),
      PUT("all", EN("3", ""), "conflict", "conflict", "ja"),
      PUT("all", EN("2", ""), "rejected", "older", "ja"), THEN(RESTART, 0, "all", "applied", "ja"),
      PUT("all", EN("4", ""), "trial", "", "en")}},
    {"null with a revision takes it away, too",
     {PUT("all", EN("3", ""), "trial", "", "en"), KEPT("all", "en"),
      PUT("all", "{\"revision\":4,\"config\":null}", "trial", "", "ja"), KEPT("all", "ja"),
      PUT("all", "{\"revision\":4,\"config\":null}", "already", "", "ja"),
      PUT("all", EN("3", ""), "rejected", "older", "ja"), THEN(RESTART, 0, "all", "applied", "ja"),
      PUT("all", EN("5", ""), "trial", "", "en")}},
    {"it may say whom it is for",
     {PUT("all", EN("1", ",\"target\":\"test/group/floor-2\""), "not-for-me", "not-for-me", "ja"),
      PUT("all", EN("1", ",\"target\":\"other/all\""), "not-for-me", "not-for-me", "ja"),
      PUT("screen", EN("1", ",\"target\":\"test/screen/east\""), "not-for-me", NULL, "ja"),
      PUT("all", EN("1", ",\"target\":\"test/all\""), "trial", "", "en"), KEPT("all", "en"),
      PUT("screen", JA("1", ",\"target\":\"test/screen/wall\""), "trial", "", "ja")}},
    {"one that nobody knows may be taken away",
     {PUT("all", "", "", "", "ja"), PUT("all", BAD("1"), "rejected", "word", "ja"),
      PUT("all", "", "applied", "", "ja")}},
    {"its time is over, or comes",
     {PUT("all", EN("1", ",\"not_after\":\"2026-11-17T00:00:00Z\""), "expired", "expired", "ja"),
      PUT("all", EN("1", ",\"not_after\":\"2027-11-17T00:00:00Z\""), "trial", "", "en"),
      KEPT("all", "en"),
      PUT("all", JA("2", ",\"not_before\":\"2026-11-18T23:00:00Z\""), "busy", "not-before", "en"),
      THEN(PASS, 7200000, "all", "busy", "en"), THEN(PASS, 43200000, "all", "trial", "ja"),
      KEPT("all", "ja")}},
    {"times are not judged by a clock that may be wrong",
     {THEN(CLOCK, 0, "all", "", "ja"),
      PUT("all", EN("1", ",\"not_after\":\"2026-11-17T00:00:00Z\""), "trial", "", "en"),
      KEPT("all", "en"),
      PUT("all", JA("2", ",\"not_before\":\"2026-11-17T00:00:00Z\""), "busy", "not-before", "en"),
      THEN(CLOCK, 1, "all", "trial", "ja")}},
    {"without its proof it is reverted, for good",
     {PUT("all", JA("1", ""), "trial", "", "ja"), KEPT("all", "ja"),
      PUT("all", EN("2", ""), "trial", "", "en"),
      THEN(PASS, PUSHED_TRIAL_MS - 1, "all", "trial", "en"), THEN(PASS, 1, "all", "reverted", "ja"),
      PUT("all", EN("2", ""), "reverted", "reverted", "ja"),
      THEN(RESTART, 0, "all", "reverted", "ja"),
      PUT("all", EN("2", ""), "reverted", "reverted", "ja"),
      PUT("all", EN("1", ""), "rejected", "older", "ja"),
      PUT("all", EN("3", ""), "trial", "", "en"), KEPT("all", "en")}},
    {"without a link or a screen its clock stands still",
     {PUT("all", EN("1", ""), "trial", "", "en"), THEN(PASS, 60000, "all", "trial", "en"),
      THEN(LINK, 0, "all", "trial", "en"), THEN(PASS, 3600000, "all", "trial", "en"),
      THEN(LINK, 1, "all", "trial", "en"), THEN(SCREEN, 0, "all", "trial", "en"),
      THEN(PASS, 3600000, "all", "trial", "en"), THEN(SCREEN, 1, "all", "trial", "en"),
      THEN(PASS, 59999, "all", "trial", "en"), THEN(PASS, 1, "all", "reverted", "ja")}},
    {"one interruption tries again, a second refuses",
     {PUT("all", EN("1", ""), "trial", "", "en"), THEN(RESTART, 0, "all", "trial", "en"),
      PUT("all", EN("1", ""), "trial", "", "en"), THEN(RESTART, 0, "all", "reverted", "ja"),
      PUT("all", EN("1", ""), "reverted", "reverted", "ja"),
      THEN(RESTART, 0, "all", "reverted", "ja")}},
    {"after one interruption it can still be kept",
     {PUT("all", EN("1", ""), "trial", "", "en"), THEN(RESTART, 0, "all", "trial", "en"),
      KEPT("all", "en"), THEN(RESTART, 0, "all", "applied", "en"),
      THEN(RESTART, 0, "all", "applied", "en")}},
    {"where it asks for a confirmation, a proof is not enough",
     {PUT("all", EN("1", ",\"confirm\":true"), "trial", "", "en"),
      THEN(PROVE, 0, "all", "trial", "en"), THEN(CONFIRM, 0, "all", "applied", "en"),
      PUT("all", JA("2", ",\"confirm\":true"), "trial", "", "ja"),
      THEN(PROVE, 0, "all", "trial", "ja"), THEN(PASS, PUSHED_TRIAL_MS, "all", "reverted", "en")}},
    {"rolled back while it is tried, and afterwards",
     {PUT("all", EN("1", ""), "trial", "", "en"), THEN(ROLLBACK, 0, "all", "reverted", "ja"),
      PUT("all", EN("1", ""), "reverted", "reverted", "ja"),
      PUT("all", EN("2", ""), "trial", "", "en"), KEPT("all", "en"),
      PUT("all", JA("3", ""), "trial", "", "ja"), KEPT("all", "ja"),
      THEN(ROLLBACK, 0, "all", "reverted", "en"),
      PUT("all", JA("3", ""), "reverted", "reverted", "en"),
      THEN(RESTART, 0, "all", "reverted", "en"), PUT("all", JA("4", ""), "trial", "", "ja")}},
    {"a push during a trial waits for its end",
     {PUT("all", EN("1", ",\"confirm\":true"), "trial", "", "en"),
      PUT("screen", JA("1", ""), "busy", "busy", "en"), THEN(CONFIRM, 0, "screen", "trial", "ja"),
      KEPT("screen", "ja")}},
    {"the same in the same layer",
     {PUT("all", EN("1", ",\"confirm\":true"), "trial", "", "en"),
      PUT("all", JA("2", ""), "busy", "busy", "en"), THEN(ROLLBACK, 0, "all", "trial", "ja"),
      KEPT("all", "ja")}},
    {"what another layer mends",
     {PUT("all", "{\"revision\":1,\"config\":{\"language\":\"en\",\"order\":[\"other\",\"main\"]}}",
          "rejected", NULL, "ja"),
      PUT("screen",
          "{\"revision\":1,\"config\":{\"businesses\":{\"other\":{\"channels\":{\"chat\":{}}}}}}",
          "trial", "", "en"),
      KEPT("screen", "en"), THEN(PASS, 0, "all", "applied", "en")}},
    {"no such layer", {PUT("group/other", EN("1", ""), "", "", "ja")}},
};

static void restart(struct rig *rig)
{
    pushed_destroy(rig->pushed);
    start(rig);
    pass(rig, PUSHED_GATHER_MS);
}

static void make(struct rig *rig, const struct move *move)
{
    struct faults *faults = faults_create();
    switch (move->action) {
    case OFFER:
        pushed_offer(rig->pushed, move->layer, move->payload, strlen(move->payload), &rig->now);
        break;
    case PROVE:
        rig->proof.acknowledged++;
        break;
    case PASS:
        rig->now.mono_ms += move->number;
        rig->now.wall_ms += move->number;
        break;
    case RESTART:
        restart(rig);
        break;
    case CONFIRM:
        assert_true(pushed_confirm(rig->pushed, faults));
        break;
    case ROLLBACK:
        assert_true(pushed_roll_back(rig->pushed, faults));
        break;
    case LINK:
        rig->proof.link = move->number != 0;
        if (rig->proof.link) {
            pushed_connected(rig->pushed, &rig->now);
        }
        break;
    case SCREEN:
        rig->proof.screen = move->number != 0;
        break;
    default:
        rig->now.clock_good = move->number != 0;
        break;
    }
    faults_destroy(faults);
    turn(rig);
}

static void every_case(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rig *rig = rig_open();
        for (size_t j = 0; j < 12 && cases[i].moves[j].action != END; j++) {
            const struct move *move = &cases[i].moves[j];
            make(rig, move);
            if (strcmp(result(rig, move->layer), move->result) != 0 ||
                (move->code != NULL && strcmp(code(rig, move->layer), move->code) != 0) ||
                strcmp(rig->language, move->language) != 0) {
                fail_msg("%s, move %zu: %s %s, shows %s", cases[i].name, j + 1,
                         result(rig, move->layer), code(rig, move->layer), rig->language);
            }
        }
        rig_close(rig);
    }
}

/* ---- What comes together is judged together -------------------------------------------------- */

static void layers_of_one_connect_are_judged_once(void **state)
{
    (void)state;
    struct rig *rig = rig_open();
    pushed_connected(rig->pushed, &rig->now);
    static const char all[] = "{\"revision\":1,\"config\":{\"language\":\"en\",\"order\":"
                              "[\"other\",\"main\"]}}";
    static const char screen[] =
        "{\"revision\":1,\"config\":{\"businesses\":{\"other\":{\"channels\":{\"chat\":{}}}}}}";
    json_decref(rig->report);
    rig->report = NULL;
    pushed_offer(rig->pushed, "all", all, strlen(all), &rig->now);
    pass(rig, PUSHED_GATHER_MS - 1);
    assert_null(rig->report);
    assert_int_equal(pushed_next(rig->pushed, &rig->now), rig->now.mono_ms + 1);
    pushed_offer(rig->pushed, "screen", screen, strlen(screen), &rig->now);
    pass(rig, PUSHED_GATHER_MS);
    assert_string_equal(result(rig, "all"), "trial");
    assert_string_equal(result(rig, "screen"), "trial");
    rig_close(rig);
}

static void a_broker_without_memory_changes_nothing(void **state)
{
    (void)state;
    struct rig *rig = rig_open();
    make(rig, &(struct move)PUT("all", EN("1", ""), "", "", ""));
    make(rig, &(struct move)THEN(PROVE, 0, "all", "", ""));
    restart(rig);
    pass(rig, 60000);
    assert_string_equal(rig->language, "en");
    rig_close(rig);
}

/* Whoever looks the next morning reads why, also after a power cut and when it is offered again. */
static void the_reason_outlives_a_restart(void **state)
{
    (void)state;
    struct rig *rig = rig_open();
    char why[160];
    make(rig, &(struct move)PUT("all", EN("1", ""), "", "", ""));
    make(rig, &(struct move)THEN(ROLLBACK, 0, "all", "", ""));
    assert_string_equal(result(rig, "all"), "reverted");
    snprintf(why, sizeof why, "%s", message(rig, "all"));
    assert_true(why[0] != '\0');
    restart(rig);
    pass(rig, 1000);
    assert_string_equal(message(rig, "all"), why);
    make(rig, &(struct move)PUT("all", EN("1", ""), "", "", ""));
    assert_string_equal(result(rig, "all"), "reverted");
    assert_string_equal(message(rig, "all"), why);
    rig_close(rig);
}

static void all_faults_are_told_with_their_place(void **state)
{
    (void)state;
    struct rig *rig = rig_open();
    make(rig,
         &(struct move)PUT(
             "all", "{\"revision\":1,\"config\":{\"language\":\"xx\",\"langage\":1,\"zone\":7}}",
             "", "", ""));
    const json_t *errors = json_object_get(told(rig, "all"), "errors");
    assert_int_equal(json_array_size(errors), 3);
    static const char *const keys[] = {"pointer", "code", "read", "allowed", "message"};
    size_t i;
    json_t *error;
    json_array_foreach(errors, i, error)
    {
        assert_int_equal(strncmp(json_string_value(json_object_get(error, "pointer")), "/config/",
                                 strlen("/config/")),
                         0);
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
            assert_true(json_is_string(json_object_get(error, keys[k])));
        }
    }
    rig_close(rig);
}

static void a_folder_that_cannot_be_written(void **state)
{
    (void)state;
    struct rig *rig = rig_open();
    assert_int_equal(mkdir(rig->path, 0700), 0); /* also root cannot rename over it */
    make(rig, &(struct move)PUT("all", EN("1", ""), "", "", ""));
    make(rig, &(struct move)THEN(PROVE, 0, "all", "", ""));
    assert_string_equal(result(rig, "all"), "applied");
    assert_string_equal(rig->language, "en");
    assert_true(json_is_false(json_object_get(rig->report, "stored")));
    rig_close(rig);
}

static void another_screen_s_memory_is_not_ours(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "{",
        "[]",
        "{\"format\":2}",
        "{\"format\":1,\"owner\":\"test/other\",\"layers\":{}}",
        "{\"format\":1,\"owner\":\"test/"
        "wall\",\"attempts\":1,\"layers\":{\"all\":{\"revision\":-1}}}",
        "{\"format\":1,\"owner\":\"test/wall\",\"layers\":{\"all\":{\"revision\":1,\"sha256\":"
        "\"\",\"kept\":\"{\\\"revision\\\":1}\"}}}"};
    struct rig *rig = rig_open();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_true(file_write(rig->path, texts[i], strlen(texts[i])));
        restart(rig);
        assert_string_equal(rig->language, "ja");
        make(rig, &(struct move)PUT("all", EN("7", ""), "", "", ""));
        assert_string_equal(result(rig, "all"), "trial");
    }
    rig_close(rig);
}

/* ---- Killed at any step ---------------------------------------------------------------------- */

/* From one that is kept to another that is kept. */
static void apply_second(struct rig *rig)
{
    make(rig, &(struct move)PUT("all", EN("2", ""), "", "", ""));
    make(rig, &(struct move)THEN(PROVE, 0, "all", "", ""));
}

static void killed_at_any_step_it_is_the_old_or_the_new(void **state)
{
    (void)state;
    int count = 0;
    for (int n = 0;; n++) {
        struct rig *rig = rig_open();
        make(rig, &(struct move)PUT("all", JA("1", ""), "", "", ""));
        make(rig, &(struct move)THEN(PROVE, 0, "all", "", ""));
        pid_t child = fork();
        if (child == 0) {
            steps_left = n;
            apply_second(rig);
            _exit(0);
        }
        int status = 0;
        assert_int_equal(waitpid(child, &status, 0), child);
        restart(rig);
        const char *told_now = result(rig, "all");
        const char *expected = strcmp(told_now, "trial") == 0 ? "en" : rig->language;
        if ((strcmp(told_now, "applied") != 0 && strcmp(told_now, "trial") != 0) ||
            strcmp(rig->language, expected) != 0) {
            fail_msg("killed at step %d: %s, shows %s", n, told_now, rig->language);
        }
        json_int_t revision = json_integer_value(json_object_get(told(rig, "all"), "in_force"));
        assert_int_equal(revision, strcmp(rig->language, "en") == 0 ? 2 : 1);
        /* And it goes on from there. */
        make(rig, &(struct move)PUT("all", EN("2", ""), "", "", ""));
        make(rig, &(struct move)THEN(PROVE, 0, "all", "", ""));
        assert_string_equal(rig->language, "en");
        rig_close(rig);
        if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
            count = n;
            break;
        }
        assert_int_equal(WEXITSTATUS(status), 77);
    }
    /* Two files, each written in parts, synced, renamed, and its folder synced. */
    assert_true(count >= 8);
}

/*
 * What a machine without power may lose is what was not synced: the bytes are, before they get
 * their name, and the name is, before anything is shown or told of it.
 */
static void nothing_is_told_before_it_is_on_disk(void **state)
{
    (void)state;
    struct rig *rig = rig_open();
    memset(steps, 0, sizeof steps);
    make(rig, &(struct move)PUT("all", EN("1", ""), "", "", ""));
    assert_string_equal(steps, "wsrs");
    assert_string_equal(result(rig, "all"), "trial");
    make(rig, &(struct move)THEN(PROVE, 0, "all", "", ""));
    assert_string_equal(steps, "wsrswsrs");
    assert_string_equal(result(rig, "all"), "applied");
    /* What changes nothing writes nothing. */
    make(rig, &(struct move)PUT("all", EN("1", ""), "", "", ""));
    make(rig, &(struct move)PUT("all", BAD("2"), "", "", ""));
    assert_string_equal(steps, "wsrswsrs");
    rig_close(rig);
}

static int open_catalogue(void **state)
{
    (void)state;
    struct faults *faults = faults_create();
    catalogue_arena = arena_create();
    catalogue = catalogue_built_in(catalogue_arena, faults);
    faults_destroy(faults);
    return catalogue != NULL ? 0 : -1;
}

static int close_catalogue(void **state)
{
    (void)state;
    arena_destroy(catalogue_arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case),
        cmocka_unit_test(layers_of_one_connect_are_judged_once),
        cmocka_unit_test(a_broker_without_memory_changes_nothing),
        cmocka_unit_test(the_reason_outlives_a_restart),
        cmocka_unit_test(all_faults_are_told_with_their_place),
        cmocka_unit_test(a_folder_that_cannot_be_written),
        cmocka_unit_test(another_screen_s_memory_is_not_ours),
        cmocka_unit_test(nothing_is_told_before_it_is_on_disk),
        cmocka_unit_test(killed_at_any_step_it_is_the_old_or_the_new),
    };
    return cmocka_run_group_tests(tests, open_catalogue, close_catalogue);
}
