/*
 * What becomes of a connection that is pushed: brokers that answer or do not, in every order, with
 * restarts and a changed device file between; whom the answer reaches; and a process that is killed
 * at every step of writing.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "config/catalogue_file.h"
#include "link.h"
#include "mqtt/backoff.h"
#include "pushed.h"
#include "support/folder.h"
#include "wallboard/dying.h"

#define START_MS INT64_C(1000000)
#define WALL_MS INT64_C(1795000000000)
#define STEP_MS 500

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

/* ---- A wall, its device file's broker "old", and others ----------------------------------------
 */

static const char *const brokers[] = {"old", "new", "third"};
enum { BROKERS = 3 };

struct rig {
    char folder[64], path[128];
    struct pushed *pushed;
    struct moment now;
    struct pushed_proof proof;
    bool up[BROKERS], mute[BROKERS]; /* it is there; it acknowledges nothing */
    size_t used;                     /* whose link the wall has, or tries to have */
    unsigned number;
    const char *device;    /* what the device file says */
    bool tls;              /* and whether with TLS */
    json_t *told[BROKERS]; /* the last answer that reached it */
    bool english;
};

static size_t broker_of(const char *name)
{
    size_t i = 0;
    while (i < BROKERS && strcmp(brokers[i], name) != 0) {
        i++;
    }
    assert_true(i < BROKERS);
    return i;
}

static void take_board(struct rig *rig, struct board_config *board)
{
    rig->english = board != NULL && board->language == LANGUAGE_EN;
    board_config_destroy(board);
    rig->proof.frames++;
}

/* The link is made anew, as the wall does it. */
static void follow(struct rig *rig)
{
    const struct broker_config *broker = pushed_connection(rig->pushed);
    rig->number = pushed_connection_number(rig->pushed);
    rig->used = broker_of(broker != NULL ? broker->host : "old");
    rig->proof.link = false;
    rig->proof.acknowledged = 0;
}

static void start(struct rig *rig)
{
    json_t *file = json_loads("{\"language\":\"ja\",\"zone\":\"UTC\",\"businesses\":{\"main\":{"
                              "\"channels\":{\"phone\":{}}}}}",
                              0, NULL);
    static const char *const groups[] = {"floor-2"};
    const struct device_config device = {
        .site = "test", .screen = "wall", .groups = groups, .group_count = 1};
    rig->pushed = pushed_create(&device, rig->path, judge);
    pushed_set_device(rig->pushed, rig->device, rig->tls);
    pushed_set_file(rig->pushed, file, true);
    json_decref(file);
    rig->proof.frames = 0;
    take_board(rig, pushed_renew(rig->pushed));
    follow(rig);
}

static void tell(struct rig *rig)
{
    char *text = rig->proof.link ? pushed_report(rig->pushed, "file", &rig->now) : NULL;
    if (text != NULL) {
        json_decref(rig->told[rig->used]);
        rig->told[rig->used] = json_loads(text, 0, NULL);
        rig->proof.acknowledged += !rig->mute[rig->used];
    }
    free(text);
}

static void live(struct rig *rig)
{
    struct board_config *board;
    bool link = rig->up[rig->used];
    if (link && !rig->proof.link) {
        pushed_connected(rig->pushed, &rig->now);
    }
    rig->proof.link = link;
    if (pushed_turn(rig->pushed, &rig->proof, &rig->now, &board)) {
        take_board(rig, board);
    }
    tell(rig);
    if (pushed_connection_number(rig->pushed) != rig->number) {
        follow(rig);
    }
    int64_t next_ms = pushed_next(rig->pushed, &rig->now);
    assert_true(next_ms >= rig->now.mono_ms || !pushed_moves(rig->pushed));
    /* Nobody else wakes a wall whose broker is silent. */
    assert_true(next_ms <= rig->now.mono_ms + PUSHED_MOVE_MS || rig->proof.link ||
                !pushed_moves(rig->pushed));
}

static void pass(struct rig *rig, int64_t ms)
{
    for (int64_t left = ms; left > 0; left -= STEP_MS) {
        rig->now.mono_ms += STEP_MS;
        rig->now.wall_ms += STEP_MS;
        live(rig);
    }
}

