#include "config_test.h"

#include "config/host.h"

#define LABEL_63 "a23456789012345678901234567890123456789012345678901234567890123"
#define NAME_251                                                                                   \
    LABEL_63 "." LABEL_63 "." LABEL_63                                                             \
             ".a2345678901234567890123456789012345678901234567890123456789"

static const struct {
    const char *text;
    bool is_address, is_possible;
} hosts[] = {
    {"192.0.2.9", true, true},
    {"2001:db8::9", true, true},
    {"::1", true, true},
    {"fe80::1%eth0", false, true},
    {"mqtt", false, true},
    {"mqtt.example", false, true},
    {"mqtt.example.", false, true},
    {"Broker-1.OSAKA.example", false, true},
    {"broker_1", false, true},
    {"1.broker", false, true},
    {"2nd", false, true},
    {"xn--eckwd4c7c.example", false, true},
    {LABEL_63, false, true},
    {NAME_251 "aa", false, true},
    {NAME_251 "aa.", false, true},
    /* Slips. */
    {"", false, false},
    {".", false, false},
    {"..", false, false},
    {".mqtt", false, false},
    {"mqtt..example", false, false},
    {"mqtt.example..", false, false},
    {"-x", false, false},
    {"x-", false, false},
    {"a.-b.c", false, false},
    {"192.0.2.999", false, false},
    {"192.0.2", false, false},
    {"192.0.2.9.", false, false},
    {"192.0.2.9.1", false, false},
    {"192.0.2.9:8883", false, false},
    {"123", false, false},
    {"fe80::1%", false, false},
    {"fe80::1%a b", false, false},
    {"192.0.2.9%eth0", false, false},
    {"2001:db8::9::1", false, false},
    {"[2001:db8::9]", false, false},
    {"mqtt://h", false, false},
    {"h/path", false, false},
    {"u:p@h", false, false},
    {" h", false, false},
    {"h ", false, false},
    {"h\n", false, false},
    {"mqtt\xEF\xBC\x8E"
     "example",
     false, false}, /* a full-width point */
    {"a" LABEL_63, false, false},
    {NAME_251 "aaa", false, false},
};

static void test_hosts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
        if (host_is_address(hosts[i].text) != hosts[i].is_address ||
            host_is_possible(hosts[i].text) != hosts[i].is_possible) {
            fail_msg("'%s'", hosts[i].text);
        }
    }
}

static void test_told(void **state)
{
    (void)state;
    assert_string_equal(host_told("u:p@h"), "");
    assert_string_equal(host_told("h:8883"), "h:8883");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hosts),
        cmocka_unit_test(test_told),
    };
    return cmocka_run_group_tests_name("config/host", tests, NULL, NULL);
}
