#include "config_test.h"

#include <stdlib.h>

#include "config/card_config.h"
#include "config/device_config.h"

#define CARD(broker, network)                                                                      \
    "{\"site\":\"s\",\"screen\":\"x\",\"broker\":{\"host\":\"h\"" broker "},\"network\":{" network \
    "}}"

/* Of Ed25519. */
#define PUBLIC_KEY "MCowBQYDK2VwAyEAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA="

#define WIFI_KEY "0123456789abcdefABCDEF01234567890123456789abcdefABCDEF0123456789"

static bool knows_zone(const char *name)
{
    return strcmp(name, "Asia/Tokyo") == 0;
}

static struct card_config *read_card(const char *text, struct faults *faults)
{
    size_t length = strlen(text);
    char *bytes = test_malloc(length + 1);
    memcpy(bytes, text, length);
    const struct card_surroundings around = {.zone_known = knows_zone};
    struct card_config *card = card_config_read(bytes, length, &around, faults);
    test_free(bytes);
    return card;
}

static struct card_config *good(const char *text)
{
    struct faults *faults = faults_create();
    struct card_config *card = read_card(text, faults);
    print_faults(faults);
    assert_non_null(card);
    assert_int_equal(faults_count(faults), 0);
    faults_destroy(faults);
    return card;
}

/* What the installer copies has nothing to be mended but what he must edit, also with Windows' ends
 * of lines and mark. */
static void test_example(void **state)
{
    (void)state;
    size_t length = 0;
    char *text = read_file("firmware/boot/wallboard.example.json", &length);
    char *windows = test_malloc(2 * length + 4);
    size_t to = 0;
    memcpy(windows, "\xEF\xBB\xBF", 3);
    to = 3;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\n') {
            windows[to++] = '\r';
        }
        windows[to++] = text[i];
    }
    windows[to] = '\0';
    struct faults *faults = faults_create();
    assert_null(read_card(windows, faults));
    assert_int_equal(faults_count(faults), 1);
    assert_string_equal(faults_at(faults, 0)->pointer, "/broker/host");
    faults_destroy(faults);
    memcpy(strstr(windows, "\"secret\""), "\"edited\"", strlen("\"edited\""));
    struct card_config *card = good(windows);
    assert_string_equal(card->screen, "floor-2-east");
    assert_string_equal(card->groups.ids[0], "floor-2");
    assert_string_equal(card->broker.password, "edited");
    card_config_destroy(card);
    card_config_destroy(NULL);
    test_free(windows);
    test_free(text);
}

/* What is written is read again by the reader of the device file, and holds no password. */
static void test_device(void **state)
{
    (void)state;
    struct card_config *card =
        good("{\"site\":\"s\",\"screen\":\"x\",\"groups\":[\"a\",\"b\"],\"zone\":\"Asia/"
             "Tokyo\",\"broker\":{\"host\":\"h\","
             "\"port\":18883,\"ca\":\"Company Root.crt\",\"certificate\":\"c\",\"key\":\"k\","
             "\"username\":\"u\",\"password\":\"hush \\\"\"},"
             "\"network\":{},\"keys\":{\"2026a\":{\"public_key\":\"" PUBLIC_KEY "\"}}}");
    char *text = card_device_text(card);
    assert_null(strstr(text, "hush"));
    struct faults *faults = faults_create();
    struct device_config *device = device_config_read(text, strlen(text), "/etc/wallboard", faults);
    print_faults(faults);
    assert_non_null(device);
    assert_int_equal(faults_count(faults), 0);
    assert_string_equal(device->site, "s");
    assert_string_equal(device->screen, "x");
    assert_int_equal(device->group_count, 2);
    assert_string_equal(device->groups[1], "b");
    assert_string_equal(device->zone, "Asia/Tokyo");
    assert_int_equal(device->broker.port, 18883);
    assert_int_equal(device->key_count, 1);
    assert_string_equal(device->keys[0].id, "2026a");
    assert_string_equal(device->broker.ca, "/etc/wallboard/ca.pem");
    assert_string_equal(device->broker.certificate, "/etc/wallboard/certificate.pem");
    assert_string_equal(device->broker.key, "/etc/wallboard/key.pem");
    assert_string_equal(device->broker.username, "u");
    assert_string_equal(device->broker.password_file, "/etc/wallboard/password");
    device_config_destroy(device);
    faults_destroy(faults);
    free(text);
    card_config_destroy(card);
}