static struct rig *rig_open(void)
{
    struct rig *rig = calloc(1, sizeof *rig);
    assert_non_null(rig);
    folder_create(rig->folder, sizeof rig->folder);
    snprintf(rig->path, sizeof rig->path, "%s/pushed.json", rig->folder);
    rig->now = (struct moment){START_MS, WALL_MS, true};
    rig->proof = (struct pushed_proof){.screen = true, .reason = "Connection refused"};
    rig->up[0] = rig->up[1] = rig->up[2] = true;
    rig->device = "one";
    start(rig);
    pass(rig, 2000);
    return rig;
}

static void rig_close(struct rig *rig)
{
    pushed_destroy(rig->pushed);
    for (size_t i = 0; i < BROKERS; i++) {
        json_decref(rig->told[i]);
    }
    folder_remove(rig->folder);
    free(rig);
}

static const json_t *told(const struct rig *rig, size_t broker, const char *layer)
{
    return json_object_get(json_object_get(rig->told[broker], "layers"), layer);
}

static const char *word(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text != NULL ? text : "";
}

static const char *code_of(const json_t *told)
{
    return word(json_array_get(json_object_get(told, "errors"), 0), "code");
}

/* ---- Who answers, and who does not -------------------------------------------------------------
 */

enum action { END, OFFER, PASS, UP, DOWN, MUTE, RESTART, ROLLBACK, CONFIRM, DEVICE };

struct move {
    enum action action;
    const char *text; /* the payload of OFFER, the broker of UP, DOWN and MUTE, or the file */
    int64_t ms;       /* that pass then */
    const char *used; /* the broker that is used afterwards */
    const char *at;   /* the broker that was told last of the screen's layer: */
    const char *result, *code; /* NULL: not asked */
};

#define TO(revision, host, more)                                                                   \
    "{\"revision\":" revision ",\"config\":{\"language\":\"en\"},\"connection\":{\"host\":\"" host \
    "\"}" more "}"
#define BACK(revision) "{\"revision\":" revision ",\"config\":{},\"connection\":null}"
#define PLAIN(revision) "{\"revision\":" revision ",\"config\":{\"language\":\"ja\"}}"
#define MOVED                                                                                      \
    {                                                                                              \
        OFFER, TO("1", "new", ""), 3000, "new", "new", "applied", ""                               \
    }

