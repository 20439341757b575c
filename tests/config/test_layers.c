#include "config_test.h"

#include "config/layers.h"

#define LAYERS 4 /* the file, all, a group, the screen */

static void judge_board(void *context, const json_t *merged, struct faults *faults)
{
    const struct world *world = context;
    board_config_destroy(board_config_from(merged, &world->config, faults));
}

#define TARGETS(kpi) "{\"businesses\":{\"main\":{\"channels\":{\"phone\":{\"kpis\":{" kpi "}}}}}}"
#define LEVEL(keys) TARGETS("\"service-level\":{" keys "}")

/* "K" keeps its kept state, "O" takes what is offered, "-" has nothing. */
static const struct {
    const char *name;
    const char *kept[LAYERS], *offered[LAYERS];
    bool marked[LAYERS]; /* the file: it is doubted; a layer: it was removed */
    const char *choices; /* "" : nothing goes */
    size_t at;           /* whose fault it is */
    const char *pointer; /* NULL: nobody's */
} cases[] = {
    {"a file alone", {LEVEL("\"target\":80")}, {NULL}, {0}, "K---", 0, NULL},
    {"no file but a layer that is whole",
     {NULL},
     {NULL, LEVEL("\"target\":80")},
     {0},
     "-O--",
     0,
     NULL},
    {"nothing at all is no board", {NULL}, {NULL}, {0}, "", 0, NULL},
    {"a layer changes one target",
     {LEVEL("\"target\":80,\"limit\":70")},
     {NULL, LEVEL("\"target\":85")},
     {0},
     "KO--",
     0,
     NULL},
    {"a bad layer is left out, the others hold",
     {LEVEL("\"target\":80")},
     {NULL, LEVEL("\"target\":\"high\""), LEVEL("\"limit\":70"), "{\"language\":\"en\"}"},
     {0},
     "K-OO",
     1,
     KPI_AT "/target"},
    {"a bad layer falls back on what was good",
     {LEVEL("\"target\":80"), "{\"language\":\"en\"}"},
     {NULL, "{\"language\":\"xx\"}"},
     {0},
     "KK--",
     1,
     "/language"},
    {"the last that set the pointer is to blame",
     {LEVEL("\"target\":80")},
     {NULL, "{\"language\":\"en\"}", "{\"language\":\"xx\"}", NULL},
     {0},
     "KO--",
     2,
     "/language"},
    {"what was good is not blamed for what is new",
     {LEVEL("\"target\":80"), LEVEL("\"limit\":70")},
     {NULL, NULL, NULL, LEVEL("\"target\":60")},
     {0},
     "KK--",
     3,
     KPI_AT "/limit"},
    {"an unknown key",
     {LEVEL("\"target\":80")},
     {NULL, NULL, NULL, "{\"langage\":\"ja\"}"},
     {0},
     "K---",
     3,
     "/langage"},
    {"a layer takes away what the board needs",
     {LEVEL("\"target\":80")},
     {NULL, "{\"businesses\":null}"},
     {0},
     "K---",
     1,
     "/businesses"},
    {"a removed layer is gone",
     {LEVEL("\"target\":80"), "{\"language\":\"en\"}"},
     {NULL},
     {false, true},
     "K---",
     0,
     NULL},
    {"a kept layer that no longer goes is left out",
     {LEVEL("\"target\":80"), "{\"language\":\"xx\"}", "{\"zone\":\"UTC\"}"},
     {NULL},
     {0},
     "K-K-",
     1,
     "/language"},
    {"a bad file is no board for good layers",
     {"{\"langage\":1}", NULL, "{\"zone\":\"UTC\"}"},
     {NULL, LEVEL("\"target\":80")},
     {true},
     "-OK-",
     0,
     "/langage"},
    {"a file that is whole with what is pushed",
     {"{\"language\":\"en\"}"},
     {NULL, LEVEL("\"target\":80")},
     {true},
     "KO--",
     0,
     NULL},
    {"a good file is not blamed",
     {LEVEL("\"target\":80,\"limit\":70")},
     {NULL, LEVEL("\"target\":60")},
     {0},
     "K---",
     1,
     KPI_AT "/limit"},
};

