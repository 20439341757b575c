/* What the installer's list makes of every state of the link, and what it says of it. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "view/checks.h"

/* 2026-11-18T05:32:00Z */
#define NOW_MS INT64_C(1794979920000)

static struct facts facts;
static const struct board_config config = {.zone = "Asia/Tokyo", .display = {.diagonal_inch = 55}};

static int32_t nine_hours(const struct zone *zone, int64_t utc_s)
{
    (void)zone;
    (void)utc_s;
    return 9 * 3600;
}

static int32_t minus_three_and_a_half(const struct zone *zone, int64_t utc_s)
{
    (void)zone;
    (void)utc_s;
    return -(3 * 3600 + 1800);
}

static const struct zone tokyo = {nine_hours}, newfoundland = {minus_three_and_a_half};
static struct checks checks;

static int begin(void **state)
{
    (void)state;
    facts = (struct facts){.site = "osaka",
                           .screen = "floor-2",
                           .driver = "KMSDRM",
                           .width = 1920,
                           .height = 1080,
                           .network = NETWORK_UP,
                           .interface = "eth0",
                           .address = "192.0.2.7",
                           .host = "mqtt.example",
                           .port = 8883,
                           .tls = true,
                           .alone = true,
                           .link = LINK_UP};
    checks = (struct checks){
        .facts = &facts, .config = &config, .zone = &tokyo, .wall_ms = NOW_MS, .clock_good = true};
    return 0;
}

static const char *said(enum check check, enum language language)
{
    static char text[CHECK_TEXT_BYTES];
    check_text(text, &checks, check, language);
    return text;
}

static void all_is_well(void **state)
{
    (void)state;
    static const char *const texts[CHECK_COUNT] = {
        [CHECK_PANEL] = "1920×1080 · 55 inch · KMSDRM",
        [CHECK_FILES] = "device.json and board.json are read",
        [CHECK_NETWORK] = "eth0 · 192.0.2.7",
        [CHECK_NAME_SERVICE] = "mqtt.example is found",
        [CHECK_BROKER] = "Connected to mqtt.example:8883",
        [CHECK_TLS] = "The certificate is accepted",
        [CHECK_CLOCK] = "2026-11-18 14:32 Asia/Tokyo (UTC+9) · trusted",
        [CHECK_SCREEN_NAME] = "floor-2 is this screen alone",
    };
    for (int check = 0; check < CHECK_COUNT; check++) {
        assert_int_equal(check_result(&checks, (enum check)check), CHECK_PASSED);
        assert_string_equal(said((enum check)check, LANGUAGE_EN), texts[check]);
    }
}

