/* Until when certificates are good, as the screen reads, tells and says it. */

#include "certificates.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "device/files.h"
#include "support/certificates.h"
#include "support/folder.h"

#define DAY_MS INT64_C(86400000)
#define END_MS INT64_C(1795000000000)     /* 2026-11-18T11:06:40Z */
#define EXPIRED_MS INT64_C(1580515200000) /* 2020-02-01T00:00:00Z, see support/certificates.c */

static char folder[64], ca[128], own[128], expired[128], both[128];

static int open_folder(void **state)
{
    (void)state;
    folder_create(folder, sizeof folder);
    certificates_make(folder);
    snprintf(ca, sizeof ca, "%s/ca.pem", folder);
    snprintf(own, sizeof own, "%s/client.pem", folder);
    snprintf(expired, sizeof expired, "%s/expired.pem", folder);
    snprintf(both, sizeof both, "%s/both.pem", folder);
    return 0;
}

static int close_folder(void **state)
{
    (void)state;
    folder_remove(folder);
    return 0;
}

static void days_are_whole(void **state)
{
    (void)state;
    static const struct {
        int64_t left_ms;
        int days;
    } cases[] = {{31 * DAY_MS, 31}, {30 * DAY_MS, 30}, {30 * DAY_MS - 1, 29},
                 {DAY_MS, 1},       {DAY_MS - 1, 0},   {0, 0},
                 {-1, -1},          {-DAY_MS, -1},     {-DAY_MS - 1, -2}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(certificates_days_left(END_MS, END_MS - cases[i].left_ms), cases[i].days);
    }
}

static void files_are_read(void **state)
{
    (void)state;
    const struct broker_config none = {0};
    struct certificates read = certificates_read(&none);
    assert_true(read.authority_ms == NO_TIME && read.own_ms == NO_TIME);
    const struct broker_config broker = {.ca = ca, .certificate = expired};
    read = certificates_read(&broker);
    assert_true(read.authority_ms > EXPIRED_MS);
    assert_true(read.own_ms == EXPIRED_MS);
    /* Of several authorities the last end counts, whichever comes first; of our own the first. */
    size_t a_length, b_length;
    char *a = file_read(expired, 65536, &a_length), *b = file_read(ca, 65536, &b_length);
    char *joined = malloc(a_length + b_length);
    assert_true(a != NULL && b != NULL && joined != NULL);
    memcpy(joined, a, a_length);
    memcpy(joined + a_length, b, b_length);
    assert_true(file_write(both, joined, a_length + b_length));
    const struct broker_config two = {.ca = both, .certificate = both};
    assert_true(certificates_read(&two).authority_ms == read.authority_ms);
    assert_true(certificates_read(&two).own_ms == EXPIRED_MS);
    free(joined);
    free(a);
    free(b);
    assert_true(file_write(both, "nonsense", 8));
    assert_true(certificates_read(&two).authority_ms == NO_TIME);
    char nowhere[160];
    snprintf(nowhere, sizeof nowhere, "%s/nowhere.pem", folder);
    const struct broker_config gone = {.ca = nowhere};
    assert_true(certificates_read(&gone).authority_ms == NO_TIME);
}

static void it_is_said_in_time(void **state)
{
    (void)state;
    static const struct {
        int64_t left_ms;
        bool clock_good, over;
        const char *ja, *en;
    } cases[] = {
        {31 * DAY_MS, true, false, "", ""},
        {31 * DAY_MS - 1, true, false, "証明書の期限まで 30 日", "Certificate expires in 30 d"},
        {0, true, false, "証明書の期限まで 0 日", "Certificate expires in 0 d"},
        {-1, true, true, "証明書の期限切れ 2026-11-18", "Certificate expired 2026-11-18"},
        {-1, false, false, "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[CERTIFICATES_TEXT_BYTES];
        const struct moment now = {1, END_MS - cases[i].left_ms, cases[i].clock_good};
        /* The one that ends first. */
        const struct certificates list[] = {
            {END_MS, NO_TIME}, {NO_TIME, END_MS}, {END_MS, END_MS + 99 * DAY_MS}};
        for (size_t k = 0; k < 3; k++) {
            assert_int_equal(certificates_say(text, &list[k], &now, LANGUAGE_JA), cases[i].over);
            assert_string_equal(text, cases[i].ja);
            assert_int_equal(certificates_say(text, &list[k], &now, LANGUAGE_EN), cases[i].over);
            assert_string_equal(text, cases[i].en);
        }
    }
}

static void status_tells_each(void **state)
{
    (void)state;
    const struct certificates list = {END_MS, END_MS - 40 * DAY_MS};
    struct moment now = {1, END_MS - 23 * DAY_MS, true};
    json_t *told = certificates_json(&list, &now);
    const json_t *authority = json_object_get(told, "ca"),
                 *mine = json_object_get(told, "certificate");
    assert_string_equal(json_string_value(json_object_get(authority, "until")),
                        "2026-11-18T11:06:40Z");
    assert_int_equal(json_integer_value(json_object_get(authority, "days_left")), 23);
    assert_int_equal(json_integer_value(json_object_get(mine, "days_left")), -17);
    json_decref(told);
    now.clock_good = false;
    told = certificates_json(&list, &now);
    assert_null(json_object_get(json_object_get(told, "ca"), "days_left"));
    json_decref(told);
    const struct certificates none = {NO_TIME, NO_TIME};
    assert_null(certificates_json(&none, &now));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_whole),
        cmocka_unit_test(files_are_read),
        cmocka_unit_test(it_is_said_in_time),
        cmocka_unit_test(status_tells_each),
    };
    return cmocka_run_group_tests(tests, open_folder, close_folder);
}
