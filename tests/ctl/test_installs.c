/* What screens say of an update, message by message, and what IT is told of them. */

#include "ctl/installs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define OK "{\"status\":\"ok\",\"transaction\":\"t\"}"
#define BUSY                                                                                       \
    "{\"status\":\"error\",\"transaction\":\"t\",\"errors\":[{\"code\":\"busy\",\"message\":"      \
    "\"Another is under way.\"}]}"
#define OTHERS_OK "{\"status\":\"ok\",\"transaction\":\"u\"}"
#define AT(state, more)                                                                            \
    "{\"version\":\"0.2.0\",\"update\":{\"state\":\"" state "\",\"transaction\":\"t\"" more "}}"
#define OTHERS(state) "{\"update\":{\"state\":\"" state "\",\"transaction\":\"u\"}}"

static void take(struct installs *installs, const char *leaf, const char *payload)
{
    char topic[128];
    snprintf(topic, sizeof topic, "screen/east/%s", leaf);
    const struct client_message message = {.payload = payload, .length = strlen(payload)};
    installs_take(installs, topic, &message);
}

static void each_message_counts_so(void **state)
{
    (void)state;
    static const struct {
        bool asked;
        const char *availability, *answer, *status;
        enum install_state state;
        int percent;
        const char *result, *reason;
    } cases[] = {
        {false, "online", NULL, NULL, INSTALL_UNASKED, 0, "unasked", NULL},
        {false, "offline", NULL, NULL, INSTALL_UNASKED, 0, "offline", NULL},
        {true, "online", NULL, NULL, INSTALL_SILENT, 0, "silent", NULL},
        {true, "online", OTHERS_OK, NULL, INSTALL_SILENT, 0, "silent", NULL},
        {true, "online", OK, NULL, INSTALL_WAITS, 0, "asked", NULL},
        {true, "online", BUSY, NULL, INSTALL_REFUSED, 100, "refused", NULL},
        /* Of an earlier update. */
        {true, "online", NULL, OTHERS("applied"), INSTALL_SILENT, 0, "silent", NULL},
        {true, "online", OK, OTHERS("applied"), INSTALL_WAITS, 0, "asked", NULL},
        {true, "online", OK, AT("installing", ",\"percent\":50"), INSTALL_WAITS, 40, "installing",
         NULL},
        /* Its answer was lost. */
        {true, "online", NULL, AT("installing", ""), INSTALL_WAITS, 0, "installing", NULL},
        {true, "offline", OK, AT("restarting", ""), INSTALL_WAITS, 85, "restarting", NULL},
        {true, "online", OK, AT("trial", ""), INSTALL_WAITS, 95, "trial", NULL},
        {true, "online", OK, AT("applied", ""), INSTALL_WELL, 100, "applied", NULL},
        {true, "online", OK, AT("rejected", ",\"reason\":\"no signature\""), INSTALL_REFUSED, 100,
         "rejected", "no signature"},
        {true, "online", OK, AT("reverted", ",\"reason\":\"no picture\""), INSTALL_REFUSED, 100,
         "reverted", "no picture"},
    };
    static const struct recipient recipient = {RECIPIENT_ALL, NULL};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct installs installs;
        installs_init(&installs, &recipient, "t");
        take(&installs, "availability", cases[i].availability);
        if (cases[i].asked) {
            installs_ask(&installs, "east");
        }
        if (cases[i].answer != NULL) {
            take(&installs, "response/update", cases[i].answer);
        }
        if (cases[i].status != NULL) {
            take(&installs, "status", cases[i].status);
        }
        json_t *screens = json_pack("[s]", "east"), *told = installs_json(&installs, screens);
        const json_t *screen = json_array_get(told, 0);
        const char *result = json_string_value(json_object_get(screen, "result"));
        const char *reason = json_string_value(json_object_get(screen, "reason"));
        if (installs_of(&installs, "east") != cases[i].state ||
            installs_percent(&installs, "east") != cases[i].percent ||
            strcmp(result, cases[i].result) != 0 ||
            strcmp(reason ? reason : "", cases[i].reason ? cases[i].reason : "") != 0) {
            fail_msg("%zu: state %d, %d %%, %s", i, (int)installs_of(&installs, "east"),
                     installs_percent(&installs, "east"), result);
        }
        json_decref(told);
        json_decref(screens);
        installs_finish(&installs);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_message_counts_so)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
