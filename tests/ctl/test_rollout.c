/* What screens say of a push, message by message, and what IT is told of them. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ctl/rollout.h"

#define DARK "{\"panel\":{\"on\":false,\"off_on_purpose\":false}}"
#define LIT "{\"panel\":{\"on\":true}}"
#define ASLEEP "{\"panel\":{\"on\":false,\"off_on_purpose\":true}}"
#define SAYS(result) "{\"layers\":{\"all\":{\"revision\":3,\"result\":\"" result "\"}}}"
#define LATER                                                                                      \
    "{\"layers\":{\"all\":{\"revision\":3,\"result\":\"busy\",\"errors\":[{\"code\":\"not-"        \
    "before\""                                                                                     \
    "}]}}}"

static void take(struct rollout *rollout, const char *leaf, const char *payload, bool retained)
{
    char topic[128];
    snprintf(topic, sizeof topic, "screen/east/%s", leaf);
    const struct client_message message = {
        .payload = payload, .length = strlen(payload), .retained = retained};
    rollout_take(rollout, topic, &message);
}

/* Before and after a push of revision 3 to all; NULL: nothing is said. */
struct course {
    const char *before;
    int revision; /* 0: the layer is taken away */
    bool confirm;
    const char *status, *says, *availability;
    enum rollout_state state;
    const char *trouble; /* NULL: none */
};

static void follow(const struct course *course, size_t i)
{
    struct rollout rollout;
    rollout_init(&rollout);
    take(&rollout, "availability", "online", true);
    take(&rollout, "status", LIT, true);
    if (course->before != NULL) {
        take(&rollout, "config/reported", course->before, true);
    }
    rollout_begin(&rollout, "all", course->revision, "", course->confirm);
    if (course->status != NULL) {
        take(&rollout, "status", course->status, false);
    }
    if (course->says != NULL) {
        take(&rollout, "config/reported", course->says, false);
    }
    if (course->availability != NULL) {
        take(&rollout, "availability", course->availability, false);
    }
    const char *trouble = rollout_trouble(&rollout, "east");
    if (rollout_of(&rollout, "east") != course->state ||
        strcmp(trouble != NULL ? trouble : "", course->trouble != NULL ? course->trouble : "")) {
        fail_msg("%zu: state %d, trouble %s", i, (int)rollout_of(&rollout, "east"),
                 trouble != NULL ? trouble : "none");
    }
    rollout_finish(&rollout);
}

static void each_answer_counts_so(void **state)
{
    (void)state;
    static const struct course courses[] = {
        {SAYS("applied"), 3, false, NULL, NULL, NULL, ROLLOUT_WAITS, NULL}, /* of an earlier one */
        {NULL, 3, false, NULL, SAYS("applied"), NULL, ROLLOUT_WELL, NULL},
        {NULL, 3, false, NULL, SAYS("already"), NULL, ROLLOUT_WELL, NULL},
        {NULL, 4, false, NULL, SAYS("applied"), NULL, ROLLOUT_WAITS, NULL}, /* another revision */
        {NULL, 3, false, NULL, SAYS("trial"), NULL, ROLLOUT_WAITS, NULL},
        {NULL, 3, true, NULL, SAYS("trial"), NULL, ROLLOUT_WELL, NULL},
        {NULL, 3, false, NULL, SAYS("busy"), NULL, ROLLOUT_WAITS, NULL},
        {NULL, 3, false, NULL, LATER, NULL, ROLLOUT_LATER, NULL},
        {NULL, 3, false, NULL, SAYS("rejected"), NULL, ROLLOUT_REFUSED, NULL},
        {NULL, 3, false, NULL, SAYS("conflict"), NULL, ROLLOUT_REFUSED, NULL},
        {NULL, 3, false, NULL, SAYS("expired"), NULL, ROLLOUT_REFUSED, NULL},
        {NULL, 3, false, NULL, SAYS("reverted"), NULL, ROLLOUT_REFUSED, "reverted"},
        {NULL, 3, false, DARK, SAYS("applied"), NULL, ROLLOUT_WELL, "dark"},
        {NULL, 3, false, ASLEEP, SAYS("applied"), NULL, ROLLOUT_WELL, NULL},
        {NULL, 3, false, NULL, SAYS("applied"), "offline", ROLLOUT_WELL, "offline"},
        {NULL, 3, false, NULL, NULL, "offline", ROLLOUT_WAITS, "offline"}, /* it may come back */
        {"{\"layers\":{}}", 0, false, NULL, NULL, NULL, ROLLOUT_WELL, NULL},
        {"{\"layers\":{}}", 0, false, NULL, NULL, "offline", ROLLOUT_WAITS, "offline"},
        {"{\"layers\":{\"all\":{\"in_force\":2}}}", 0, false, NULL, NULL, NULL, ROLLOUT_WAITS,
         NULL},
        {NULL, 0, false, NULL, NULL, NULL, ROLLOUT_WAITS, NULL},
    };
    for (size_t i = 0; i < sizeof courses / sizeof *courses; i++) {
        follow(&courses[i], i);
    }
}