typedef char *text_of(const struct card_config *card);

static const struct {
    const char *network;
    text_of *text;
    const char *expected; /* NULL: there is no such file */
    const char *absent;
} texts[] = {
    {"", card_network_text, "[Match]\nType=ether\n", "Address="},
    {"", card_network_text, "DHCP=yes\n", "Gateway="},
    {"", card_netdev_text, NULL, NULL},
    {"", card_link_text, NULL, NULL},
    {"", card_supplicant_text, NULL, NULL},
    {"", card_time_text, NULL, NULL},
    {"\"address\":\"192.0.2.7/24\",\"gateway\":\"192.0.2.1\",\"name_servers\":\"192.0.2.53 "
     "2001:db8::1\"",
     card_network_text, "Address=192.0.2.7/24\nGateway=192.0.2.1\nDNS=192.0.2.53 2001:db8::1\n",
     "DHCP=yes"},
    {"\"time_servers\":\"ntp-1.example 192.0.2.9\"", card_time_text,
     "[Time]\nNTP=ntp-1.example 192.0.2.9\n", "FallbackNTP"},
    {"\"vlan\":12", card_network_text, "[Match]\nName=wallboard\n", "Type=ether"},
    {"\"vlan\":12", card_netdev_text, "Kind=vlan\n\n[VLAN]\nId=12\n", "13"},
    {"\"vlan\":12", card_link_text, "Type=ether\n\n[Network]\nVLAN=wallboard\n", "DHCP"},
    {"\"wifi\":{\"name\":\"a\\\"\xE9\x9B\xBB\",\"password\":\"eight\\\"ch\",\"country\":\"JP\"}",
     card_supplicant_text, "country=JP\nnetwork={\n    ssid=6122e99bbb\n", "ap_scan"},
    {"\"wifi\":{\"name\":\"a\",\"password\":\"eight\\\"ch\",\"country\":\"JP\"}",
     card_supplicant_text, "    psk=\"eight\"ch\"\n", "NONE"},
    {"\"wifi\":{\"name\":\"a\",\"password\":\"" WIFI_KEY "\",\"country\":\"JP\"}",
     card_supplicant_text, "    psk=" WIFI_KEY "\n", "SAE"},
    {"\"wifi\":{\"name\":\"a\",\"country\":\"JP\"}", card_supplicant_text, "key_mgmt=NONE", "psk"},
    {"\"wifi\":{\"name\":\"a\",\"country\":\"JP\"}", card_network_text, "Type=wlan", "ether"},
    {"\"login\":{\"identity\":\"wall\",\"password\":\"p\",\"ca\":\"net.pem\"}",
     card_supplicant_text,
     "key_mgmt=IEEE8021X\n    eap=PEAP\n    identity=\"wall\"\n"
     "    ca_cert=\"/etc/wallboard/login.pem\"\n    phase1=\"tls_disable_time_checks=1\"\n    "
     "password=\"p\"\n",
     "country"},
    {"\"login\":{\"identity\":\"wall\",\"ca\":\"n\",\"certificate\":\"c\",\"key\":\"k\"}",
     card_supplicant_text,
     "    eap=TLS\n    identity=\"wall\"\n    ca_cert=\"/etc/wallboard/login.pem\"\n"
     "    phase1=\"tls_disable_time_checks=1\"\n"
     "    client_cert=\"/etc/wallboard/login-certificate.pem\"\n"
     "    private_key=\"/etc/wallboard/login-key.pem\"\n",
     "password"},
    {"\"wifi\":{\"name\":\"a\",\"country\":\"JP\"},"
     "\"login\":{\"identity\":\"w\",\"ca\":\"n\",\"certificate\":\"c\",\"key\":\"k\"}",
     card_supplicant_text, "    key_mgmt=WPA-EAP WPA-EAP-SHA256\n    ieee80211w=1\n    eap=TLS\n",
     "PSK"},
    {"\"login\":{\"identity\":\"w\",\"ca\":\"n\",\"server\":\"radius.example\",\"password\":\"p\"}",
     card_supplicant_text, "    domain_suffix_match=\"radius.example\"\n", "country"},
};