static const struct {
    const char *name;
    struct move moves[10];
} cases[] = {
    {"kept where it answers, and told there; the one that was left heard of the trial",
     {MOVED, {PASS, "", 600000, "new", "old", "trial", ""}}},
    {"reverted where it does not, and told at the one before",
     {{DOWN, "new", 0, "old", NULL, NULL, NULL},
      {OFFER, TO("1", "new", ""), 40000, "new", "old", "trial", ""},
      {PASS, "", 10000, "old", "old", "reverted", "unreachable"},
      {OFFER, TO("1", "new", ""), 60000, "old", "old", "reverted", "reverted"},
      {UP, "new", 1000, "old", "old", NULL, NULL},
      {OFFER, TO("2", "new", ""), 3000, "new", "new", "applied", ""}}},
    {"one that takes nothing is none",
     {{MUTE, "new", 0, "old", NULL, NULL, NULL},
      {OFFER, TO("1", "new", ""), 60000, "old", "old", "reverted", "unreachable"}}},
    {"it may answer late",
     {{DOWN, "new", 0, "old", NULL, NULL, NULL},
      {OFFER, TO("1", "new", ""), 30000, "new", "old", "trial", ""},
      {UP, "new", 3000, "new", "new", "applied", ""}}},
    {"where neither answers nobody is to blame: the new one comes back first",
     {{DOWN, "new", 0, "old", NULL, NULL, NULL},
      {OFFER, TO("1", "new", ""), 1000, "new", "old", "trial", ""},
      {DOWN, "old", 3600000, NULL, "old", "trial", ""},
      {UP, "new", 60000, "new", "new", "applied", ""}}},
    {"the one before comes back first: the new one is asked again",
     {{DOWN, "new", 0, "old", NULL, NULL, NULL},
      {OFFER, TO("1", "new", ""), 1000, "new", "old", "trial", ""},
      {DOWN, "old", 3600000, NULL, "old", "trial", ""},
      {UP, "old", 300000, "old", "old", "reverted", "unreachable"}}},
    {"a network that comes back behind the back of the new one is not the push's fault",
     {{OFFER, TO("1", "new", ""), 500, "new", "old", "trial", ""},
      {DOWN, "new", 0, "new", NULL, NULL, NULL},
      {DOWN, "old", 66000, "new", "old", "trial", ""},
      {UP, "old", 20000, "new", "old", "trial", ""},
      {UP, "new", 3000, "new", "new", "applied", ""}}},
    {"a network that was away is not the push's fault",
     {{OFFER, TO("1", "new", ""), 500, "new", "old", "trial", ""},
      {DOWN, "new", 0, "new", NULL, NULL, NULL},
      {DOWN, "old", 57000, "old", "old", "trial", ""},
      {UP, "new", 0, "old", NULL, NULL, NULL},
      {UP, "old", 10000, "new", "new", "applied", ""}}},
    {"once it is kept it stays, also while it is away",
     {MOVED,
      {DOWN, "new", 600000, "new", NULL, NULL, NULL},
      {RESTART, "", 600000, "new", NULL, NULL, NULL},
      {UP, "new", 3000, "new", "new", "applied", ""}}},
    {"a layer that says nothing of it leaves it, and so does none",
     {MOVED,
      {OFFER, PLAIN("2"), 3000, "new", "new", "applied", ""},
      {RESTART, "", 3000, "new", "new", "applied", ""},
      {OFFER, "", 3000, "new", "new", "applied", ""},
      {RESTART, "", 3000, "new", "new", "applied", ""}}},
    {"back to the device file's, and nothing moves where nothing changes",
     {MOVED,
      {OFFER, BACK("2"), 3000, "old", "old", "applied", ""},
      {OFFER, BACK("3"), 3000, "old", "old", "applied", ""},
      {OFFER, TO("4", "new", ""), 3000, "new", "new", "applied", ""},
      {OFFER, TO("5", "new", ""), 3000, "new", "new", "applied", ""}}},
    {"back fails as there does",
     {MOVED,
      {DOWN, "old", 0, "new", NULL, NULL, NULL},
      {OFFER, BACK("2"), 60000, "new", "new", "reverted", "unreachable"},
      {RESTART, "", 3000, "new", "new", "reverted", NULL}}},
    {"from one that was pushed to another",
     {MOVED,
      {OFFER, TO("2", "third", ""), 3000, "third", "third", "applied", ""},
      {RESTART, "", 3000, "third", "third", "applied", ""}}},
    {"one interruption tries again, a second refuses",
     {{DOWN, "new", 0, "old", NULL, NULL, NULL},
      {OFFER, TO("1", "new", ""), 2000, "new", "old", "trial", ""},
      {RESTART, "", 1000, "new", "old", "trial", ""},
      {RESTART, "", 3000, "old", "old", "reverted", "reverted"}}},
    {"after one interruption it can still be kept",
     {{DOWN, "new", 0, "old", NULL, NULL, NULL},
      {OFFER, TO("1", "new", ""), 2000, "new", "old", "trial", ""},
      {RESTART, "", 1000, "new", "old", "trial", ""},
      {UP, "new", 3000, "new", "new", "applied", ""},
      {RESTART, "", 3000, "new", "new", "applied", ""}}},
    {"confirmed there",
     {{OFFER, TO("1", "new", ",\"confirm\":true"), 60000, "new", "new", "trial", ""},
      {CONFIRM, "", 2000, "new", "new", "applied", ""}}},
    {"nobody confirms",
     {{OFFER, TO("1", "new", ",\"confirm\":true"), 125000, "old", "old", "reverted", "reverted"}}},
    {"nobody confirms, and the one before is no more: rather the new one than none",
     {{OFFER, TO("1", "new", ",\"confirm\":true"), 60000, "new", "new", "trial", ""},
      {DOWN, "old", 300000, NULL, "new", "trial", ""},
      {CONFIRM, "", 60000, "new", "new", "applied", ""}}},
    {"rolled back while it is tried",
     {{OFFER, TO("1", "new", ",\"confirm\":true"), 5000, "new", "new", "trial", ""},
      {ROLLBACK, "", 3000, "old", "old", "reverted", "reverted"}}},
    {"rolled back afterwards",
     {MOVED,
      {ROLLBACK, "", 3000, "old", "old", "reverted", "reverted"},
      {RESTART, "", 3000, "old", "old", "reverted", NULL},
      {OFFER, TO("1", "new", ""), 3000, "old", "old", "reverted", NULL},
      {OFFER, TO("2", "new", ""), 3000, "new", "new", "applied", ""}}},
    {"rolled back to one that is no more: it stays, and says so",
     {MOVED,
      {DOWN, "old", 0, "new", NULL, NULL, NULL},
      {ROLLBACK, "", 60000, "new", "new", "applied", "unreachable"},
      {RESTART, "", 3000, "new", "new", "applied", NULL}}},
    {"rolling back a later layer leaves the connection",
     {MOVED,
      {OFFER, PLAIN("2"), 3000, "new", "new", "applied", ""},
      {ROLLBACK, "", 3000, "new", "new", "reverted", "reverted"}}},
    {"a device file that was changed wins",
     {MOVED,
      {DEVICE, "two", 3000, "old", "old", NULL, NULL},
      {OFFER, TO("1", "new", ""), 3000, "old", "old", "already", ""},
      {OFFER, TO("2", "new", ""), 3000, "new", "new", "applied", ""},
      {RESTART, "", 3000, "new", "new", "applied", ""}}},
    {"also while it is tried",
     {{DOWN, "new", 0, "old", NULL, NULL, NULL},
      {OFFER, TO("1", "new", ""), 2000, "new", "old", "trial", ""},
      {DEVICE, "two", 3000, "old", "old", "reverted", "reverted"}}},
    {"one that cannot be read for now changes nothing",
     {MOVED,
      {DEVICE, NULL, 3000, "new", "new", "applied", ""},
      {DEVICE, "one", 3000, "new", "new", "applied", ""}}},
    {"a push meanwhile waits for its end",
     {{DOWN, "new", 0, "old", NULL, NULL, NULL},
      {OFFER, TO("1", "new", ""), 2000, "new", "old", "trial", ""},
      {OFFER, PLAIN("2"), 50000, "old", "old", "applied", ""}}},
};

