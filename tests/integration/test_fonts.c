/*
 * A machine without Japanese fonts and a board in Japanese: the wall says in English what is
 * missing, goes on running, and takes the board when the fonts have come.
 */

#include <fcntl.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "screen/typeface.h"
#include "support/broker.h"
#include "support/folder.h"
#include "support/wall.h"

#define BOARD                                                                                      \
    "{\"language\":\"ja\",\"businesses\":{\"main\":{\"channels\":{\"phone\":{\"kpis\":{"           \
    "\"contacts-waiting\":{\"target\":5}}}}}}}"

static struct broker *broker;
static char fonts[32], kept[32];
static bool hidden;

/* ---- Fonts that come and go ----------------------------------------------------------------- */

static void copy_font(enum typeface typeface, const char *folder)
{
    char from[512], to[512];
    assert_true(typeface_find(typeface, from, sizeof from));
    snprintf(to, sizeof to, "%s/%s", folder, typeface_file(typeface));
    int in = open(from, O_RDONLY | O_CLOEXEC);
    int out = open(to, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(in >= 0 && out >= 0);
    char bytes[65536];
    for (ssize_t length; (length = read(in, bytes, sizeof bytes)) > 0;) {
        assert_int_equal(write(out, bytes, (size_t)length), length);
    }
    close(in);
    close(out);
}

static void write_file(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd >= 0) {
        dprintf(fd, "%s", text);
        close(fd);
    }
}

/* The machine's fonts vanish for this process and its children. False where that is not allowed. */
static bool hide_fonts(void)
{
    char map[64];
    snprintf(map, sizeof map, "%u %u 1", (unsigned)getuid(), (unsigned)getuid());
    if (geteuid() == 0 ? unshare(CLONE_NEWNS) != 0 : unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) {
        return false;
    }
    if (geteuid() != 0) {
        write_file("/proc/self/uid_map", map);
    }
    static const char *const places[] = {"/usr/share/fonts", "/usr/local/share/fonts"};
    bool all = mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
    for (size_t i = 0; i < 2; i++) {
        all = all &&
              (access(places[i], F_OK) != 0 || mount("none", places[i], "tmpfs", 0, NULL) == 0);
    }
    return all;
}

static void fonts_come(void)
{
    static const enum typeface japanese[] = {TYPEFACE_KANJI, TYPEFACE_KANJI_BOLD};
    for (size_t i = 0; i < 2; i++) {
        char from[512], to[512];
        snprintf(from, sizeof from, "%s/%s", kept, typeface_file(japanese[i]));
        snprintf(to, sizeof to, "%s/%s", fonts, typeface_file(japanese[i]));
        assert_int_equal(rename(from, to), 0);
    }
}

static int set_up(void **state)
{
    (void)state;
    folder_create(fonts, sizeof fonts);
    folder_create(kept, sizeof kept);
    copy_font(TYPEFACE_LATIN, fonts);
    copy_font(TYPEFACE_LATIN_BOLD, fonts);
    copy_font(TYPEFACE_KANJI, kept);
    copy_font(TYPEFACE_KANJI_BOLD, kept);
    broker = broker_start(&(struct broker_settings){0});
    hidden = hide_fonts();
    return setenv("WALLBOARD_FONTS", fonts, 1);
}

static int tear_down(void **state)
{
    (void)state;
    broker_stop(broker);
    folder_remove(fonts);
    folder_remove(kept);
    return 0;
}

/* ---- What the wall does --------------------------------------------------------------------- */

static struct wall *start(void)
{
    return wall_start(
        &(struct wall_settings){.broker = "", .port = broker_port(broker), .board = BOARD});
}

static void assert_takes_the_board(struct wall *wall)
{
    assert_true(wall_await(wall, "qualities.waiting", 1, 20));
    wall_publish(wall, "kpi/main/phone/contacts-waiting", "3", false);
    assert_true(wall_await(wall, "verdicts.met", 1, 20));
}

static void says_what_is_missing_and_runs(void **state)
{
    (void)state;
    if (!hidden) {
        skip();
    }
    struct wall *wall = start();
    /* It is on the broker, takes what comes, and has nothing to show it on. */
    assert_true(wall_await(wall, "qualities.waiting", 0, 20));
    assert_string_equal(wall_availability(wall), "online");
    size_t length;
    free(wall_picture(wall, &length));
    assert_true(length > 0);
    assert_true(wall_runs(wall));
    fonts_come();
    wall_reload(wall, BOARD);
    assert_takes_the_board(wall);
    assert_int_equal(wall_stop(wall), 0);
}

static void takes_the_board_at_the_next_start(void **state)
{
    (void)state;
    struct wall *wall = start();
    assert_takes_the_board(wall);
    assert_int_equal(wall_stop(wall), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_what_is_missing_and_runs),
        cmocka_unit_test(takes_the_board_at_the_next_start),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
