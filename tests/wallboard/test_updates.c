/* Updates of the card as the wall sees them: two files that it writes, and one that it reads. */

#include "updates.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "device/files.h"
#include "support/folder.h"

static char folder[64], state_path[96];

static int open_folder(void **state)
{
    (void)state;
    folder_create(folder, sizeof folder);
    snprintf(state_path, sizeof state_path, "%s/state", folder);
    setenv("RUNTIME_DIRECTORY", folder, 1);
    setenv("WALLBOARD_UPDATES", state_path, 1);
    return 0;
}

static int close_folder(void **state)
{
    (void)state;
    folder_remove(folder);
    return 0;
}

static void say(const char *text)
{
    assert_true(file_write(state_path, text, strlen(text)));
}

static char *written(const char *name)
{
    char path[128];
    size_t length;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return file_read(path, 4096, &length);
}

static void expect_code(struct updates *updates, const char *code)
{
    struct faults *faults = faults_create();
    assert_false(updates_ask(updates, "usb:x.raucb", "t", faults));
    assert_string_equal(faults_at(faults, 0)->code, code);
    faults_destroy(faults);
}

static void a_state_is_told_as_it_was_written(void **state)
{
    (void)state;
    static const struct {
        const char *text, *told; /* NULL: what was told before holds */
        enum update_state is;
    } cases[] = {
        {"{\"state\":\"none\",\"slot\":\"a\"}", "{\"state\":\"none\",\"slot\":\"a\"}", UPDATE_NONE},
        {"{\"state\":\"installing\",\"percent\":40,\"slot\":\"a\",\"bundle\":\"usb:x.raucb\","
         "\"transaction\":\"t1\"}",
         "{\"state\":\"installing\",\"slot\":\"a\",\"bundle\":\"usb:x.raucb\","
         "\"transaction\":\"t1\",\"percent\":40}",
         UPDATE_INSTALLING},
        {"{", NULL, UPDATE_INSTALLING},
        {"", NULL, UPDATE_INSTALLING},
        {"[]", NULL, UPDATE_INSTALLING},
        {"{\"state\":\"asleep\"}", NULL, UPDATE_INSTALLING},
        {"{\"state\":\"trial\",\"state\":\"trial\"}", NULL, UPDATE_INSTALLING},
        {"{\"state\":\"rejected\",\"reason\":\"no \\nsignature\",\"percent\":\"4\",\"x\":1,"
         "\"transaction\":null}",
         "{\"state\":\"rejected\",\"reason\":\"no signature\"}", UPDATE_REJECTED},
    };
    struct updates updates;
    unlink(state_path);
    updates_open(&updates);
    assert_null(updates.told);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        say(cases[i].text);
        assert_int_equal(updates_take_news(&updates), cases[i].told != NULL);
        assert_int_equal(updates.state, cases[i].is);
        json_t *told = cases[i].told ? json_loads(cases[i].told, 0, NULL) : NULL;
        if (told != NULL && !json_equal(told, updates.told)) {
            char *text = json_dumps(updates.told, JSON_COMPACT);
            fail_msg("%zu: %s", i, text);
        }
        json_decref(told);
    }
    /* The same again is no news. */
    say(cases[7].text);
    assert_false(updates_take_news(&updates));
    updates_close(&updates);
    /* And after a restart of the program it is there at once. */
    updates_open(&updates);
    assert_int_equal(updates.state, UPDATE_REJECTED);
    updates_close(&updates);
}

