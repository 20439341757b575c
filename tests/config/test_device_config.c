#include "config_test.h"

#include "config/device_config.h"

#define DEVICE(broker) "{\"broker\":{\"host\":\"h\"" broker "},\"site\":\"s\",\"screen\":\"x\"}"

#define KEYS(keys) "{\"broker\":{\"host\":\"h\"},\"site\":\"s\",\"screen\":\"x\",\"keys\":" keys "}"

/* Of Ed25519 and of X25519, of as many bytes. */
#define PUBLIC_KEY "MCowBQYDK2VwAyEAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA="
#define OTHER_KIND "MCowBQYDK2VuAyEAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA="

static struct device_config *read_device(const char *text, struct faults *faults)
{
    size_t length = strlen(text);
    char *bytes = test_malloc(length + 1);
    memcpy(bytes, text, length);
    struct device_config *config = device_config_read(bytes, length, "/etc/wallboard", faults);
    test_free(bytes);
    return config;
}

static struct device_config *good(const char *text, size_t warnings)
{
    struct faults *faults = faults_create();
    struct device_config *config = read_device(text, faults);
    print_faults(faults);
    assert_non_null(config);
    assert_int_equal(faults_count(faults), warnings);
    faults_destroy(faults);
    return config;
}

static void test_example(void **state)
{
    (void)state;
    size_t length;
    char *text = read_file("config/device.example.json", &length);
    struct device_config *config = good(text, 0);
    test_free(text);
    assert_string_equal(config->broker.host, "mqtt.example");
    assert_int_equal(config->broker.port, 8883);
    assert_string_equal(config->broker.ca, "/etc/wallboard/ca.pem");
    assert_string_equal(config->broker.username, "floor-2-east");
    assert_string_equal(config->broker.password_file, "/etc/wallboard/password");
    assert_null(config->broker.certificate);
    assert_int_equal(config->broker.version, 5);
    assert_int_equal(config->broker.keepalive_s, 15);
    assert_string_equal(config->site, "osaka");
    assert_string_equal(config->screen, "floor-2-east");
    assert_int_equal(config->group_count, 1);
    assert_string_equal(config->groups[0], "floor-2");
    assert_int_equal(config->clock, CLOCK_AUTO);
    device_config_destroy(config);
    device_config_destroy(NULL);
}

static void test_plain(void **state)
{
    (void)state;
    struct device_config *config = good(DEVICE(""), 0);
    assert_int_equal(config->broker.port, 1883);
    assert_null(config->broker.ca);
    assert_int_equal(config->group_count, 0);
    device_config_destroy(config);
}

static void test_all_keys(void **state)
{
    (void)state;
    struct device_config *config =
        good("{\"broker\":{\"host\":\"10.0.0.1\",\"port\":18883,\"ca\":\"/ca.pem\","
             "\"certificate\":\"c.pem\",\"key\":\"keys/k.pem\",\"version\":3,\"keepalive_s\":600},"
             "\"site\":\"s\",\"screen\":\"x\",\"groups\":[\"a\",\"b\"],\"clock\":\"doubted\"}",
             0);
    assert_int_equal(config->broker.port, 18883);
    assert_string_equal(config->broker.ca, "/ca.pem");
    assert_string_equal(config->broker.certificate, "/etc/wallboard/c.pem");
    assert_string_equal(config->broker.key, "/etc/wallboard/keys/k.pem");
    assert_int_equal(config->broker.version, 3);
    assert_int_equal(config->broker.keepalive_s, 600);
    assert_string_equal(config->groups[1], "b");
    assert_int_equal(config->clock, CLOCK_DOUBTED);
    device_config_destroy(config);
}

static void test_keys(void **state)
{
    (void)state;
    struct device_config *config =
        good(KEYS("{\"2026a\":{\"public_key\":\"" PUBLIC_KEY "\",\"revoked\":true},"
                  "\"2026b\":{\"public_key\":\"" PUBLIC_KEY "\"}}"),
             0);
    assert_int_equal(config->key_count, 2);
    assert_string_equal(config->keys[0].id, "2026a");
    assert_true(config->keys[0].revoked);
    assert_false(config->keys[1].revoked);
    assert_int_equal(config->keys[1].public_key.length, PUBLIC_KEY_BYTES);
    for (size_t i = 0; i < PUBLIC_KEY_BYTES; i++) {
        assert_int_equal(config->keys[1].public_key.bytes[i], i + 1);
    }
    device_config_destroy(config);
}

static void test_warning(void **state)
{
    (void)state;
    device_config_destroy(good(DEVICE(",\"port\":8883"), 1));
}

struct bad {
    const char *document, *pointer, *code;
};

