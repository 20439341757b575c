/*
 * What a screen whose device file names keys makes of what is pushed: every way in which a
 * signature can be wrong, every bit of a right one, and what is stored when a key is revoked.
 */

#include "pushed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <openssl/evp.h>

#include "base/log.h"
#include "config/catalogue_file.h"
#include "config/sealed.h"
#include "device/files.h"
#include "support/folder.h"

#define WALL_MS INT64_C(1795000000000) /* 2026-11-18T11:06:40Z */
#define TEXT_ROOM 4096

/* ---- Keys ------------------------------------------------------------------------------------ */

enum { OLD, NEW, KEYS, STRANGER = KEYS, ALL_KEYS };

static const char *const key_ids[] = {"2026a", "2026b", "2026c"};
static EVP_PKEY *pairs[ALL_KEYS];
static unsigned char publics[ALL_KEYS][PUBLIC_KEY_BYTES];

static struct arena *catalogue_arena;
static const struct catalogue *catalogue;

static int open_keys(void **state)
{
    (void)state;
    log_set_level(LOG_ERROR);
    for (int i = 0; i < ALL_KEYS; i++) {
        size_t length = PUBLIC_KEY_BYTES;
        pairs[i] = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
        if (pairs[i] == NULL || EVP_PKEY_get_raw_public_key(pairs[i], publics[i], &length) != 1) {
            return -1;
        }
    }
    struct faults *faults = faults_create();
    catalogue_arena = arena_create();
    catalogue = catalogue_built_in(catalogue_arena, faults);
    faults_destroy(faults);
    return catalogue != NULL ? 0 : -1;
}

static int close_keys(void **state)
{
    (void)state;
    for (int i = 0; i < ALL_KEYS; i++) {
        EVP_PKEY_free(pairs[i]);
    }
    arena_destroy(catalogue_arena);
    return 0;
}

static void sign_bytes(int key, const char *message, char to[TEXT_ROOM])
{
    unsigned char signature[SIGNATURE_BYTES];
    size_t length = sizeof signature;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    assert_int_equal(EVP_DigestSignInit(context, NULL, NULL, NULL, pairs[key]), 1);
    assert_int_equal(EVP_DigestSign(context, signature, &length, (const unsigned char *)message,
                                    strlen(message)),
                     1);
    EVP_MD_CTX_free(context);
    EVP_EncodeBlock((unsigned char *)to, signature, SIGNATURE_BYTES);
}

/* {"key":<id>,"signature":<of `signed_text`>,"signed":<envelope>} */
static void seal_apart(char to[TEXT_ROOM], const char *id, int key, const char *signed_text,
                       const char *envelope)
{
    char signature[TEXT_ROOM], text[TEXT_ROOM];
    sign_bytes(key, signed_text, signature);
    EVP_EncodeBlock((unsigned char *)text, (const unsigned char *)envelope, (int)strlen(envelope));
    snprintf(to, TEXT_ROOM, "{\"key\":\"%s\",\"signature\":\"%.100s\",\"signed\":\"%.3000s\"}", id,
             signature, text);
}

static void seal(char to[TEXT_ROOM], int key, const char *envelope)
{
    seal_apart(to, key_ids[key], key, envelope, envelope);
}

/* ---- A wall without a picture --------------------------------------------------------------- */

struct rig {
    char folder[64], path[128];
    struct signing_key keys[KEYS];
    size_t key_count;
    struct pushed *pushed;
    struct moment now;
    struct pushed_proof proof;
    char language[3]; /* of the board that shows: "ja" is the file's */
    json_t *report;
};

static bool zone_known(const char *zone)
{
    return strcmp(zone, "UTC") == 0;
}

static struct board_config *judge(const json_t *merged, struct faults *faults)
{
    const struct config_world world = {.catalogue = catalogue, .zone_known = zone_known};
    return board_config_from(merged, &world, faults);
}

static void take_board(struct rig *rig, struct board_config *board)
{
    strcpy(rig->language, board != NULL && board->language == LANGUAGE_EN ? "en" : "ja");
    board_config_destroy(board);
    rig->proof.frames++;
}

static void turn(struct rig *rig)
{
    for (int i = 0; i < 3; i++) {
        struct board_config *board;
        rig->proof.acknowledged++;
        if (pushed_turn(rig->pushed, &rig->proof, &rig->now, &board)) {
            take_board(rig, board);
        }
    }
    char *text = pushed_report(rig->pushed, "file", &rig->now);
    if (text != NULL) {
        json_decref(rig->report);
        rig->report = json_loads(text, 0, NULL);
    }
    free(text);
}