static void test_texts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char json[512];
        snprintf(json, sizeof json, CARD("", "%s"), texts[i].network);
        struct card_config *card = good(json);
        char *text = texts[i].text(card);
        if (texts[i].expected == NULL) {
            assert_null(text);
        } else {
            assert_non_null(text);
            if (strstr(text, texts[i].expected) == NULL || strstr(text, texts[i].absent) != NULL) {
                fail_msg("%s\ngave\n%s", texts[i].network, text);
            }
        }
        free(text);
        card_config_destroy(card);
    }
}

#define HOST(host)                                                                                 \
    "{\"site\":\"s\",\"screen\":\"x\",\"broker\":{\"host\":\"" host "\"},\"network\":{}}"

#define LOGIN(proof) "\"login\":{\"identity\":\"w\",\"ca\":\"n\"" proof "}"

static const struct {
    const char *text, *pointer;
} refused[] = {
    {"{}", "/network"},
    {"{\"site\":\"s\",\"screen\":\"x\",\"network\":{}}", "/broker"},
    {CARD(",\"ca\":\"../ca.pem\"", ""), "/broker/ca"},
    {CARD(",\"ca\":\".pem\"", ""), "/broker/ca"},
    {CARD(",\"ca\":\"ca.pem\",\"certificate\":\"c/c\",\"key\":\"k\"", ""), "/broker/certificate"},
    {CARD(",\"ca\":\"ca.pem\",\"certificate\":\"c\",\"key\":\"/k\"", ""), "/broker/key"},
    {CARD(",\"ca\":\"ca.pem\",\"certificate\":\"c\"", ""), "/broker/key"},
    {CARD(",\"ca\":\"ca.pem\",\"key\":\"k\"", ""), "/broker/certificate"},
    {CARD(",\"certificate\":\"c\",\"key\":\"k\"", ""), "/broker/ca"},
    {CARD(",\"password\":\"p\"", ""), "/broker/username"},
    {CARD(",\"pasword\":\"p\"", ""), "/broker/pasword"},
    {CARD("", "\"address\":\"192.0.2.7\""), "/network/address"},
    {CARD("", "\"address\":\"192.0.2.7/33\""), "/network/address"},
    {CARD("", "\"address\":\"192.0.2.7/\""), "/network/address"},
    {CARD("", "\"address\":\"192.0.2.256/24\""), "/network/address"},
    {CARD("", "\"address\":\"2001:db8::7/129\""), "/network/address"},
    {CARD("", "\"address\":\"192.0.2.0/24\""), "/network/address"},
    {CARD("", "\"address\":\"192.0.2.255/24\""), "/network/address"},
    {CARD("", "\"address\":\"192.0.2.127/25\""), "/network/address"},
    {CARD("", "\"address\":\"192.0.2.7/0\""), "/network/address"},
    {CARD("", "\"address\":\"2001:db8::/64\""), "/network/address"},
    {CARD("", "\"address\":\"192.0.2.7/024\""), "/network/address"},
    {CARD("", "\"address\":\"0.0.0.7/24\""), "/network/address"},
    {CARD("", "\"address\":\"127.0.0.1/8\""), "/network/address"},
    {CARD("", "\"address\":\"224.0.0.5/24\""), "/network/address"},
    {CARD("", "\"address\":\"255.255.255.255/32\""), "/network/address"},
    {CARD("", "\"address\":\"::1/128\""), "/network/address"},
    {CARD("", "\"address\":\"ff02::1/64\""), "/network/address"},
    {CARD("", "\"address\":\"192.0.2.7/24\",\"gateway\":\"192.0.2.255\""), "/network/gateway"},
    {CARD("", "\"address\":\"192.0.2.7/24\",\"gateway\":\"192.0.2.0\""), "/network/gateway"},
    {CARD("", "\"gateway\":\"192.0.2.1\""), "/network/gateway"},
    {CARD("", "\"address\":\"192.0.2.7/24\",\"gateway\":\"router\""), "/network/gateway"},
    {CARD("", "\"address\":\"192.0.2.7/24\",\"gateway\":\"192.0.3.1\""), "/network/gateway"},
    {CARD("", "\"address\":\"192.0.2.7/25\",\"gateway\":\"192.0.2.129\""), "/network/gateway"},
    {CARD("", "\"address\":\"192.0.2.7/24\",\"gateway\":\"192.0.2.7\""), "/network/gateway"},
    {CARD("", "\"address\":\"192.0.2.7/24\",\"gateway\":\"2001:db8::1\""), "/network/gateway"},
    {HOST("mqtt://h"), "/broker/host"},
    {HOST("h:8883"), "/broker/host"},
    {HOST(" h"), "/broker/host"},
    {HOST("192.0.2.999"), "/broker/host"},
    {HOST("mqtt.example\",\"username\":\"u\",\"password\":\"secret"), "/broker/host"},
    {CARD("", "\"name_servers\":\"192.0.2.53;reboot\""), "/network/name_servers"},
    {CARD("", "\"time_servers\":\"a,b\""), "/network/time_servers"},
    {CARD("", "\"time_servers\":\"a\\nb\""), "/network/time_servers"},
    {CARD("", "\"time_servers\":\"ntp.example 192.0.2.300\""), "/network/time_servers"},
    {"{\"site\":\"s\",\"screen\":\"x\",\"zone\":\"Asia/Tokio\",\"network\":{}}", "/zone"},
    {CARD("", "\"vlan\":0"), "/network/vlan"},
    {CARD("", "\"vlan\":4095"), "/network/vlan"},
    {CARD("", "\"vlan\":5,\"wifi\":{\"name\":\"a\",\"country\":\"JP\"}"), "/network/vlan"},
    {CARD("", "\"wifi\":{\"name\":\"a\"}"), "/network/wifi/country"},
    {CARD("", "\"wifi\":{\"name\":\"a\",\"country\":\"jp\"}"), "/network/wifi/country"},
    {CARD("", "\"wifi\":{\"name\":\"a\",\"country\":\"JP\",\"password\":\"short\"}"),
     "/network/wifi/password"},
    {CARD("", "\"wifi\":{\"name\":\"a\",\"country\":\"JP\",\"password\":\"x" WIFI_KEY "\"}"),
     "/network/wifi/password"},
    {CARD("", "\"wifi\":{\"name\":\"123456789012345678901234567890123\",\"country\":\"JP\"}"),
     "/network/wifi/name"},
    {CARD("", "\"login\":{\"identity\":\"w\",\"password\":\"p\"}"), "/network/login/ca"},
    {CARD("", LOGIN("")), "/network/login/password"},
    {CARD("", LOGIN(",\"password\":\"p\",\"server\":\"a b\"")), "/network/login/server"},
    {CARD("", LOGIN(",\"password\":\"p\",\"server\":\"2001:db8::1\"")), "/network/login/server"},
    {CARD("", LOGIN(",\"password\":\"p\",\"certificate\":\"c\",\"key\":\"k\"")),
     "/network/login/password"},
    {CARD("", LOGIN(",\"certificate\":\"c\"")), "/network/login/key"},
    {CARD("", LOGIN(",\"key\":\"k\"")), "/network/login/certificate"},
    {CARD("", LOGIN(",\"certificate\":\"c\",\"key\":\"../k\"")), "/network/login/key"},
    {CARD("", LOGIN(",\"certificate\":\"/c\",\"key\":\"k\"")), "/network/login/certificate"},
    {CARD("", "\"login\":{\"identity\":\"\xE9\x9B\xBB\",\"password\":\"p\",\"ca\":\"c\"}"),
     "/network/login/identity"},
};

