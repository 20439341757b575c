#include "device/network.h"

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* What this machine has is not known here; but what is told must hold together. */
static void what_is_told_holds_together(void **state)
{
    (void)state;
    struct network_address found = network_address();
    assert_int_equal(found.linked, found.interface[0] != '\0');
    assert_true(found.linked || found.address[0] == '\0');
    assert_string_not_equal(found.interface, "lo");
    assert_int_not_equal(strncmp(found.address, "127.", 4), 0);
    assert_int_not_equal(strncmp(found.address, "fe80:", 5), 0);
}

/* Where nothing changes nobody is woken; something may be changing just now. */
static void a_watch_is_quiet(void **state)
{
    (void)state;
    int fd = network_watch();
    if (fd < 0) {
        skip();
    }
    bool quiet = false;
    for (int i = 0; i < 20 && !quiet; i++) {
        struct pollfd source = {.fd = fd, .events = POLLIN};
        network_read(fd);
        quiet = poll(&source, 1, 50) == 0;
    }
    assert_true(quiet);
    close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_told_holds_together),
        cmocka_unit_test(a_watch_is_quiet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