static json_t *json(const char *text)
{
    return text != NULL ? json_loads(text, 0, NULL) : NULL;
}

static char letter_of(enum layer_choice choice)
{
    return choice == LAYER_OFFERED ? 'O' : choice == LAYER_KEPT ? 'K' : '-';
}

static void every_case(void **state)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct layer layers[LAYERS];
        char choices[LAYERS + 1] = "";
        for (size_t j = 0; j < LAYERS; j++) {
            layers[j] = (struct layer){.kept = json(cases[i].kept[j]),
                                       .offered = json(cases[i].offered[j]),
                                       .removed = j > 0 && cases[i].marked[j],
                                       .doubted = j == 0 && cases[i].marked[j],
                                       .faults = faults_create()};
        }
        json_t *merged = layers_choose(layers, LAYERS, judge_board, *state);
        for (size_t j = 0; j < LAYERS; j++) {
            choices[j] = letter_of(layers[j].choice);
        }
        const char *got = merged != NULL ? choices : "";
        const struct faults *faults = layers[cases[i].at].faults;
        bool told = cases[i].pointer == NULL
                        ? faults_count(layers[1].faults) + faults_count(layers[3].faults) == 0
                        : faults_count(faults) > 0 &&
                              strcmp(faults_at(faults, 0)->pointer, cases[i].pointer) == 0;
        if (strcmp(got, cases[i].choices) != 0 || !told) {
            for (size_t j = 0; j < LAYERS; j++) {
                print_error("layer %zu\n", j);
                print_faults(layers[j].faults);
            }
            fail_msg("%s: '%s' chosen", cases[i].name, got);
        }
        for (size_t j = 0; j < LAYERS; j++) {
            json_decref((json_t *)layers[j].kept);
            json_decref((json_t *)layers[j].offered);
            faults_destroy(layers[j].faults);
        }
        json_decref(merged);
    }
}

static void all_faults_of_a_layer_are_booked(void **state)
{
    struct layer layers[2] = {{.kept = json(LEVEL("\"target\":80"))},
                              {.offered = json("{\"language\":\"xx\",\"langage\":1,\"zone\":7}")}};
    layers[0].faults = faults_create();
    layers[1].faults = faults_create();
    json_decref(layers_choose(layers, 2, judge_board, *state));
    assert_int_equal(faults_count(layers[0].faults), 0);
    assert_true(has_fault(layers[1].faults, SEVERITY_FAULT, "/language", "word") ||
                has_fault(layers[1].faults, SEVERITY_FAULT, "/language", "range"));
    assert_true(has_fault(layers[1].faults, SEVERITY_FAULT, "/langage", "unknown-key"));
    assert_true(has_fault(layers[1].faults, SEVERITY_FAULT, "/zone", "type"));
    for (size_t i = 0; i < 2; i++) {
        faults_destroy(layers[i].faults);
    }
    json_decref((json_t *)layers[0].kept);
    json_decref((json_t *)layers[1].offered);
}

static void how_much_a_patch_sets(void **state)
{
    (void)state;
    json_t *patch = json("{\"a\":{\"b/c\":[{\"d~\":1}],\"n\":null}}");
    assert_int_equal(layer_sets(patch, ""), 0);
    assert_int_equal(layer_sets(patch, "/x"), 0);
    assert_int_equal(layer_sets(patch, "/a"), 1);
    assert_int_equal(layer_sets(patch, "/a/x"), 1);
    assert_int_equal(layer_sets(patch, "/a/b~1c/0/d~0"), 4);
    assert_int_equal(layer_sets(patch, "/a/b~1c/1/d~0"), 2);
    assert_int_equal(layer_sets(patch, "/a/n/whatever"), 2);
    json_decref(patch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case),
        cmocka_unit_test(all_faults_of_a_layer_are_booked),
        cmocka_unit_test(how_much_a_patch_sets),
    };
    return cmocka_run_group_tests(tests, world_open, world_close);
}