static void test_taken(void **state)
{
    (void)state;
    static const char *const taken[] = {
        HOST("2001:db8::9"),
        HOST("192.0.2.9"),
        HOST("mqtt.example\",\"username\":\"u\",\"password\":\"another"),
        CARD("", "\"address\":\"192.0.2.7/25\",\"gateway\":\"192.0.2.126\""),
        CARD("", "\"time_servers\":\" ntp.example \",\"name_servers\":\" 192.0.2.53  192.0.2.54\""),
        CARD("", "\"address\":\"192.0.2.255/23\""),
        CARD("", "\"address\":\"192.0.2.0/31\""),
        CARD("", "\"address\":\"192.0.2.255/32\""),
        CARD("", "\"address\":\"2001:db8::ffff:ffff:ffff:ffff/64\""),
        CARD("", "\"address\":\"10.1.2.3/8\",\"gateway\":\"10.200.0.1\""),
        CARD("", "\"address\":\"2001:db8::7/64\",\"gateway\":\"2001:db8::1\""),
        CARD("", "\"address\":\"2001:db8::7/64\",\"gateway\":\"fe80::1\""),
    };
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
        struct faults *faults = faults_create();
        struct card_config *card = read_card(taken[i], faults);
        assert_non_null(card);
        card_config_destroy(card);
        faults_destroy(faults);
    }
}

