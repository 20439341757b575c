#include "device/file_watch.h"

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "device/files.h"
#include "support/folder.h"

static bool is_readable(int fd)
{
    struct pollfd source = {.fd = fd, .events = POLLIN};
    return poll(&source, 1, 0) == 1;
}

static void a_file_that_is_replaced_is_news(void **state)
{
    (void)state;
    char folder[64], path[96], other[96];
    folder_create(folder, sizeof folder);
    snprintf(path, sizeof path, "%s/state", folder);
    snprintf(other, sizeof other, "%s/states", folder);
    int fd = file_watch(path);
    assert_true(fd >= 0);
    assert_false(is_readable(fd));
    assert_false(file_watch_read(fd, path));

    /* That comes to be, and that is replaced; several at once are one piece of news. */
    for (int i = 0; i < 40; i++) {
        assert_true(file_write(path, "x", 1));
    }
    assert_true(is_readable(fd));
    assert_true(file_watch_read(fd, path));
    assert_false(is_readable(fd));

    assert_true(file_write(other, "x", 1));
    assert_true(is_readable(fd));
    assert_false(file_watch_read(fd, path));

    assert_true(file_write(other, "x", 1));
    assert_true(file_write(path, "y", 1));
    assert_true(file_watch_read(fd, path));
    close(fd);
    folder_remove(folder);
}

static void what_cannot_be_watched_is_told(void **state)
{
    (void)state;
    assert_int_equal(file_watch("/tmp/there/is/no/such/folder/state"), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_that_is_replaced_is_news),
        cmocka_unit_test(what_cannot_be_watched_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