static void start(struct rig *rig)
{
    static const char *const groups[] = {"floor-2"};
    const struct device_config device = {.site = "test",
                                         .screen = "wall",
                                         .groups = groups,
                                         .group_count = 1,
                                         .keys = rig->keys,
                                         .key_count = rig->key_count};
    json_t *file = json_loads(
        "{\"language\":\"ja\",\"zone\":\"UTC\",\"businesses\":{\"main\":{\"channels\":{\"phone\":{"
        "\"kpis\":{\"service-level\":{\"target\":80}}}}}}}",
        0, NULL);
    pushed_destroy(rig->pushed);
    rig->pushed = pushed_create(&device, rig->path, judge);
    pushed_set_file(rig->pushed, file, true);
    json_decref(file);
    take_board(rig, pushed_renew(rig->pushed));
    pushed_connected(rig->pushed, &rig->now);
    rig->now.mono_ms += PUSHED_GATHER_MS;
    rig->now.wall_ms += PUSHED_GATHER_MS;
    turn(rig);
}

static struct rig *rig_open(size_t key_count)
{
    struct rig *rig = calloc(1, sizeof *rig);
    assert_non_null(rig);
    folder_create(rig->folder, sizeof rig->folder);
    snprintf(rig->path, sizeof rig->path, "%s/pushed.json", rig->folder);
    rig->now = (struct moment){1000000, WALL_MS, true};
    rig->proof = (struct pushed_proof){.link = true, .screen = true};
    rig->key_count = key_count;
    for (size_t i = 0; i < KEYS; i++) {
        rig->keys[i] = (struct signing_key){key_ids[i], {publics[i], PUBLIC_KEY_BYTES}, false};
    }
    start(rig);
    return rig;
}

static void rig_close(struct rig *rig)
{
    pushed_destroy(rig->pushed);
    json_decref(rig->report);
    folder_remove(rig->folder);
    free(rig);
}

static void offer_bytes(struct rig *rig, const char *layer, const char *bytes, size_t length)
{
    assert_true(pushed_offer(rig->pushed, layer, bytes, length, &rig->now));
    turn(rig);
}

static void offer(struct rig *rig, const char *layer, const char *payload)
{
    offer_bytes(rig, layer, payload, strlen(payload));
}

static const json_t *told(const struct rig *rig, const char *layer)
{
    return json_object_get(json_object_get(rig->report, "layers"), layer);
}

static const char *result(const struct rig *rig, const char *layer)
{
    const char *text = json_string_value(json_object_get(told(rig, layer), "result"));
    return text != NULL ? text : "";
}

static const char *first_error(const struct rig *rig, const char *layer, const char *member)
{
    const json_t *errors = json_object_get(told(rig, layer), "errors");
    const char *text = json_string_value(json_object_get(json_array_get(errors, 0), member));
    return text != NULL ? text : "";
}

/* ---- What is signed -------------------------------------------------------------------------- */

#define SIGNED_FOR(target, revision, config, more)                                                 \
    "{\"purpose\":\"wallboard-config\",\"target\":\"" target "\",\"revision\":" revision           \
    ",\"config\":" config more "}"
#define EN(revision) SIGNED_FOR("test/all", revision, "{\"language\":\"en\"}", "")
#define JA(revision) SIGNED_FOR("test/all", revision, "{\"language\":\"ja\"}", "")
#define NOTHING(revision) SIGNED_FOR("test/all", revision, "null", "")