static void what_is_asked_for_is_written_down(void **state)
{
    (void)state;
    struct updates updates;
    struct faults *faults = faults_create();
    say("{\"state\":\"none\",\"slot\":\"a\"}");
    updates_open(&updates);
    assert_true(updates_ask(&updates, "usb:x.raucb", "a \"b\"", faults));
    char *text = written("update");
    assert_string_equal(text, "usb:x.raucb\n\"a \\\"b\\\"\"\n");
    free(text);
    assert_int_equal(updates.state, UPDATE_ASKED);
    assert_string_equal(json_string_value(json_object_get(updates.told, "transaction")), "a \"b\"");
    /* Nobody has begun with it: another one may still be asked for. */
    assert_true(updates_ask(&updates, "usb:y.raucb", NULL, faults));
    text = written("update");
    assert_string_equal(text, "usb:y.raucb\nnull\n");
    free(text);
    assert_int_equal(faults_count(faults), 0);
    faults_destroy(faults);

    static const struct {
        const char *text;
        bool busy;
    } cases[] = {
        {"{\"state\":\"installing\"}", true}, {"{\"state\":\"restarting\"}", true},
        {"{\"state\":\"trial\"}", true},      {"{\"state\":\"applied\"}", false},
        {"{\"state\":\"rejected\"}", false},  {"{\"state\":\"reverted\"}", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        say(cases[i].text);
        assert_true(updates_take_news(&updates));
        if (cases[i].busy) {
            expect_code(&updates, "busy");
        } else {
            faults = faults_create();
            assert_true(updates_ask(&updates, "usb:x.raucb", NULL, faults));
            faults_destroy(faults);
        }
    }
    updates_close(&updates);
}

static void where_nobody_installs_nothing_is_asked(void **state)
{
    (void)state;
    static const char *const names[] = {"WALLBOARD_UPDATES", "RUNTIME_DIRECTORY"};
    for (size_t i = 0; i < 2; i++) {
        char before[96];
        snprintf(before, sizeof before, "%s", getenv(names[i]));
        unsetenv(names[i]);
        struct updates updates;
        updates_open(&updates);
        assert_int_equal(updates.fd, -1);
        expect_code(&updates, "unsupported");
        assert_false(updates_prove(&updates, true, true, 1));
        updates_close(&updates);
        setenv(names[i], before, 1);
    }
    setenv("RUNTIME_DIRECTORY", "/tmp/there/is/no/such/folder", 1);
    struct updates updates;
    say("{\"state\":\"none\"}");
    updates_open(&updates);
    expect_code(&updates, "state-folder");
    updates_close(&updates);
    setenv("RUNTIME_DIRECTORY", folder, 1);
}

static bool is_proven(void)
{
    char *text = written("proven");
    free(text);
    return text != NULL;
}

static void proof_is_a_picture_and_then_the_broker(void **state)
{
    (void)state;
    static const struct {
        bool lit, link;
        uint64_t acknowledged;
        bool publish, proven;
    } turns[] = {
        {false, false, 0, false, false}, {false, true, 3, false, false},
        {true, false, 3, false, false},  {true, true, 3, true, false},
        {true, true, 3, false, false},   {true, false, 4, false, false}, /* the link is lost */
        {true, true, 4, true, false},    {false, true, 5, false, false}, /* the picture is */
        {true, true, 5, true, false},    {true, true, 6, false, true},
        {true, true, 7, false, true},
    };
    struct updates updates;
    say("{\"state\":\"trial\",\"slot\":\"b\"}");
    updates_open(&updates);
    assert_true(updates_await_proof(&updates));
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        bool publish = updates_prove(&updates, turns[i].lit, turns[i].link, turns[i].acknowledged);
        if (publish != turns[i].publish || is_proven() != turns[i].proven) {
            fail_msg("turn %zu: publish %d, proven %d", i, publish, is_proven());
        }
    }
    assert_false(updates_await_proof(&updates));
    updates_close(&updates);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_state_is_told_as_it_was_written),
        cmocka_unit_test(what_is_asked_for_is_written_down),
        cmocka_unit_test(where_nobody_installs_nothing_is_asked),
        cmocka_unit_test(proof_is_a_picture_and_then_the_broker),
    };
    return cmocka_run_group_tests(tests, open_folder, close_folder);
}
