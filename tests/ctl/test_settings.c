/* Options go before the environment, the environment before the file. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ctl/settings.h"
#include "device/files.h"
#include "support/folder.h"
#include "typed.h"

static char folder[64], file[96];

static int open_folder(void **state)
{
    (void)state;
    static const char *const variables[] = {
        "HOST", "PORT", "CA", "CERTIFICATE", "KEY", "FILE", "USERNAME", "PASSWORD_FILE", "SITE"};
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        char name[64];
        snprintf(name, sizeof name, "WALLBOARDCTL_%s", variables[i]);
        unsetenv(name);
    }
    folder_create(folder, sizeof folder);
    setenv("XDG_CONFIG_HOME", folder, 1);
    snprintf(file, sizeof file, "%s/it.json", folder);
    return 0;
}

static int close_folder(void **state)
{
    (void)state;
    folder_remove(folder);
    return 0;
}

static void write_file(const char *text)
{
    assert_true(file_write(file, text, strlen(text)));
}

static struct device_config *read_with(const struct call *call, int expected)
{
    int code = EXIT_DONE;
    struct device_config *device = settings_read(call, &code);
    assert_int_equal(code, expected);
    assert_int_equal(device == NULL, expected != EXIT_DONE);
    return device;
}

static void what_is_nearer_goes_first(void **state)
{
    (void)state;
    write_file("{\"broker\":{\"host\":\"of-file\",\"ca\":\"ca.pem\",\"username\":\"u\"},"
               "\"site\":\"osaka\"}");
    struct call call = TYPED("list", "--file", file);
    struct device_config *device = read_with(&call, EXIT_DONE);
    char ca[128];
    snprintf(ca, sizeof ca, "%s/ca.pem", folder);
    assert_string_equal(device->broker.host, "of-file");
    assert_string_equal(device->broker.ca, ca);
    assert_int_equal(device->broker.port, 8883);
    assert_string_equal(device->site, "osaka");
    device_config_destroy(device);

    setenv("WALLBOARDCTL_HOST", "of-environment", 1);
    setenv("WALLBOARDCTL_PORT", "1", 1);
    struct call both = TYPED("list", "--file", file, "--port", "2");
    device = read_with(&both, EXIT_DONE);
    assert_string_equal(device->broker.host, "of-environment");
    assert_int_equal(device->broker.port, 2);
    device_config_destroy(device);
    unsetenv("WALLBOARDCTL_HOST");
    unsetenv("WALLBOARDCTL_PORT");
}

static void the_usual_file_is_found(void **state)
{
    (void)state;
    char path[128];
    struct call call = TYPED("list");
    snprintf(path, sizeof path, "mkdir -p %s/wallboard", folder);
    assert_int_equal(system(path), 0);
    snprintf(path, sizeof path, "%s/wallboard/control.json", folder);
    const char *text = "{\"site\":\"kobe\"}";
    assert_true(file_write(path, text, strlen(text)));
    struct device_config *device = read_with(&call, EXIT_DONE);
    assert_string_equal(device->site, "kobe");
    assert_string_equal(device->broker.host, "localhost");
    device_config_destroy(device);
    remove(path);
}

static void what_is_wrong_is_said(void **state)
{
    (void)state;
    static const struct {
        const char *file; /* NULL: none */
        const char *words[8];
        int code;
    } cases[] = {
        {NULL, {"list"}, EXIT_USAGE}, /* no site */
        {NULL, {"list", "--site", "Osaka"}, EXIT_USAGE},
        {NULL, {"list", "--site", "a", "--port", "x"}, EXIT_USAGE},
        {NULL, {"list", "--site", "a", "--port", "65536"}, EXIT_USAGE},
        {NULL, {"list", "--site", "a", "--certificate", "c"}, EXIT_USAGE},
        {NULL, {"list", "--site", "a", "--password-file", "p"}, EXIT_USAGE},
        {NULL, {"list", "--site", "a", "--file", "/nowhere"}, EXIT_UNREADABLE},
        {"{", {"list", "--site", "a"}, EXIT_INVALID},
        {"[]", {"list", "--site", "a"}, EXIT_INVALID},
        {"{\"broker\":[]}", {"list", "--site", "a"}, EXIT_INVALID},
        {"{\"broker\":{\"hots\":\"x\"}}", {"list", "--site", "a"}, EXIT_INVALID},
        {"{\"broker\":{\"password\":\"x\"}}", {"list", "--site", "a"}, EXIT_INVALID},
        {"{\"site\":7}", {"list"}, EXIT_INVALID},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (cases[i].file != NULL) {
            write_file(cases[i].file);
            setenv("WALLBOARDCTL_FILE", file, 1);
        }
        struct call call = typed(cases[i].words);
        read_with(&call, cases[i].code);
        unsetenv("WALLBOARDCTL_FILE");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_nearer_goes_first),
        cmocka_unit_test(the_usual_file_is_found),
        cmocka_unit_test(what_is_wrong_is_said),
    };
    return cmocka_run_group_tests(tests, open_folder, close_folder);
}
