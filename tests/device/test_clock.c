#include "device/clock.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "device/files.h"
#include "support/folder.h"

static void knows_real_zones_only(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool known;
    } cases[] = {
        {"Asia/Tokyo", true},
        {"Europe/Berlin", true},
        {"UTC", true},
        {"Asia/Tokio", false},
        {"", false},
        {"/etc/passwd", false},
        {"../../../etc/passwd", false},
        {"Asia", false},
        {"tzdata.zi", false},
        {"zone.tab", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(clock_zone_known(cases[i].name), cases[i].known);
        assert_int_equal(clock_set_zone(cases[i].name), cases[i].known);
    }
}

static void offsets_follow_the_zone(void **state)
{
    (void)state;
    static const struct {
        const char *zone;
        int64_t utc_s;
        int32_t offset_s;
    } cases[] = {
        {"Asia/Tokyo", 1795000000, 9 * 3600},
        {"UTC", 1795000000, 0},
        /* 2026-03-29 01:00 UTC: summer time begins in Berlin. */
        {"Europe/Berlin", 1774745999, 3600},
        {"Europe/Berlin", 1774746000, 7200},
        /* 2026-10-25 01:00 UTC: and ends. */
        {"Europe/Berlin", 1792889999, 7200},
        {"Europe/Berlin", 1792890000, 3600},
        {"Asia/Kathmandu", 1795000000, 5 * 3600 + 45 * 60},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_true(clock_set_zone(cases[i].zone));
        assert_int_equal(clock_zone.offset_s(&clock_zone, cases[i].utc_s), cases[i].offset_s);
    }
}

static void an_unknown_zone_changes_nothing(void **state)
{
    (void)state;
    assert_true(clock_set_zone("Asia/Tokyo"));
    assert_false(clock_set_zone("Asia/Tokio"));
    assert_int_equal(clock_zone.offset_s(&clock_zone, 1795000000), 9 * 3600);
}

static void trust_decides_whether_the_clock_is_good(void **state)
{
    (void)state;
    assert_true(clock_now(CLOCK_TRUSTED).clock_good);
    assert_false(clock_now(CLOCK_DOUBTED).clock_good);
}

static void monotonic_clocks_agree(void **state)
{
    (void)state;
    int64_t before = clock_mono_ns() / 1000000;
    int64_t now = clock_now(CLOCK_AUTO).mono_ms;
    int64_t after = clock_mono_ns() / 1000000;
    assert_true(before <= now && now <= after);
}

/* As a unit with ProtectClock= has it: the calls that could set the clock fail. */
static bool forbid_asking_the_kernel(void)
{
    struct sock_filter rules[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_adjtimex, 1, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clock_adjtime, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {.len = sizeof rules / sizeof *rules, .filter = rules};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

static void in_a_sandbox_the_mark_of_the_time_service_counts(void **state)
{
    (void)state;
    pid_t pid = fork();
    if (pid == 0) {
        bool right = forbid_asking_the_kernel() && clock_is_synchronised("/proc/self/exe") &&
                     !clock_is_synchronised("/proc/self/no-such-file");
        _exit(right ? 0 : 1);
    }
    int status = -1;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
}

static void write_chip(const char *folder, const char *chip, const char *seconds)
{
    char path[192];
    snprintf(path, sizeof path, "%s/%s", folder, chip);
    assert_int_equal(mkdir(path, 0700), 0);
    snprintf(path, sizeof path, "%s/%s/since_epoch", folder, chip);
    assert_true(file_write(path, seconds, strlen(seconds)));
}

static void a_chip_without_a_battery_does_not_count(void **state)
{
    (void)state;
    static const struct {
        const char *first, *second; /* what two chips say; NULL: there is none */
        bool knows;
    } cases[] = {
        {NULL, NULL, false},
        {"0\n", NULL, false},
        {"73\n", "1767225599\n", false},
        {"", NULL, false},
        {"1767225600\n", NULL, true},
        {"4102444800\n", NULL, true}, /* 2100 */
        {"73\n", "1795000000\n", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char folder[64];
        folder_create(folder, sizeof folder);
        if (cases[i].first != NULL) {
            write_chip(folder, "rtc0", cases[i].first);
        }
        if (cases[i].second != NULL) {
            write_chip(folder, "rtc1", cases[i].second);
        }
        assert_int_equal(clock_chip_knows(folder), cases[i].knows);
        folder_remove(folder);
    }
    assert_false(clock_chip_knows("/no/such/folder"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_real_zones_only),
        cmocka_unit_test(offsets_follow_the_zone),
        cmocka_unit_test(an_unknown_zone_changes_nothing),
        cmocka_unit_test(trust_decides_whether_the_clock_is_good),
        cmocka_unit_test(monotonic_clocks_agree),
        cmocka_unit_test(in_a_sandbox_the_mark_of_the_time_service_counts),
        cmocka_unit_test(a_chip_without_a_battery_does_not_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