/* A layer "all" is in force, then this one comes. */
static const struct {
    const char *name, *id;
    int key;
    const char *signed_text; /* NULL: the envelope */
    const char *envelope;
    const char *result, *code, *pointer;
} refused[] = {
    {"unknown key", "2026c", STRANGER, NULL, JA("2"), "unsigned", "unknown-signer", "/key"},
    {"another's signature", "2026a", STRANGER, NULL, JA("2"), "unsigned", "signature",
     "/signature"},
    {"that of another key we know", "2026b", OLD, NULL, JA("2"), "unsigned", "signature",
     "/signature"},
    {"of other content", "2026a", OLD, JA("3"), JA("2"), "unsigned", "signature", "/signature"},
    {"the same content written otherwise", "2026a", OLD, JA("2"), JA("2") "\n", "unsigned",
     "signature", "/signature"},
    {"for another layer", "2026a", OLD, NULL,
     SIGNED_FOR("test/group/floor-2", "2", "{\"language\":\"ja\"}", ""), "not-for-me", "not-for-me",
     "/target"},
    {"for another screen", "2026a", OLD, NULL,
     SIGNED_FOR("test/screen/east", "2", "{\"language\":\"ja\"}", ""), "not-for-me", "not-for-me",
     "/target"},
    {"for another site", "2026a", OLD, NULL,
     SIGNED_FOR("tokyo/all", "2", "{\"language\":\"ja\"}", ""), "not-for-me", "not-for-me",
     "/target"},
    {"for nobody", "2026a", OLD, NULL,
     "{\"purpose\":\"wallboard-config\",\"revision\":2,\"config\":{}}", "rejected", "missing",
     "/target"},
    {"for another purpose", "2026a", OLD, NULL,
     "{\"purpose\":\"firmware\",\"target\":\"test/all\",\"revision\":2,\"config\":{}}", "rejected",
     "word", "/purpose"},
    {"for no purpose", "2026a", OLD, NULL, "{\"target\":\"test/all\",\"revision\":2,\"config\":{}}",
     "rejected", "missing", "/purpose"},
    {"something else that was signed", "2026a", OLD, NULL, "wallboard 1.2 is good", "rejected",
     "not-json", ""},
    {"expired", "2026a", OLD, NULL,
     SIGNED_FOR("test/all", "4", "{}", ",\"not_after\":\"2026-11-17T00:00:00Z\""), "expired",
     "expired", "/not_after"},
    {"older", "2026a", OLD, NULL, JA("1"), "rejected", "older", "/revision"},
    {"this revision was something else", "2026a", OLD, NULL, JA("3"), "conflict", "conflict",
     "/revision"},
    {"a key twice", "2026a", OLD, NULL,
     "{\"purpose\":\"wallboard-config\",\"target\":\"test/all\",\"revision\":4,\"revision\":5,"
     "\"config\":{}}",
     "rejected", "duplicate-key", "/revision"},
};

static void what_is_not_signed_for_it_is_refused(void **state)
{
    (void)state;
    char payload[TEXT_ROOM];
    struct rig *rig = rig_open(KEYS);
    seal(payload, OLD, EN("3"));
    offer(rig, "all", payload);
    assert_string_equal(result(rig, "all"), "applied");
    assert_string_equal(json_string_value(json_object_get(told(rig, "all"), "key")), "2026a");
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        const char *text = refused[i].signed_text;
        seal_apart(payload, refused[i].id, refused[i].key,
                   text != NULL ? text : refused[i].envelope, refused[i].envelope);
        offer(rig, "all", payload);
        if (strcmp(result(rig, "all"), refused[i].result) != 0 ||
            strcmp(first_error(rig, "all", "code"), refused[i].code) != 0 ||
            strcmp(first_error(rig, "all", "pointer"), refused[i].pointer) != 0 ||
            strcmp(rig->language, "en") != 0) {
            fail_msg("%s: %s, %s at '%s'", refused[i].name, result(rig, "all"),
                     first_error(rig, "all", "code"), first_error(rig, "all", "pointer"));
        }
        assert_string_not_equal(first_error(rig, "all", "allowed"), "");
        assert_int_equal(json_integer_value(json_object_get(told(rig, "all"), "in_force")), 3);
    }
    rig_close(rig);
}