static void test_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct faults *faults = faults_create();
        assert_null(read_card(refused[i].text, faults));
        bool found = false;
        for (size_t k = 0; k < faults_count(faults); k++) {
            found = found || strcmp(faults_at(faults, k)->pointer, refused[i].pointer) == 0;
        }
        if (!found) {
            print_faults(faults);
            fail_msg("no fault at %s: %s", refused[i].pointer, refused[i].text);
        }
        faults_destroy(faults);
    }
}

/* Whatever is wrong, the passwords are not in what is said of it, wherever they were written. */
static void test_no_secret_told(void **state)
{
    (void)state;
    static const char *const cards[] = {
        CARD("", "\"wifi\":{\"name\":\"a\",\"country\":\"JP\",\"password\":\"hush\"}"),
        CARD("", "\"time_servers\":\"u:hush@ntp.example\""),
        CARD(",\"ca\":\"a/hush\"", ""),
        HOST("u:hush@h"),
        CARD("", "\"login\":{\"identity\":\"-----BEGIN PRIVATE KEY-----\\nhush\",\"ca\":\"n\","
                 "\"password\":\"p\"}"),
    };
    for (size_t i = 0; i < sizeof cards / sizeof *cards; i++) {
        struct faults *faults = faults_create();
        assert_null(read_card(cards[i], faults));
        for (size_t k = 0; k < faults_count(faults); k++) {
            const struct fault *fault = faults_at(faults, k);
            assert_null(strstr(fault->read, "hush"));
            assert_null(strstr(fault->message, "hush"));
        }
        faults_destroy(faults);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_example), cmocka_unit_test(test_device),
        cmocka_unit_test(test_texts),   cmocka_unit_test(test_refused),
        cmocka_unit_test(test_taken),   cmocka_unit_test(test_no_secret_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