static void make(struct rig *rig, const struct move *move)
{
    struct faults *faults = faults_create();
    switch (move->action) {
    case OFFER:
        pushed_offer(rig->pushed, "screen", move->text, strlen(move->text), &rig->now);
        break;
    case UP:
    case DOWN:
        rig->up[broker_of(move->text)] = move->action == UP;
        break;
    case MUTE:
        rig->mute[broker_of(move->text)] = true;
        break;
    case CONFIRM:
        assert_true(pushed_confirm(rig->pushed, faults));
        break;
    case ROLLBACK:
        assert_true(pushed_roll_back(rig->pushed, faults));
        break;
    case DEVICE:
        rig->device = move->text;
        pushed_destroy(rig->pushed);
        start(rig);
        break;
    case RESTART:
        pushed_destroy(rig->pushed);
        start(rig);
        break;
    default:
        break;
    }
    faults_destroy(faults);
    pass(rig, move->ms);
}

static void every_case(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rig *rig = rig_open();
        for (size_t j = 0; j < 10 && cases[i].moves[j].action != END; j++) {
            const struct move *move = &cases[i].moves[j];
            make(rig, move);
            const json_t *last = move->at != NULL ? told(rig, broker_of(move->at), "screen") : NULL;
            if ((move->used != NULL && strcmp(brokers[rig->used], move->used) != 0) ||
                (move->result != NULL && strcmp(word(last, "result"), move->result) != 0) ||
                (move->code != NULL && strcmp(code_of(last), move->code) != 0)) {
                fail_msg("%s, move %zu: uses %s, told at %s: %s %s", cases[i].name, j + 1,
                         brokers[rig->used], move->at != NULL ? move->at : "", word(last, "result"),
                         code_of(last));
            }
        }
        rig_close(rig);
    }
}

/* ---- What is refused before anything moves -----------------------------------------------------
 */

#define WITH(connection)                                                                           \
    "{\"revision\":1,\"config\":{\"language\":\"en\"},\"connection\":" connection "}"

static const struct {
    const char *layer, *payload, *pointer, *code;
    bool tls; /* the device file's link */
} refused[] = {
    {"all", TO("1", "new", ""), "/connection", "layer", false},
    {"group/floor-2", TO("1", "new", ""), "/connection", "layer", false},
    {"all", BACK("1"), "/connection", "layer", false},
    {"screen", WITH("{}"), "/connection/host", "missing", false},
    {"screen", WITH("7"), "/connection", "type", false},
    {"screen", WITH("{\"host\":\"mqtts://new:8883\"}"), "/connection/host", "host", false},
    {"screen", WITH("{\"host\":\"new\",\"port\":0}"), "/connection/port", "range", false},
    {"screen", WITH("{\"host\":\"new\",\"ca\":\"ca.pem\"}"), "/connection/ca", "pem", false},
    {"screen", WITH("{\"host\":\"new\",\"ca\":\"-----BEGIN CERTIFICATE-----\"}"), "/connection/ca",
     "pem", false},
    {"screen", WITH("{\"host\":\"new\",\"password\":\"s\"}"), "/connection/username", "pair",
     false},
    {"screen", WITH("{\"host\":\"new\",\"password_file\":\"s\"}"), "/connection/password_file",
     "unknown-key", false},
    {"screen", TO("1", "new", ""), "/connection/ca", "plain", true},
};