/* What is around it. */
static void a_form_that_is_not_the_one_is_refused(void **state)
{
    (void)state;
    char good[TEXT_ROOM], payload[2 * TEXT_ROOM], signature[TEXT_ROOM], text[TEXT_ROOM];
    struct rig *rig = rig_open(KEYS);
    sign_bytes(OLD, EN("3"), signature);
    EVP_EncodeBlock((unsigned char *)text, (const unsigned char *)EN("3"), (int)strlen(EN("3")));
    const struct {
        const char *before, *signature, *middle, *envelope, *after, *code;
    } cases[] = {
        {"{\"key\":\"2026a\",\"key\":\"2026a\",\"signature\":\"", signature, "\",\"signed\":\"",
         text, "\"}", "duplicate-key"},
        {"{\"key\":\"2026a\",\"signature\":\"", signature, "\",\"signed\":\"", text,
         "\",\"revision\":3}", "unknown-key"},
        {"{\"signature\":\"", signature, "\",\"signed\":\"", text, "\"}", "missing"},
        {"{\"key\":\"2026a\",\"signed\":\"", signature, "\",\"signature\":\"", text, "\"}",
         "base64"}, /* swapped */
        {"{\"key\":\"2026a\",\"signature\":\"", signature, " \",\"signed\":\"", text, "\"}",
         "base64"},
        {"{\"key\":\"2026a\",\"signature\":\"", signature, "\",\"signed\":\"", text, "=\"}",
         "base64"},
        {"{\"key\":\"2026a\",\"signature\":\"", signature, "\",\"signed\":\"", text, "\\n\"}",
         "base64"},
        {"{\"key\":\"2026a\",\"signature\":\"", "", "\",\"signed\":\"", text, "\"}", "base64"},
        {"{\"key\":\"2026a\",\"signature\":\"", signature, "\",\"signed\":\"", "", "\"}", "base64"},
        {"{\"key\":\"2026a\",\"signature\":\"", signature, "\",\"signed\":\"", text, "\"",
         "not-json"},
        {"[{\"key\":\"2026a\",\"signature\":\"", signature, "\",\"signed\":\"", text, "\"}]",
         "unsigned"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        snprintf(payload, sizeof payload, "%s%s%s%s%s", cases[i].before, cases[i].signature,
                 cases[i].middle, cases[i].envelope, cases[i].after);
        offer(rig, "all", payload);
        if (strcmp(first_error(rig, "all", "code"), cases[i].code) != 0 ||
            strcmp(rig->language, "ja") != 0) {
            fail_msg("case %zu: %s, %s", i, result(rig, "all"), first_error(rig, "all", "code"));
        }
    }
    /* The last digit stands for bits of no byte: another digit there gives the same bytes. */
    seal(good, OLD, EN("3"));
    char *last = strstr(good, "==\",\"signed\"");
    assert_non_null(last);
    last[-1]++;
    offer(rig, "all", good);
    assert_string_equal(first_error(rig, "all", "code"), "base64");
    assert_string_equal(rig->language, "ja");
    rig_close(rig);
}

static void every_bit_and_every_length_of_it_counts(void **state)
{
    (void)state;
    char good[TEXT_ROOM], bad[TEXT_ROOM];
    struct rig *rig = rig_open(KEYS);
    seal(good, OLD, EN("3"));
    size_t length = strlen(good);
    for (size_t bit = 0; bit < 8 * length; bit++) {
        memcpy(bad, good, length);
        bad[bit / 8] ^= (char)(1 << bit % 8);
        offer_bytes(rig, "all", bad, length);
        const char *word = result(rig, "all");
        if ((strcmp(word, "rejected") != 0 && strcmp(word, "unsigned") != 0) ||
            strcmp(rig->language, "ja") != 0) {
            fail_msg("bit %zu of byte %zu: %s", bit % 8, bit / 8, word);
        }
    }
    for (size_t less = 0; less < length; less++) {
        offer_bytes(rig, "all", good, less);
        const char *word = result(rig, "all");
        if ((strcmp(word, "rejected") != 0 && strcmp(word, "unsigned") != 0) ||
            strcmp(rig->language, "ja") != 0) {
            fail_msg("%zu bytes: %s", less, word);
        }
    }
    offer(rig, "all", good);
    assert_string_equal(result(rig, "all"), "applied");
    assert_string_equal(rig->language, "en");
    rig_close(rig);
}

/* ---- Plain ones, and removal ---------------------------------------------------------------- */

static void what_is_plain_is_refused(void **state)
{
    (void)state;
    char payload[TEXT_ROOM];
    struct rig *rig = rig_open(KEYS);
    static const char *const plain[] = {
        "{\"revision\":9,\"config\":{\"language\":\"en\"}}", EN("9"), "{}", "[]", "7", ""};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        offer(rig, "all", plain[i]);
        assert_string_equal(result(rig, "all"), "unsigned");
        assert_string_equal(first_error(rig, "all", "allowed"), "2026a, 2026b");
        assert_string_equal(rig->language, "ja");
    }
    seal(payload, OLD, EN("1"));
    offer(rig, "all", payload);
    offer(rig, "all", "");
    assert_string_equal(result(rig, "all"), "unsigned");
    assert_string_equal(rig->language, "en");
    seal(payload, OLD, NOTHING("2"));
    offer(rig, "all", payload);
    assert_string_equal(result(rig, "all"), "applied");
    assert_string_equal(rig->language, "ja");
    seal(payload, OLD, EN("1"));
    offer(rig, "all", payload);
    assert_string_equal(first_error(rig, "all", "code"), "older");
    struct faults *faults = faults_create();
    assert_false(pushed_roll_back(rig->pushed, faults));
    assert_string_equal(faults_at(faults, 0)->code, "unsigned");
    faults_destroy(faults);
    rig_close(rig);
}

