#include "config_test.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/moment.h"
#include "config/broker.h"
#include "config/keys.h"
#include "config/pem.h"
#include "support/certificates.h"
#include "support/folder.h"

static char folder[64];
static struct arena *arena;

/* The text of one of the files that were made. */
static const char *text_of(const char *name)
{
    char path[128];
    size_t length;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    char *text = read_file(path, &length);
    const char *kept = arena_text(arena, text);
    test_free(text);
    return kept;
}

static int open_folder(void **state)
{
    (void)state;
    folder_create(folder, sizeof folder);
    certificates_make(folder);
    arena = arena_create();
    return 0;
}

static int close_folder(void **state)
{
    (void)state;
    arena_destroy(arena);
    folder_remove(folder);
    return 0;
}

/* ---- PEM ------------------------------------------------------------------------------------ */

/* 2026-11-27 is somewhere within the 30 days of what is made; these are not. */
#define LONG_AGO INT64_C(1000000000000)
#define FAR_OFF INT64_C(4000000000000)

static const struct {
    const char *ca, *certificate, *key; /* names of files; NULL: none */
    int64_t wall_ms;                    /* 0: as it is now */
    const char *pointer, *code;         /* NULL: all is well */
} texts[] = {
    {"ca.pem", NULL, NULL, 0, NULL, NULL},
    {"ca.pem", "client.pem", "client.key", 0, NULL, NULL},
    {"ca.pem", "client.pem", "client.key", NO_TIME, NULL, NULL},
    {"ca.pem", "client.pem", "server.key", 0, "/connection/key", "pair"},
    {"ca.pem", "client.pem", "client.pem", 0, "/connection/key", "pem"},
    {"ca.pem", "client.key", "client.key", 0, "/connection/certificate", "pem"},
    {"ca.pem", "expired.pem", "expired.key", 0, "/connection/certificate", "expired"},
    {"ca.pem", "expired.pem", "expired.key", NO_TIME, NULL, NULL},
    {"client.key", NULL, NULL, 0, "/connection/ca", "pem"},
    {"ca.pem", NULL, NULL, FAR_OFF, "/connection/ca", "expired"},
    {"ca.pem", NULL, NULL, LONG_AGO, "/connection/ca", "early"},
};

static void pem_texts_are_what_they_should_be(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct faults *faults = faults_create();
        struct broker_config broker = {.pushed = true, .ca = text_of(texts[i].ca)};
        broker.certificate = texts[i].certificate ? text_of(texts[i].certificate) : NULL;
        broker.key = texts[i].key ? text_of(texts[i].key) : NULL;
        int64_t end_ms = pem_end(text_of("ca.pem"), true);
        pem_judge(&broker, texts[i].wall_ms != 0 ? texts[i].wall_ms : end_ms - 86400000, faults);
        bool right = texts[i].code == NULL
                         ? faults_count(faults) == 0
                         : faults_fatal(faults) == 1 &&
                               has_fault(faults, SEVERITY_FAULT, texts[i].pointer, texts[i].code);
        if (!right) {
            print_faults(faults);
            fail_msg("case %zu", i);
        }
        faults_destroy(faults);
    }
}

/* Cut off anywhere a text is not whole, and nothing is read behind its end. */
static void a_text_that_is_cut_off_is_no_certificate(void **state)
{
    (void)state;
    const char *whole = text_of("ca.pem");
    for (size_t length = 0; length + 10 < strlen(whole); length += 7) {
        char *part = test_malloc(length + 1);
        memcpy(part, whole, length);
        part[length] = '\0';
        struct faults *faults = faults_create();
        pem_judge(&(struct broker_config){.pushed = true, .ca = part}, NO_TIME, faults);
        assert_true(has_fault(faults, SEVERITY_FAULT, "/connection/ca", "pem"));
        faults_destroy(faults);
        test_free(part);
    }
    assert_true(pem_end("", true) == NO_TIME);
}

/* ---- Reading -------------------------------------------------------------------------------- */

static bool read_object(const char *text, struct broker_config *broker, struct faults *faults)
{
    json_t *object = json_loads(text, 0, NULL);
    assert_non_null(object);
    bool good = broker_read_pushed(broker, object, arena, faults);
    json_decref(object);
    return good;
}

static void what_is_pushed_is_read(void **state)
{
    (void)state;
    struct broker_config broker;
    struct faults *faults = faults_create();
    assert_true(read_object("{\"host\":\"mqtt.example\",\"ca\":\"-----BEGIN CERTIFICATE-----\\n\","
                            "\"username\":\"u\",\"password\":\"p\",\"keepalive_s\":30}",
                            &broker, faults));
    assert_true(broker.pushed);
    assert_string_equal(broker.host, "mqtt.example");
    assert_int_equal(broker.port, 8883);
    assert_int_equal(broker.version, 5);
    assert_int_equal(broker.keepalive_s, 30);
    assert_string_equal(broker.password, "p");
    assert_null(broker.password_file);
    struct broker_config other = broker;
    assert_true(broker_same(&broker, &other));
    other.password = "q";
    assert_false(broker_same(&broker, &other));
    assert_true(read_object("{\"host\":\"10.0.0.1\"}", &broker, faults));
    assert_int_equal(broker.port, 1883);
    assert_int_equal(faults_count(faults), 0);
    faults_destroy(faults);
}

static void no_fault_repeats_a_secret(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "{\"host\":\"h\",\"username\":\"u\",\"password\":[\"canary\"]}",
        "{\"host\":\"h\",\"username\":\"u\",\"password\":\"canary\\n\"}",
        "{\"host\":\"h\",\"username\":\"u\",\"password\":{\"canary\":1}}",
        "{\"host\":\"h\",\"ca\":\"canary\"}",
        "{\"host\":\"h\",\"key\":[\"canary\"]}",
        "{\"host\":\"h\",\"key\":\"canary\"}",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct broker_config broker;
        struct faults *faults = faults_create();
        assert_false(read_object(bad[i], &broker, faults));
        for (size_t j = 0; j < faults_count(faults); j++) {
            assert_null(strstr(faults_at(faults, j)->read, "canary"));
            assert_null(strstr(faults_at(faults, j)->message, "canary"));
        }
        faults_destroy(faults);
    }
}

/* Each but host alone: what the device file and a push say alike is read alike. */
static void both_have_the_same_words(void **state)
{
    (void)state;
    static const char *const alike[] = {"host", "port", "username", "version", "keepalive_s"};
    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++) {
        const struct key *file = NULL, *pushed = NULL;
        for (size_t j = 0; j < section_broker.count; j++) {
            file = strcmp(section_broker.keys[j].name, alike[i]) ? file : &section_broker.keys[j];
        }
        for (size_t j = 0; j < section_connection.count; j++) {
            const struct key *key = &section_connection.keys[j];
            pushed = strcmp(key->name, alike[i]) ? pushed : key;
        }
        assert_non_null(file);
        assert_non_null(pushed);
        assert_string_equal(file->help, pushed->help);
        assert_int_equal(file->type, pushed->type);
    }
    assert_int_equal(section_broker.count, section_connection.count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pem_texts_are_what_they_should_be),
        cmocka_unit_test(a_text_that_is_cut_off_is_no_certificate),
        cmocka_unit_test(what_is_pushed_is_read),
        cmocka_unit_test(no_fault_repeats_a_secret),
        cmocka_unit_test(both_have_the_same_words),
    };
    return cmocka_run_group_tests(tests, open_folder, close_folder);
}
