#include "device/loop.h"

#include <netinet/in.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/moment.h"
#include "device/clock.h"

static void a_deadline_wakes_once_and_not_before(void **state)
{
    (void)state;
    struct loop *loop = loop_create();
    for (int i = 0; i < 20; i++) {
        int64_t until = clock_mono_ns() + 1234567;
        assert_int_equal(loop_wait(loop, until), 0);
        assert_true(clock_mono_ns() >= until);
    }
    assert_int_equal(loop_wakes(loop), 20);
    /* One that has passed does not sleep. */
    assert_int_equal(loop_wait(loop, 0), 0);
    loop_destroy(loop);
}

static void a_source_wakes_while_it_is_watched(void **state)
{
    (void)state;
    struct loop *loop = loop_create();
    int mail = eventfd(1, EFD_CLOEXEC);
    loop_watch(loop, WAKE_MAIL, mail);
    assert_int_equal(loop_wait(loop, NEVER), 1u << WAKE_MAIL);
    loop_watch(loop, WAKE_MAIL, -1);
    assert_int_equal(loop_wait(loop, clock_mono_ns() + 1000), 0);
    loop_destroy(loop);
    close(mail);
}

/* Two ends of a connection to ourselves. */
static void connect_pair(int ends[2])
{
    struct sockaddr_in place = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof place;
    int door = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(door, (const struct sockaddr *)&place, size), 0);
    assert_int_equal(listen(door, 1), 0);
    assert_int_equal(getsockname(door, (struct sockaddr *)&place, &size), 0);
    ends[0] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(connect(ends[0], (const struct sockaddr *)&place, size), 0);
    ends[1] = accept(door, NULL, NULL);
    assert_true(ends[1] >= 0);
    close(door);
}

/* The kernel tells of the television's cable by an exception; of others it is no news. */
static void an_exception_wakes_the_cable_alone(void **state)
{
    (void)state;
    struct loop *loop = loop_create();
    int ends[2];
    connect_pair(ends);
    assert_int_equal(send(ends[0], "!", 1, MSG_OOB), 1);
    loop_watch(loop, WAKE_CABLE, ends[1]);
    assert_int_equal(loop_wait(loop, clock_mono_ns() + INT64_C(2000000000)), 1u << WAKE_CABLE);
    loop_watch(loop, WAKE_CABLE, -1);
    loop_watch(loop, WAKE_MAIL, ends[1]);
    assert_int_equal(loop_wait(loop, clock_mono_ns() + 1000), 0);
    loop_destroy(loop);
    close(ends[0]);
    close(ends[1]);
}

static void signals_come_as_words(void **state)
{
    (void)state;
    static const struct {
        int number;
        enum loop_signal signal;
    } cases[] = {
        {SIGTERM, LOOP_LEAVE},
        {SIGINT, LOOP_LEAVE},
        {SIGHUP, LOOP_RELOAD},
        {SIGUSR1, LOOP_SCREENSHOT},
    };
    struct loop *loop = loop_create();
    assert_int_equal(loop_signal(loop), LOOP_NO_SIGNAL);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        raise(cases[i].number);
        assert_int_equal(loop_wait(loop, NEVER), 1u << WAKE_SIGNAL);
        assert_int_equal(loop_signal(loop), cases[i].signal);
        assert_int_equal(loop_signal(loop), LOOP_NO_SIGNAL);
    }
    loop_destroy(loop);
}

static void destroy_takes_nothing(void **state)
{
    (void)state;
    loop_destroy(NULL);
}

/* A second request to leave, while the program is about to. */
static void a_late_signal_does_not_kill(void **state)
{
    (void)state;
    struct loop *loop = loop_create();
    assert_non_null(loop);
    raise(SIGTERM);
    assert_int_equal(loop_signal(loop), LOOP_LEAVE);
    loop_destroy(loop);
    raise(SIGTERM); /* would end us here */
    struct timespec at_once = {0};
    sigset_t late;
    sigemptyset(&late);
    sigaddset(&late, SIGTERM);
    assert_int_equal(sigtimedwait(&late, NULL, &at_once), SIGTERM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_deadline_wakes_once_and_not_before),
        cmocka_unit_test(a_source_wakes_while_it_is_watched),
        cmocka_unit_test(an_exception_wakes_the_cable_alone),
        cmocka_unit_test(signals_come_as_words),
        cmocka_unit_test(destroy_takes_nothing),
        cmocka_unit_test(a_late_signal_does_not_kill),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