/* Screens get their keys one after the other, and a push to all reaches both kinds. */
static void without_keys_a_signed_one_is_as_a_plain_one(void **state)
{
    (void)state;
    char payload[TEXT_ROOM];
    struct rig *rig = rig_open(0);
    seal(payload, STRANGER, EN("1"));
    offer(rig, "all", payload);
    assert_string_equal(result(rig, "all"), "applied");
    assert_null(json_object_get(told(rig, "all"), "key"));
    seal(payload, OLD, SIGNED_FOR("tokyo/all", "2", "{}", ""));
    offer(rig, "all", payload);
    assert_string_equal(result(rig, "all"), "not-for-me");
    seal(payload, OLD, EN("2"));
    offer(rig, "all", payload);
    assert_string_equal(result(rig, "all"), "applied");
    rig->key_count = KEYS; /* what is stored is good, and counts */
    start(rig);
    assert_string_equal(result(rig, "all"), "applied");
    assert_string_equal(rig->language, "en");
    offer(rig, "all", payload);
    assert_string_equal(result(rig, "all"), "already");
    seal(payload, OLD, JA("1"));
    offer(rig, "all", payload);
    assert_string_equal(first_error(rig, "all", "code"), "older");
    rig_close(rig);
}

/* ---- Keys that come and go ------------------------------------------------------------------ */

static void revisions_count_for_each_key(void **state)
{
    (void)state;
    char first[TEXT_ROOM], payload[TEXT_ROOM];
    struct rig *rig = rig_open(KEYS);
    seal(first, OLD, EN("40"));
    offer(rig, "all", first);
    assert_string_equal(rig->language, "en");
    seal(payload, NEW, JA("1"));
    offer(rig, "all", payload);
    assert_string_equal(result(rig, "all"), "applied");
    assert_string_equal(rig->language, "ja");
    for (int i = 0; i < 2; i++) {
        /* Nobody brings the old one back who only heard it. */
        offer(rig, "all", first);
        assert_string_equal(result(rig, "all"), "rejected");
        assert_string_equal(first_error(rig, "all", "code"), "older");
        assert_string_equal(rig->language, "ja");
        start(rig);
    }
    seal(payload, OLD, EN("41"));
    offer(rig, "all", payload);
    assert_string_equal(rig->language, "en");
    assert_int_equal(json_integer_value(json_object_get(told(rig, "all"), "highest")), 41);
    /* Another layer counts for itself. */
    seal(payload, OLD, SIGNED_FOR("test/screen/wall", "1", "{\"language\":\"ja\"}", ""));
    offer(rig, "screen", payload);
    assert_string_equal(result(rig, "screen"), "applied");
    assert_string_equal(rig->language, "ja");
    rig_close(rig);
}

static void a_revoked_key_takes_its_layers_with_it(void **state)
{
    (void)state;
    char payload[TEXT_ROOM];
    struct rig *rig = rig_open(KEYS);
    seal(payload, OLD, EN("2147483647"));
    offer(rig, "all", payload);
    start(rig);
    assert_string_equal(result(rig, "all"), "applied");
    assert_string_equal(rig->language, "en");
    rig->keys[OLD].revoked = true;
    start(rig);
    assert_string_equal(result(rig, "all"), "unsigned");
    assert_string_equal(first_error(rig, "all", "code"), "revoked");
    assert_string_equal(first_error(rig, "all", "allowed"), "2026b");
    assert_string_equal(rig->language, "ja");
    assert_int_equal(json_integer_value(json_object_get(told(rig, "all"), "highest")), 0);
    offer(rig, "all", payload);
    assert_string_equal(first_error(rig, "all", "code"), "revoked");
    assert_string_equal(rig->language, "ja");
    seal(payload, NEW, EN("1"));
    offer(rig, "all", payload);
    assert_string_equal(result(rig, "all"), "applied");
    assert_string_equal(rig->language, "en");
    rig_close(rig);
}