static const struct bad bad_devices[] = {
    {"", "", "not-json"},
    {"[]", "", "type"},
    {"{\"site\":\"s\",\"screen\":\"x\"}", "/broker", "missing"},
    {"{\"broker\":\"h\",\"site\":\"s\",\"screen\":\"x\"}", "/broker", "type"},
    {"{\"broker\":{},\"site\":\"s\",\"screen\":\"x\"}", "/broker/host", "missing"},
    {"{\"broker\":{\"host\":\"\"},\"site\":\"s\",\"screen\":\"x\"}", "/broker/host", "text"},
    {"{\"broker\":{\"host\":\"h\"},\"screen\":\"x\"}", "/site", "missing"},
    {"{\"broker\":{\"host\":\"h\"},\"site\":\"s\"}", "/screen", "missing"},
    {"{\"broker\":{\"host\":\"h\"},\"site\":\"Osaka\",\"screen\":\"x\"}", "/site", "id"},
    {"{\"broker\":{\"host\":\"h\"},\"site\":\"s\",\"screen\":\"a/b\"}", "/screen", "id"},
    {"{\"broker\":{\"host\":\"h\"},\"site\":\"s\",\"screen\":\"#\"}", "/screen", "id"},
    {"{\"broker\":{\"host\":\"h\"},\"site\":\"s\",\"screen\":\"x\",\"groups\":\"a\"}", "/groups",
     "type"},
    {"{\"broker\":{\"host\":\"h\"},\"site\":\"s\",\"screen\":\"x\",\"groups\":[\"a\",\"a\"]}",
     "/groups/1", "duplicate"},
    {"{\"broker\":{\"host\":\"h\"},\"site\":\"s\",\"screen\":\"x\",\"group\":[]}", "/group",
     "unknown-key"},
    {"{\"broker\":{\"host\":\"h\"},\"site\":\"s\",\"screen\":\"x\",\"clock\":\"ntp\"}", "/clock",
     "word"},
    {KEYS("{\"a\":{}}"), "/keys/a/public_key", "missing"},
    {KEYS("{\"A\":{\"public_key\":\"" PUBLIC_KEY "\"}}"), "/keys/A", "id"},
    {KEYS("{\"a\":{\"public_key\":\"ca.pem\"}}"), "/keys/a/public_key", "base64"},
    {KEYS("{\"a\":{\"public_key\":\"" OTHER_KIND "\"}}"), "/keys/a/public_key", "public-key"},
    {KEYS("{\"a\":{\"public_key\":\"" PUBLIC_KEY "\",\"revoked\":1}}"), "/keys/a/revoked", "type"},
    {DEVICE(",\"port\":0"), "/broker/port", "range"},
    {DEVICE(",\"port\":65536"), "/broker/port", "range"},
    {DEVICE(",\"port\":\"1883\""), "/broker/port", "type"},
    {DEVICE(",\"password\":\"x\""), "/broker/password", "unknown-key"},
    {DEVICE(",\"version\":4"), "/broker/version", "range"},
    {DEVICE(",\"version\":3.1"), "/broker/version", "type"},
    {DEVICE(",\"keepalive_s\":4"), "/broker/keepalive_s", "range"},
    {DEVICE(",\"ca\":\"a\",\"certificate\":\"c\""), "/broker/key", "pair"},
    {DEVICE(",\"ca\":\"a\",\"key\":\"k\""), "/broker/certificate", "pair"},
    {DEVICE(",\"certificate\":\"c\",\"key\":\"k\""), "/broker/ca", "missing"},
    {DEVICE(",\"password_file\":\"p\""), "/broker/username", "pair"},
};

static void test_bad_devices(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad_devices / sizeof *bad_devices; i++) {
        struct faults *faults = faults_create();
        struct device_config *config = read_device(bad_devices[i].document, faults);
        if (config || faults_fatal(faults) != 1 ||
            !has_fault(faults, SEVERITY_FAULT, bad_devices[i].pointer, bad_devices[i].code)) {
            print_faults(faults);
            fail_msg("%s", bad_devices[i].document);
        }
        faults_destroy(faults);
    }
}

/* Faults go into logs, and what somebody took for the public key may be the private one. */
static void test_keys_are_not_repeated(void **state)
{
    (void)state;
    static const char pasted[] = "MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";
    char document[512];
    snprintf(document, sizeof document, KEYS("{\"a\":{\"public_key\":\"%s\"}}"), pasted);
    struct faults *faults = faults_create();
    assert_null(read_device(document, faults));
    assert_int_equal(faults_fatal(faults), 1);
    const struct fault *fault = faults_at(faults, 0);
    assert_string_equal(fault->code, "base64");
    assert_string_equal(fault->read, "text of 64 characters");
    assert_null(strstr(fault->message, "MC4C"));
    faults_destroy(faults);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_example),
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_all_keys),
        cmocka_unit_test(test_warning),
        cmocka_unit_test(test_bad_devices),
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_keys_are_not_repeated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
