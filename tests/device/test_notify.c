#include "device/notify.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

/* Plays systemd: a datagram socket in the abstract namespace. */
static int listen_as_systemd(void)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char name[64];
    snprintf(name, sizeof name, "@wallboard-notify-%ld", (long)getpid());
    memcpy(address.sun_path, name, strlen(name));
    address.sun_path[0] = '\0';
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(name));
    assert_int_equal(bind(fd, (const struct sockaddr *)&address, size), 0);
    setenv("NOTIFY_SOCKET", name, 1);
    return fd;
}

static void assert_heard(int fd, const char *expected)
{
    char text[256] = "";
    ssize_t got = recv(fd, text, sizeof text - 1, 0);
    assert_true(got > 0);
    assert_string_equal(text, expected);
}

static void tells_systemd(void **state)
{
    (void)state;
    int fd = listen_as_systemd();
    notify_ready("showing");
    assert_heard(fd, "READY=1\nSTATUS=showing");
    notify_alive();
    assert_heard(fd, "WATCHDOG=1");
    notify_stopping();
    assert_heard(fd, "STOPPING=1");
    close(fd);
    assert_true(notify_managed());
    unsetenv("NOTIFY_SOCKET");
    assert_false(notify_managed());
    notify_alive();
}

static void interval_is_half_of_what_systemd_allows(void **state)
{
    (void)state;
    char self[32];
    snprintf(self, sizeof self, "%ld", (long)getpid());
    static const struct {
        const char *usec;
        bool ours;
        int64_t interval_ms;
    } cases[] = {
        {"10000000", true, 5000},
        {"10000000", false, 0},
        {"0", true, 0},
        {"rubbish", true, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        setenv("WATCHDOG_USEC", cases[i].usec, 1);
        setenv("WATCHDOG_PID", cases[i].ours ? self : "1", 1);
        assert_int_equal(notify_interval_ms(), cases[i].interval_ms);
    }
    unsetenv("WATCHDOG_USEC");
    assert_int_equal(notify_interval_ms(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_systemd),
        cmocka_unit_test(interval_is_half_of_what_systemd_allows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