/* What lies in the state folder is no better than what comes from a broker. */
static void what_was_stored_is_verified(void **state)
{
    (void)state;
    char payload[TEXT_ROOM];
    struct rig *rig = rig_open(0);
    offer(rig, "all", "{\"revision\":1,\"config\":{\"language\":\"en\"}}");
    assert_string_equal(rig->language, "en");
    rig->key_count = KEYS;
    start(rig);
    assert_string_equal(result(rig, "all"), "unsigned");
    assert_string_equal(rig->language, "ja");
    seal(payload, OLD, EN("1"));
    offer(rig, "all", payload);
    assert_string_equal(rig->language, "en");
    size_t length;
    char *stored = file_read(rig->path, 1 << 20, &length);
    assert_non_null(stored);
    assert_non_null(strstr(stored, "\\\"signed\\\":\\\"ey"));
    strstr(stored, "\\\"signed\\\":\\\"ey")[16] ^= 1;
    assert_true(file_write(rig->path, stored, length));
    free(stored);
    start(rig);
    assert_string_equal(result(rig, "all"), "unsigned");
    assert_string_equal(first_error(rig, "all", "code"), "signature");
    assert_string_equal(rig->language, "ja");
    rig_close(rig);
}

/* ---- A connection ------------------------------------------------------------------------------
 */

static const char *host_in_force(const struct rig *rig)
{
    const struct broker_config *broker = pushed_connection(rig->pushed);
    return broker != NULL ? broker->host : "";
}

/* Signed by the old key, and kept. */
static struct rig *rig_moved(void)
{
    char payload[TEXT_ROOM];
    struct rig *rig = rig_open(KEYS);
    seal(payload, OLD,
         SIGNED_FOR("test/screen/wall", "1", "{\"language\":\"en\"}",
                    ",\"connection\":{\"host\":\"new\"}"));
    offer(rig, "screen", payload);
    assert_string_equal(result(rig, "screen"), "applied");
    assert_string_equal(host_in_force(rig), "new");
    return rig;
}

static void a_connection_must_be_signed(void **state)
{
    (void)state;
    struct rig *rig = rig_open(KEYS);
    offer(rig, "screen", "{\"revision\":1,\"config\":{},\"connection\":{\"host\":\"elsewhere\"}}");
    assert_string_equal(result(rig, "screen"), "unsigned");
    assert_string_equal(host_in_force(rig), "");
    rig_close(rig);
    rig = rig_moved();
    start(rig);
    assert_string_equal(host_in_force(rig), "new");
    rig_close(rig);
}

/* Its own copy alone is changed: the layer is good, and the connection is not. */
static void a_stored_connection_is_verified(void **state)
{
    (void)state;
    static const char mark[] = "\\\"signed\\\":\\\"ey";
    struct rig *rig = rig_moved();
    size_t length;
    char *stored = file_read(rig->path, 1 << 20, &length), *last = NULL;
    assert_non_null(stored);
    for (char *at = stored; (at = strstr(at, mark)) != NULL; at++) {
        last = at;
    }
    assert_non_null(last);
    last[16] ^= 1;
    assert_true(file_write(rig->path, stored, length));
    free(stored);
    start(rig);
    assert_string_equal(rig->language, "en");
    assert_string_equal(host_in_force(rig), "");
    rig_close(rig);
}

static void a_revoked_key_takes_the_connection_with_it(void **state)
{
    (void)state;
    struct rig *rig = rig_moved();
    rig->keys[OLD].revoked = true;
    start(rig);
    assert_string_equal(host_in_force(rig), "");
    rig_close(rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_signed_for_it_is_refused),
        cmocka_unit_test(a_form_that_is_not_the_one_is_refused),
        cmocka_unit_test(every_bit_and_every_length_of_it_counts),
        cmocka_unit_test(what_is_plain_is_refused),
        cmocka_unit_test(without_keys_a_signed_one_is_as_a_plain_one),
        cmocka_unit_test(revisions_count_for_each_key),
        cmocka_unit_test(a_revoked_key_takes_its_layers_with_it),
        cmocka_unit_test(what_was_stored_is_verified),
        cmocka_unit_test(a_connection_must_be_signed),
        cmocka_unit_test(a_stored_connection_is_verified),
        cmocka_unit_test(a_revoked_key_takes_the_connection_with_it),
    };
    return cmocka_run_group_tests(tests, open_keys, close_keys);
}