/* ---- Neither answers ---------------------------------------------------------------------------
 */

/* When a broker that is tried in turn is asked: at once, then with the least or the most jitter. */
static size_t attempts(int64_t at_ms[8], int64_t from_ms, uint32_t random)
{
    size_t count = 0;
    struct backoff backoff;
    backoff_init(&backoff, LINK_IN_TURN_MS, 30000);
    for (int64_t ms = 0; ms < PUSHED_TURN_MS; ms += backoff_take_ms(&backoff, random)) {
        at_ms[count++] = from_ms + ms;
    }
    return count;
}

/* Once the new one has had its time, no broker that comes back waits long to be asked, and none is
 * asked more often than one every 5 s. By the schedule alone: no clock runs. */
static void both_are_asked_again_soon(void **state)
{
    (void)state;
    static const uint32_t randoms[] = {0, UINT32_MAX / 2, UINT32_MAX};
    for (size_t r = 0; r < sizeof randoms / sizeof *randoms; r++) {
        struct rig *rig = rig_open();
        rig->up[1] = false;
        make(rig, &(struct move){.action = OFFER, .text = TO("1", "new", ""), .ms = 1000});
        assert_int_equal(rig->used, 1);
        rig->up[0] = false;
        int64_t left_ms = rig->now.mono_ms, asked_ms[2] = {0}, longest_ms[2] = {0};
        size_t count = 0, used = 1;
        while (rig->used == 1) {
            pass(rig, STEP_MS);
        }
        assert_in_range(rig->now.mono_ms - left_ms, PUSHED_MOVE_MS - 2000, PUSHED_MOVE_MS);
        int64_t began_ms = rig->now.mono_ms;
        while (rig->now.mono_ms < began_ms + 3600000) {
            if (rig->used != used) {
                int64_t at_ms[8];
                used = rig->used;
                size_t more = attempts(at_ms, rig->now.mono_ms, randoms[r]);
                assert_true(pushed_takes_turns(rig->pushed));
                for (size_t i = 0; i < more; i++) {
                    int64_t gap_ms = asked_ms[used] > 0 ? at_ms[i] - asked_ms[used] : 0;
                    longest_ms[used] = gap_ms > longest_ms[used] ? gap_ms : longest_ms[used];
                    asked_ms[used] = at_ms[i];
                }
                count += more;
            }
            pass(rig, STEP_MS);
        }
        assert_in_range(longest_ms[0], 1, 30000);
        assert_in_range(longest_ms[1], 1, 30000);
        assert_in_range(count, 3600 / 15, 3600 / 5);
        rig_close(rig);
    }
}

static void what_is_wrong_moves_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct rig *rig = rig_open();
        rig->tls = refused[i].tls;
        make(rig, &(struct move){.action = RESTART, .ms = 2000});
        pushed_offer(rig->pushed, refused[i].layer, refused[i].payload, strlen(refused[i].payload),
                     &rig->now);
        pass(rig, 2000);
        const json_t *last = told(rig, 0, refused[i].layer);
        const json_t *error = json_array_get(json_object_get(last, "errors"), 0);
        if (strcmp(word(last, "result"), "rejected") != 0 || rig->used != 0 || rig->english ||
            strcmp(word(error, "pointer"), refused[i].pointer) != 0 ||
            strcmp(word(error, "code"), refused[i].code) != 0) {
            fail_msg("%s: %s %s %s", refused[i].payload, word(last, "result"),
                     word(error, "pointer"), word(error, "code"));
        }
        rig_close(rig);
    }
}

