#include "device/files.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/wallboard-files-XXXXXX");
    return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state)
{
    (void)state;
    char command[96];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

static const char *path_of(const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void reads_what_was_written(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t length;
    } cases[] = {{"", 0}, {"x", 1}, {"two\nlines\n", 10}, {"with\0zero", 9}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_true(file_write(path_of("file"), cases[i].bytes, cases[i].length));
        size_t length;
        char *read = file_read(path_of("file"), 100, &length);
        assert_non_null(read);
        assert_int_equal(length, cases[i].length);
        assert_memory_equal(read, cases[i].bytes, length + 1);
        free(read);
    }
}

static void reads_large_files_up_to_the_limit(void **state)
{
    (void)state;
    char bytes[20000];
    memset(bytes, 'a', sizeof bytes);
    assert_true(file_write(path_of("large"), bytes, sizeof bytes));
    size_t length;
    char *read = file_read(path_of("large"), sizeof bytes, &length);
    assert_non_null(read);
    assert_int_equal(length, sizeof bytes);
    free(read);
    assert_null(file_read(path_of("large"), sizeof bytes - 1, &length));
    assert_int_equal(errno, EFBIG);
}

static void a_password_is_the_first_line(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *password;
    } cases[] = {{"secret", "secret"},
                 {"secret\n", "secret"},
                 {"secret\r\nmore\n", "secret"},
                 {"", ""},
                 {"\nsecret", ""},
                 {" se cret \n", " se cret "},
                 {"\xef\xbb\xbfsecret\r\n", "secret"},
                 {"\xef\xbb\xbf", ""},
                 {"\xef\xbb", "\xef\xbb"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(file_write(path_of("password"), cases[i].bytes, strlen(cases[i].bytes)));
        char *password = file_read_password(path_of("password"));
        assert_non_null(password);
        assert_string_equal(password, cases[i].password);
        free(password);
    }
    char bytes[4097];
    memset(bytes, 'a', sizeof bytes);
    assert_true(file_write(path_of("password"), bytes, sizeof bytes));
    assert_null(file_read_password(path_of("password")));
    assert_int_equal(errno, EFBIG);
    assert_null(file_read_password(path_of("missing")));
    assert_int_equal(errno, ENOENT);
}

static void says_why_it_cannot_read(void **state)
{
    (void)state;
    size_t length;
    assert_null(file_read(path_of("missing"), 100, &length));
    assert_int_equal(errno, ENOENT);
    assert_null(file_read(folder, 100, &length));
    assert_int_equal(errno, EISDIR);
}

/* What was there stays when the new one cannot be written. */
static void failing_write_leaves_the_old(void **state)
{
    (void)state;
    assert_true(file_write(path_of("kept"), "old", 3));
    char obstacle[160];
    snprintf(obstacle, sizeof obstacle, "%s.new", path_of("kept"));
    assert_int_equal(mkdir(obstacle, 0700), 0);
    assert_false(file_write(path_of("kept"), "new", 3));
    assert_int_equal(errno, EISDIR);
    assert_int_equal(rmdir(obstacle), 0);
    size_t length;
    char *read = file_read(path_of("kept"), 100, &length);
    assert_string_equal(read, "old");
    free(read);
    assert_false(file_write(path_of("no/such/folder"), "x", 1));
    assert_int_equal(errno, ENOENT);
}

static void finds_config_in_its_places(void **state)
{
    (void)state;
    char found[256];
    setenv("XDG_CONFIG_HOME", folder, 1);
    assert_false(file_find_config(found, sizeof found, "surely-not-there.json"));
    assert_string_equal(found, "/etc/wallboard/surely-not-there.json");
    assert_int_equal(mkdir(path_of("wallboard"), 0700), 0);
    assert_true(file_write(path_of("wallboard/board.json"), "{}", 2));
    assert_true(file_find_config(found, sizeof found, "board.json"));
    assert_string_equal(found, path_of("wallboard/board.json"));
}

static void makes_the_state_folder(void **state)
{
    (void)state;
    char found[256];
    struct stat status;
    unsetenv("STATE_DIRECTORY");
    setenv("XDG_STATE_HOME", path_of("a/b"), 1);
    assert_true(file_state_folder(found, sizeof found));
    assert_string_equal(found, path_of("a/b/wallboard"));
    assert_int_equal(stat(found, &status), 0);
    char two[160];
    snprintf(two, sizeof two, "%s:/elsewhere", path_of("given"));
    setenv("STATE_DIRECTORY", two, 1);
    assert_true(file_state_folder(found, sizeof found));
    assert_string_equal(found, path_of("given"));
}

static void identities_are_hexadecimal(void **state)
{
    (void)state;
    char machine[33], a[17], b[17];
    file_machine_id(machine);
    assert_int_equal(strspn(machine, "0123456789abcdef"), 32);
    file_random_hex(a, sizeof a);
    file_random_hex(b, sizeof b);
    assert_int_equal(strspn(a, "0123456789abcdef"), 16);
    assert_string_not_equal(a, b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_was_written),
        cmocka_unit_test(reads_large_files_up_to_the_limit),
        cmocka_unit_test(a_password_is_the_first_line),
        cmocka_unit_test(says_why_it_cannot_read),
        cmocka_unit_test(failing_write_leaves_the_old),
        cmocka_unit_test(finds_config_in_its_places),
        cmocka_unit_test(makes_the_state_folder),
        cmocka_unit_test(identities_are_hexadecimal),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