static void each_state_of_the_link(void **state)
{
    (void)state;
    static const struct {
        enum link_state link;
        enum check_result name, broker, tls, screen_name;
    } cases[] = {
        {LINK_NONE, CHECK_UNKNOWN, CHECK_UNKNOWN, CHECK_UNKNOWN, CHECK_UNKNOWN},
        {LINK_CONNECTING, CHECK_PENDING, CHECK_PENDING, CHECK_PENDING, CHECK_UNKNOWN},
        {LINK_UP, CHECK_PASSED, CHECK_PASSED, CHECK_PASSED, CHECK_PASSED},
        {LINK_LOST, CHECK_PASSED, CHECK_FAILED, CHECK_UNKNOWN, CHECK_UNKNOWN},
        {LINK_REFUSED, CHECK_PASSED, CHECK_FAILED, CHECK_PASSED, CHECK_UNKNOWN},
        {LINK_TLS, CHECK_PASSED, CHECK_UNKNOWN, CHECK_FAILED, CHECK_UNKNOWN},
        {LINK_NAME, CHECK_FAILED, CHECK_UNKNOWN, CHECK_UNKNOWN, CHECK_UNKNOWN},
        {LINK_DUPLICATE, CHECK_PASSED, CHECK_PASSED, CHECK_PASSED, CHECK_FAILED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        facts.link = cases[i].link;
        assert_int_equal(check_result(&checks, CHECK_NAME_SERVICE), cases[i].name);
        assert_int_equal(check_result(&checks, CHECK_BROKER), cases[i].broker);
        assert_int_equal(check_result(&checks, CHECK_TLS), cases[i].tls);
        assert_int_equal(check_result(&checks, CHECK_SCREEN_NAME), cases[i].screen_name);
    }
}

/* What failed is said with what was read and what to do. */
static void what_fails_says_what_to_do(void **state)
{
    (void)state;
    facts.link = LINK_NAME;
    assert_string_equal(said(CHECK_NAME_SERVICE, LANGUAGE_JA),
                        "配信サーバー名が見つかりません: mqtt.example —\u00a0DNS を確認");
    facts.link = LINK_LOST;
    strcpy(facts.reason, "Connection refused");
    assert_string_equal(said(CHECK_BROKER, LANGUAGE_EN),
                        "mqtt.example:8883 (Connection refused) does not answer —\u00a0check "
                        "address and port");
    facts.link = LINK_TLS;
    strcpy(facts.reason, "TLS failed");
    assert_non_null(strstr(said(CHECK_TLS, LANGUAGE_EN), "TLS failed"));
    facts.link = LINK_DUPLICATE;
    assert_non_null(strstr(said(CHECK_SCREEN_NAME, LANGUAGE_EN), "'screen'"));
    strcpy(facts.fault, "board.json: No such file");
    assert_int_equal(check_result(&checks, CHECK_FILES), CHECK_FAILED);
    assert_string_equal(said(CHECK_FILES, LANGUAGE_EN),
                        "board.json: No such file —\u00a0correct the file");
    facts.height = 480;
    assert_int_equal(check_result(&checks, CHECK_PANEL), CHECK_FAILED);
    checks.clock_good = false;
    assert_int_equal(check_result(&checks, CHECK_CLOCK), CHECK_FAILED);
    assert_non_null(strstr(said(CHECK_CLOCK, LANGUAGE_EN), "NTP"));
}

static void each_state_of_the_network(void **state)
{
    (void)state;
    static const struct {
        enum network_state network;
        enum check_result result;
        const char *text;
    } cases[] = {
        {NETWORK_UNKNOWN, CHECK_UNKNOWN, "After those above"},
        {NETWORK_DOWN, CHECK_FAILED, "No link —\u00a0check the cable or Wi-Fi"},
        {NETWORK_BARE, CHECK_FAILED, "eth0 has no address —\u00a0check DHCP"},
    };
    facts.address[0] = '\0';
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        facts.network = cases[i].network;
        assert_int_equal(check_result(&checks, CHECK_NETWORK), cases[i].result);
        assert_string_equal(said(CHECK_NETWORK, LANGUAGE_EN), cases[i].text);
    }
}

/* What is not configured is no fault; what nobody asked is not known. */
static void what_is_not_used(void **state)
{
    (void)state;
    static const char *const numbers[] = {"192.0.2.1", "2001:db8::1"};
    facts.tls = false;
    assert_int_equal(check_result(&checks, CHECK_TLS), CHECK_UNUSED);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        strcpy(facts.host, numbers[i]);
        assert_int_equal(check_result(&checks, CHECK_NAME_SERVICE), CHECK_UNUSED);
    }
    facts.link = LINK_NONE;
    facts.screen[0] = '\0';
    assert_int_equal(check_result(&checks, CHECK_FILES), CHECK_UNKNOWN);
    assert_string_equal(said(CHECK_BROKER, LANGUAGE_EN), "Not asked yet");
}

static void another_of_the_name_speaks_within_a_minute(void **state)
{
    (void)state;
    facts.alone = false;
    assert_int_equal(check_result(&checks, CHECK_SCREEN_NAME), CHECK_PENDING);
    assert_string_equal(said(CHECK_SCREEN_NAME, LANGUAGE_EN),
                        "Listening a minute for another floor-2");
}

static void zones_west_of_greenwich(void **state)
{
    (void)state;
    char text[CHECK_CLOCK_BYTES];
    checks.zone = &newfoundland;
    check_clock(text, &checks);
    assert_string_equal(text, "2026-11-18 2:02 Asia/Tokyo (UTC-3:30)");
}

/* Results are told apart without colour. */
static void each_result_has_its_shape_and_word(void **state)
{
    (void)state;
    for (int a = 0; a < CHECK_RESULTS; a++) {
        for (int b = 0; b < a; b++) {
            assert_int_not_equal(check_shape((enum check_result)a),
                                 check_shape((enum check_result)b));
            for (int language = 0; language < LANGUAGE_COUNT; language++) {
                assert_string_not_equal(check_word((enum check_result)a, (enum language)language),
                                        check_word((enum check_result)b, (enum language)language));
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(all_is_well, begin),
        cmocka_unit_test_setup(each_state_of_the_link, begin),
        cmocka_unit_test_setup(what_fails_says_what_to_do, begin),
        cmocka_unit_test_setup(each_state_of_the_network, begin),
        cmocka_unit_test_setup(what_is_not_used, begin),
        cmocka_unit_test_setup(another_of_the_name_speaks_within_a_minute, begin),
        cmocka_unit_test_setup(zones_west_of_greenwich, begin),
        cmocka_unit_test_setup(each_result_has_its_shape_and_word, begin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
