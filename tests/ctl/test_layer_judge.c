/* What a layer has wrong by itself is found before it is sent, and nothing else is. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ctl/layer_judge.h"

#define CHANNEL(of) "{\"businesses\":{\"main\":{\"channels\":{\"phone\":" of "}}}}"
#define KPIS(of) CHANNEL("{\"kpis\":{" of "}}")

static void each_layer(void **state)
{
    (void)state;
    static const struct {
        const char *layer, *pointer, *code; /* NULL: it may be sent */
    } cases[] = {
        {"{}", NULL, NULL},
        {"{\"display\":{\"theme\":\"calm\"}}", NULL, NULL},
        {KPIS("\"service-level\":{\"target\":82}"), NULL, NULL},
        /* Takes away: of a board it would be a wrong type. */
        {"{\"display\":null}", NULL, NULL},
        {KPIS("\"service-level\":null"), NULL, NULL},
        /* Hangs on the catalogue, the file or another layer. */
        {KPIS("\"our-own-metric\":{\"target\":5}"), NULL, NULL},
        {KPIS("\"service-level\":{\"target\":130}"), NULL, NULL},
        {KPIS("\"service-level\":{\"limit\":90,\"target\":80}"), NULL, NULL},
        {"{\"pages\":{\"a\":{\"show\":\"channel\",\"channel\":\"fax\"}}}", NULL, NULL},

        {"{\"displays\":{}}", "/displays", "unknown-key"},
        {"{\"display\":{\"theam\":\"calm\"}}", "/display/theam", "unknown-key"},
        {"{\"display\":[]}", "/display", "type"},
        {"{\"display\":{\"viewing_distance_m\":\"8\"}}", "/display/viewing_distance_m", "type"},
        {KPIS("\"service-level\":{\"target\":\"80\"}"),
         "/businesses/main/channels/phone/kpis/service-level/target", "type"},
        {"{\"businesses\":{\"Main\":{}}}", "/businesses/Main", "id"},
        {"{\"pages\":{\"a\":{\"show\":\"overview\",\"title\":\"a\\u202eb\"}}}", "/pages/a/title",
         "text"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        json_t *layer = json_loads(cases[i].layer, 0, NULL);
        struct faults *faults = faults_create();
        assert_non_null(layer);
        layer_judge(layer, faults);
        const struct fault *fault = faults_count(faults) > 0 ? faults_at(faults, 0) : NULL;
        bool right = cases[i].code == NULL
                         ? fault == NULL
                         : fault != NULL && strcmp(fault->code, cases[i].code) == 0 &&
                               strcmp(fault->pointer, cases[i].pointer) == 0;
        if (!right) {
            fail_msg("%s: '%s' %s", cases[i].layer, fault ? fault->pointer : "",
                     fault ? fault->code : "nothing");
        }
        faults_destroy(faults);
        json_decref(layer);
    }
}

/* All at once, as a screen would tell them. */
static void all_of_them(void **state)
{
    (void)state;
    json_t *layer = json_loads("{\"a\":1,\"display\":{\"b\":2,\"theme\":3},\"c\":null}", 0, NULL);
    struct faults *faults = faults_create();
    layer_judge(layer, faults);
    assert_int_equal(faults_count(faults), 3);
    faults_destroy(faults);
    json_decref(layer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_layer),
        cmocka_unit_test(all_of_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