static void all_faults_are_told_at_once_and_no_secret(void **state)
{
    (void)state;
    static const char bad[] =
        "{\"revision\":1,\"config\":{\"language\":\"xx\",\"zone\":7},\"connection\":{\"host\":"
        "\"a b\\u0007\",\"port\":\"canary\",\"passwort\":\"canary\",\"password\":[\"canary\"],"
        "\"key\":\"canary\"}}";
    struct rig *rig = rig_open();
    pushed_offer(rig->pushed, "screen", bad, strlen(bad), &rig->now);
    pass(rig, 2000);
    const json_t *last = told(rig, 0, "screen");
    assert_string_equal(word(last, "result"), "rejected");
    /* host, port, passwort, password, key; language, zone */
    assert_int_equal(json_array_size(json_object_get(last, "errors")), 7);
    json_t *without = json_deep_copy(last);
    size_t i;
    json_t *error;
    json_array_foreach(json_object_get(without, "errors"), i, error)
    {
        if (strcmp(word(error, "pointer"), "/connection/port") == 0) {
            json_object_clear(error); /* a port is no secret */
        }
    }
    char *text = json_dumps(without, 0);
    assert_null(strstr(text, "canary"));
    free(text);
    json_decref(without);

    /* And where it is no JSON at all. */
    static const char broken[] =
        "{\"revision\":1,\"config\":{},\"connection\":{\"host\":\"h\",\"password\":\"a\"canary\"}}";
    pushed_offer(rig->pushed, "screen", broken, strlen(broken), &rig->now);
    pass(rig, 2000);
    text = json_dumps(rig->told[0], 0);
    assert_null(strstr(text, "canary"));
    assert_non_null(strstr(text, "not-json"));
    free(text);
    rig_close(rig);
}

static void what_is_in_force_is_told_without_secrets(void **state)
{
    (void)state;
    struct rig *rig = rig_open();
    make(rig, &(struct move){.action = OFFER,
                             .text = WITH("{\"host\":\"new\",\"port\":2883,\"username\":\"east\","
                                          "\"password\":\"canary\"}"),
                             .ms = 3000});
    json_t *facts = pushed_connection_facts(rig->pushed);
    assert_string_equal(word(facts, "host"), "new");
    assert_string_equal(word(facts, "from"), "push");
    assert_int_equal(json_integer_value(json_object_get(facts, "port")), 2883);
    assert_int_equal(json_integer_value(json_object_get(facts, "revision")), 1);
    assert_true(json_is_false(json_object_get(facts, "trial")));
    json_decref(facts);
    char *text = json_dumps(rig->told[1], 0);
    assert_null(strstr(text, "canary"));
    assert_non_null(strstr(text, "\"new\""));
    free(text);
    assert_string_equal(pushed_connection(rig->pushed)->password, "canary");
    rig_close(rig);
}

/* ---- Killed at any step ------------------------------------------------------------------------
 */

static void killed_at_any_step_it_is_the_old_or_the_new(void **state)
{
    (void)state;
    static const struct move second = {.action = OFFER, .text = TO("2", "third", ""), .ms = 3000};
    int count = 0;
    for (int n = 0;; n++) {
        struct rig *rig = rig_open();
        make(rig, &(struct move){.action = OFFER, .text = TO("1", "new", ""), .ms = 3000});
        pid_t child = fork();
        if (child == 0) {
            steps_left = n;
            make(rig, &second);
            _exit(0);
        }
        int status = 0;
        assert_int_equal(waitpid(child, &status, 0), child);
        pushed_destroy(rig->pushed);
        start(rig);
        const char *used = brokers[rig->used];
        if (strcmp(used, "new") != 0 && strcmp(used, "third") != 0) {
            fail_msg("killed at step %d: uses %s", n, used);
        }
        assert_true(rig->english);
        /* And it goes on from there. */
        pass(rig, 3000);
        make(rig, &second);
        assert_string_equal(brokers[rig->used], "third");
        rig_close(rig);
        if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
            count = n;
            break;
        }
        assert_int_equal(WEXITSTATUS(status), 77);
    }
    assert_true(count >= 8);
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
        cmocka_unit_test(both_are_asked_again_soon),
        cmocka_unit_test(what_is_wrong_moves_nothing),
        cmocka_unit_test(all_faults_are_told_at_once_and_no_secret),
        cmocka_unit_test(what_is_in_force_is_told_without_secrets),
        cmocka_unit_test(killed_at_any_step_it_is_the_old_or_the_new),
    };
    return cmocka_run_group_tests(tests, open_catalogue, close_catalogue);
}
