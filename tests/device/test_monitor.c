/* Monitors that come, go and change, in a folder such as the kernel's. */

#include "device/monitor.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "device/connectors.h"
#include "support/folder.h"

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    folder_create(folder, sizeof folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    folder_remove(folder);
    return 0;
}

static void write_of(const char *socket, const char *name, const char *bytes)
{
    char path[192];
    snprintf(path, sizeof path, "%s/%s/%s", folder, socket, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(bytes, file);
    fclose(file);
}

static void plug(const char *socket, const char *status, const char *modes, const char *edid)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, socket);
    mkdir(path, 0700);
    write_of(socket, "status", status);
    write_of(socket, "modes", modes);
    write_of(socket, "edid", edid);
}

static void counts_sockets_and_monitors(void **state)
{
    (void)state;
    assert_int_equal(monitor_look("/tmp/there/is/no/such/folder").sockets, 0);
    assert_int_equal(monitor_look(folder).sockets, 0);
    plug("card0", "", "", "");
    plug("renderD128", "", "", "");
    plug("card0-Writeback-1", "unknown\n", "", "");
    assert_int_equal(monitor_look(folder).sockets, 0);
    plug("card1-HDMI-A-1", "disconnected\n", "", "");
    plug("card1-HDMI-A-2", "unknown\n", "", "");
    struct monitors found = monitor_look(folder);
    assert_int_equal(found.sockets, 2);
    assert_int_equal(found.plugged, 0);
    assert_int_equal(found.width, 0);
    plug("card1-HDMI-A-2", "connected\n", "1920x1080\n1280x720\n", "x");
    found = monitor_look(folder);
    assert_int_equal(found.sockets, 2);
    assert_int_equal(found.plugged, 1);
    assert_int_equal(found.width, 1920);
    assert_int_equal(found.height, 1080);
}

static void the_first_of_two_is_shown_on(void **state)
{
    (void)state;
    plug("card1-HDMI-A-2", "connected\n", "1024x768\n", "b");
    plug("card1-HDMI-A-1", "connected\n", "1280x800\n", "a");
    plug("card1-HDMI-A-3", "connected\n", "640x480\n", "c");
    struct monitors found = monitor_look(folder);
    assert_int_equal(found.plugged, 3);
    assert_int_equal(found.width, 1280);
    assert_int_equal(found.height, 800);
}

static void a_mode_fills_the_panel_and_is_not_too_large(void **state)
{
    (void)state;
    const struct {
        const char *modes;
        int width, height;
    } cases[] = {
        {"1366x768\n1920x1080\n1280x720\n", 1366, 768},
        {"3840x2160\n4096x2160\n2560x1440\n1920x1200\n1920x1080\n1280x720\n", 1920, 1080},
        {"1920x1080i\n1920x1080\n", 1920, 1080},
        {"1080x1920\n1920x1080\n", 1080, 1920},
        {"5120x2160\n1920x1080\n", 0, 0}, /* nothing small has its shape */
        {"", 0, 0},
        {"nonsense\n1920x1080\n", 0, 0},
        {"1920x1080", 1920, 1080},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        plug("card0-HDMI-A-1", "connected\n", cases[i].modes, "x");
        struct monitors found = monitor_look(folder);
        assert_int_equal(found.width, cases[i].width);
        assert_int_equal(found.height, cases[i].height);
    }
}

static void another_monitor_has_another_print(void **state)
{
    (void)state;
    plug("card0-HDMI-A-1", "connected\n", "1920x1080\n", "panel of one maker");
    plug("card0-HDMI-A-2", "disconnected\n", "", "");
    uint64_t first = monitor_look(folder).print;
    assert_true(monitor_look(folder).print == first);
    plug("card0-HDMI-A-1", "connected\n", "1920x1080\n", "panel of another");
    uint64_t other = monitor_look(folder).print;
    assert_true(other != first);
    plug("card0-HDMI-A-1", "connected\n", "1280x720\n", "panel of one maker");
    assert_true(monitor_look(folder).print != first);
    plug("card0-HDMI-A-1", "disconnected\n", "", "");
    plug("card0-HDMI-A-2", "connected\n", "1920x1080\n", "panel of one maker");
    assert_true(monitor_look(folder).print != first);
    plug("card0-HDMI-A-2", "disconnected\n", "", "");
    plug("card0-HDMI-A-1", "connected\n", "1920x1080\n", "panel of one maker");
    assert_true(monitor_look(folder).print == first);
}

/* As the kernel sends them: fields, each with a NUL at its end. */
static void news_of_monitors_is_told_from_other_news(void **state)
{
    (void)state;
#define CARD "DEVPATH=/devices/gpu/drm/card1\0SUBSYSTEM=drm\0"
    const struct {
        const char *message;
        size_t length;
        bool news;
    } cases[] = {
#define MESSAGE(text, is_news) {text, sizeof(text) - 1, is_news}
        MESSAGE("change@/devices/gpu/drm/card1\0ACTION=change\0" CARD
                "HOTPLUG=1\0DEVNAME=dri/card1\0",
                true),
        MESSAGE("change@/devices/gpu/drm/card1\0ACTION=change\0" CARD "HOTPLUG=1", true),
        MESSAGE("add@/devices/gpu/drm/card1\0ACTION=add\0" CARD, true),
        MESSAGE("change@/devices/gpu/drm/card1\0ACTION=change\0" CARD "LEASE=1\0", false),
        MESSAGE("remove@/devices/gpu/drm/card1\0ACTION=remove\0" CARD, false),
        MESSAGE("add@/devices/usb\0ACTION=add\0SUBSYSTEM=usb\0", false),
        MESSAGE("change@/x\0ACTION=change\0SUBSYSTEM=drmless\0HOTPLUG=1\0", false),
        MESSAGE("change@/x\0ACTION=change\0SUBSYSTEM=drm\0HOTPLUG=10\0", false),
        MESSAGE("", false),
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(monitor_is_news(cases[i].message, cases[i].length), cases[i].news);
    }
}

/* Of this machine nothing is known but that no monitor is plugged in just now. */
static void a_watch_is_quiet(void **state)
{
    (void)state;
    int fd = monitor_watch();
    if (fd < 0) {
        skip();
    }
    assert_false(monitor_heard(fd));
    close(fd);
}

static void what_is_no_card_has_nothing_to_switch(void **state)
{
    (void)state;
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    connectors_ask(nothing);
    assert_int_equal(connectors_switch(nothing, false), BACKLIGHT_ABSENT);
    assert_int_equal(connectors_switch(-1, true), BACKLIGHT_ABSENT);
    close(nothing);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(counts_sockets_and_monitors),
        CASE(the_first_of_two_is_shown_on),
        CASE(a_mode_fills_the_panel_and_is_not_too_large),
        CASE(another_monitor_has_another_print),
        cmocka_unit_test(news_of_monitors_is_told_from_other_news),
        cmocka_unit_test(a_watch_is_quiet),
        cmocka_unit_test(what_is_no_card_has_nothing_to_switch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
