#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/fault.h"
#include "base/text.h"

static void keeps_all_in_order(void **state)
{
    (void)state;
    struct faults *faults = faults_create();
    assert_int_equal(faults_count(faults), 0);
    for (int i = 0; i < 100; i++) {
        char pointer[16] = {'/', (char)('0' + i / 10), (char)('0' + i % 10), 0};
        enum severity severity = i % 4 == 0 ? SEVERITY_WARNING : SEVERITY_FAULT;
        faults_add(faults, severity, pointer, "range", "5", "1 to 4", "%d is too large.", i);
        memset(pointer, 'x', sizeof pointer - 1);
    }
    assert_int_equal(faults_count(faults), 100);
    assert_int_equal(faults_fatal(faults), 75);
    const struct fault *fault = faults_at(faults, 42);
    assert_string_equal(fault->pointer, "/42");
    assert_string_equal(fault->code, "range");
    assert_string_equal(fault->read, "5");
    assert_string_equal(fault->allowed, "1 to 4");
    assert_string_equal(fault->message, "42 is too large.");
    assert_int_equal(fault->severity, SEVERITY_FAULT);
    assert_int_equal(faults_at(faults, 40)->severity, SEVERITY_WARNING);
    assert_null(faults_at(faults, 100));
    faults_destroy(faults);
}

static void cuts_what_was_read_between_characters(void **state)
{
    (void)state;
    char read[128] = {0};
    for (int i = 0; i < 40; i++) {
        strcat(read, "値");
    }
    struct faults *faults = faults_create();
    faults_add(faults, SEVERITY_FAULT, "", "type", read, "a number", "Not a number.");
    const char *kept = faults_at(faults, 0)->read;
    assert_int_equal(strlen(kept), 78); /* 26 characters of 3 bytes; a 27th would need 81 */
    assert_true(text_is_utf8(kept, strlen(kept)));
    faults_destroy(faults);
}

/* Whoever pastes a key into the wrong place must not read it on the wall. */
static void repeats_no_pem(void **state)
{
    (void)state;
    struct faults *faults = faults_create();
    faults_add(faults, SEVERITY_FAULT, "/host", "type", "\"-----BEGIN PRIVATE KEY-----\\nMC4C",
               "a text", "No.");
    assert_string_equal(faults_at(faults, 0)->read, "");
    faults_destroy(faults);
}

static void takes_missing_texts_as_empty(void **state)
{
    (void)state;
    struct faults *faults = faults_create();
    faults_add(faults, SEVERITY_FAULT, NULL, "missing", NULL, NULL, "Missing.");
    assert_string_equal(faults_at(faults, 0)->pointer, "");
    assert_string_equal(faults_at(faults, 0)->read, "");
    assert_string_equal(faults_at(faults, 0)->allowed, "");
    faults_destroy(faults);
    faults_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_all_in_order),
        cmocka_unit_test(cuts_what_was_read_between_characters),
        cmocka_unit_test(repeats_no_pem),
        cmocka_unit_test(takes_missing_texts_as_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