/* Where it was sent to another broker, one that leaves does as it was told. */
static void one_that_goes_is_not_offline(void **state)
{
    (void)state;
    static const struct {
        bool moved;
        const char *says, *availability;
        enum rollout_state state;
    } courses[] = {
        {false, SAYS("trial"), "offline", ROLLOUT_WAITS}, /* it may be back */
        {true, SAYS("trial"), "offline", ROLLOUT_GONE},
        {true, SAYS("trial"), "online", ROLLOUT_WAITS},
        {true, SAYS("reverted"), "online", ROLLOUT_REFUSED},
        {true, SAYS("rejected"), "online", ROLLOUT_REFUSED},
        {true, SAYS("applied"), "online", ROLLOUT_WELL},
    };
    for (size_t i = 0; i < sizeof courses / sizeof *courses; i++) {
        struct rollout rollout;
        rollout_init(&rollout);
        take(&rollout, "availability", "online", true);
        rollout_begin(&rollout, "all", 3, "", false);
        take(&rollout, "config/reported", courses[i].says, false);
        take(&rollout, "availability", courses[i].availability, false);
        rollout.moved = courses[i].moved;
        if (rollout_of(&rollout, "east") != courses[i].state) {
            fail_msg("%zu: state %d", i, (int)rollout_of(&rollout, "east"));
        }
        json_t *screens = json_pack("[s]", "east"), *list = rollout_json(&rollout, screens);
        bool gone = courses[i].state == ROLLOUT_GONE;
        const char *word = json_string_value(json_object_get(json_array_get(list, 0), "result"));
        assert_int_equal(strcmp(word, "moved") == 0, gone);
        json_decref(screens);
        json_decref(list);
        rollout_finish(&rollout);
    }
}

/* One that went before this push does not hear it. */
static void one_that_has_moved_hears_nothing(void **state)
{
    (void)state;
    struct rollout rollout;
    rollout_init(&rollout);
    take(&rollout, "availability", "offline", true);
    take(&rollout, "status", "{\"moved\":\"mqtt2:8883\"}", true);
    rollout_begin(&rollout, "all", 3, "", false);
    assert_int_equal(rollout_of(&rollout, "east"), ROLLOUT_OFFLINE);
    json_t *screens = json_pack("[s]", "east"), *list = rollout_json(&rollout, screens);
    const json_t *east = json_array_get(list, 0);
    assert_string_equal(json_string_value(json_object_get(east, "result")), "moved");
    assert_string_equal(json_string_value(json_object_get(east, "moved")), "mqtt2:8883");
    json_decref(screens);
    json_decref(list);
    rollout_finish(&rollout);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_answer_counts_so),
                                       cmocka_unit_test(one_that_goes_is_not_offline),
                                       cmocka_unit_test(one_that_has_moved_hears_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
