#include "config_test.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/text.h"
#include "config/answer.h"
#include "config/request.h"
#include "support/chance.h"

static bool no_box(uint32_t code_point)
{
    return code_point != 0x1F9FF;
}

/* The faults of a request; the caller destroys them. */
static struct faults *read(struct request *request, struct arena *arena, const char *verb,
                           const void *payload, size_t length)
{
    struct faults *faults = faults_create();
    bool good = request_read(request, verb, payload, length, no_box, arena, faults);
    assert_int_equal(good, faults_fatal(faults) == 0);
    return faults;
}

static void the_table_is_whole(void **state)
{
    (void)state;
    for (int i = 0; i < REQUEST_VERBS; i++) {
        assert_true(text_is_id(verbs[i].name));
        assert_true(strlen(verbs[i].help) > 8);
        assert_int_equal(verbs[i].section.size, sizeof(struct request));
        bool transaction = false;
        for (size_t j = 0; j < verbs[i].section.count; j++) {
            const struct key *key = &verbs[i].section.keys[j];
            assert_non_null(key->help);
            assert_true(key->offset < sizeof(struct request));
            transaction = transaction || strcmp(key->name, "transaction") == 0;
        }
        assert_true(transaction);
    }
}

/* Every verb takes an empty payload, or says what is missing. */
static void a_payload_may_be_left_out(void **state)
{
    (void)state;
    for (int i = 0; i < REQUEST_VERBS; i++) {
        size_t required = 0;
        for (size_t j = 0; j < verbs[i].section.count; j++) {
            required += verbs[i].section.keys[j].required;
        }
        struct request request;
        struct arena *arena = arena_create();
        struct faults *faults = read(&request, arena, verbs[i].name, NULL, 0);
        assert_int_equal(faults_count(faults), required);
        assert_int_equal(request.verb, i);
        assert_null(request.transaction);
        faults_destroy(faults);
        arena_destroy(arena);
    }
}

static void what_is_asked_is_read(void **state)
{
    (void)state;
    struct request request;
    struct arena *arena = arena_create();
    static const char text[] = "{\"for_s\":60,\"transaction\":\"夜勤 7\"}";
    faults_destroy(read(&request, arena, "blank", text, strlen(text)));
    assert_int_equal(request.verb, REQUEST_BLANK);
    assert_int_equal(request.for_s, 60);
    assert_string_equal(request.transaction, "夜勤 7");
    assert_null(request.until);
    static const char page[] = "\xEF\xBB\xBF{\"page\":2}";
    faults_destroy(read(&request, arena, "page", page, strlen(page)));
    assert_int_equal(request.page, 2);
    assert_int_equal(request.for_s, ABSENT);
    static const char hand[] = "{\"kpi\":\"a/b/c\",\"by\":\"SV\",\"for_s\":0}";
    faults_destroy(read(&request, arena, "acknowledge", hand, strlen(hand)));
    assert_string_equal(request.kpi, "a/b/c");
    assert_string_equal(request.by, "SV");
    assert_int_equal(request.for_s, 0);
    faults_destroy(read(&request, arena, "identify", NULL, 0));
    assert_int_equal(request.for_s, 60);
    faults_destroy(read(&request, arena, "test-card", NULL, 0));
    assert_int_equal(request.for_s, 600);
    faults_destroy(read(&request, arena, "log", "{}", 2));
    assert_int_equal(request.lines, 20);
    arena_destroy(arena);
}

#define ALL_VERBS                                                                                  \
    "ping, blank, wake, page, identify, test-card, screenshot, acknowledge, why, log, "            \
    "confirm, rollback, validate, restart, update"

static void what_is_wrong_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *verb, *payload;
        size_t length; /* 0: of the text */
        const char *pointer, *code, *allowed;
    } cases[] = {
        {"pong", "", 0, "", "unknown-verb", ALL_VERBS},
        {"reboot", "", 0, "", "unknown-verb", ALL_VERBS},
        {"", "", 0, "", "unknown-verb", ALL_VERBS},
        {"ping", "{", 0, "", "not-json", "JSON (RFC 8259)"},
        {"ping", "{} {}", 0, "", "not-json", "JSON (RFC 8259)"},
        {"ping", "{\"transaction\":\"a\0b\"}", 21, "", "encoding", "UTF-8 without NUL"},
        {"ping", "\0", 1, "", "encoding", "UTF-8 without NUL"},
        {"ping", "{\"a\":\"\xff\"}", 0, "", "encoding", "UTF-8 without NUL"},
        {"ping", "5", 0, "", "type", "an object"},
        {"ping", "[]", 0, "", "type", "an object"},
        {"ping", "null", 0, "", "type", "an object"},
        {"ping", "{\"for_s\":1}", 0, "/for_s", "unknown-key", "transaction"},
        {"ping", "{\"transaction\":5}", 0, "/transaction", "type", "a text"},
        {"ping", "{\"transaction\":\"\"}", 0, "/transaction", "text", "at least one character"},
        {"ping", "{\"transaction\":\"a\",\"transaction\":\"b\"}", 0, "/transaction",
         "duplicate-key", "each key once"},
        {"blank", "{\"for\":1}", 0, "/for", "unknown-key", "for_s, until, transaction"},
        {"blank", "{\"for_s\":\"1\"}", 0, "/for_s", "type", "1 to 2678400"},
        {"blank", "{\"for_s\":0}", 0, "/for_s", "range", "1 to 2678400"},
        {"blank", "{\"for_s\":-1}", 0, "/for_s", "range", "1 to 2678400"},
        {"blank", "{\"for_s\":1e9}", 0, "/for_s", "range", "1 to 2678400"},
        {"blank", "{\"for_s\":1.5}", 0, "/for_s", "type", "1 to 2678400"},
        {"blank", "{\"for_s\":null}", 0, "/for_s", "type", "1 to 2678400"},
        {"page", "{\"id\":5}", 0, "/id", "type", "1 to 64 of a-z, 0-9 and -"},
        {"page", "{\"page\":0}", 0, "/page", "range", "1 to 1000"},
        {"identify", "{\"for_s\":-1}", 0, "/for_s", "range", "0, or 1 to 86400"},
        {"test-card", "{\"for_s\":86401}", 0, "/for_s", "range", "0, or 1 to 86400"},
        {"acknowledge", "{}", 0, "/kpi", "missing",
         "The KPI that somebody has in hand, as in its topic: business/channel/metric."},
        {"acknowledge", "{\"kpi\":7}", 0, "/kpi", "type", "a text"},
        {"acknowledge", "{\"kpi\":\"a/b/c\",\"by\":\"\xF0\x9F\xA7\xBF\"}", 0, "/by", "glyph",
         "characters of the font chain"},
        {"acknowledge", "{\"kpi\":\"a/b/c\",\"for_s\":-5}", 0, "/for_s", "range",
         "0, or 1 to 86400"},
        {"why", "", 0, "/kpi", "missing",
         "The KPI whose verdict is asked about, as in its topic: business/channel/metric."},
        {"why", "{\"kpi\":\"a/b/c\",\"show_s\":4}", 0, "/show_s", "range", "5 to 86400"},
        {"log", "{\"lines\":65}", 0, "/lines", "range", "1 to 64"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct request request;
        struct arena *arena = arena_create();
        size_t length = cases[i].length > 0 ? cases[i].length : strlen(cases[i].payload);
        struct faults *faults = read(&request, arena, cases[i].verb, cases[i].payload, length);
        const struct fault *fault = faults_at(faults, 0);
        if (faults_count(faults) != 1 || strcmp(fault->pointer, cases[i].pointer) != 0 ||
            strcmp(fault->code, cases[i].code) != 0 ||
            strcmp(fault->allowed, cases[i].allowed) != 0) {
            print_faults(faults);
            fail_msg("%s %s: it is %zu faults", cases[i].verb, cases[i].payload,
                     faults_count(faults));
        }
        faults_destroy(faults);
        arena_destroy(arena);
    }
}

static void the_nearest_verb_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *verb, *hint;
    } cases[] = {
        {"pings", "There is no such request. Did you mean 'ping'?"},
        {"screen-shot", "There is no such request. Did you mean 'screenshot'?"},
        {"xyzzyxyzzy", "There is no such request."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct request request;
        struct faults *faults = read(&request, NULL, cases[i].verb, NULL, 0);
        assert_string_equal(faults_at(faults, 0)->message, cases[i].hint);
        assert_string_equal(faults_at(faults, 0)->read, cases[i].verb);
        faults_destroy(faults);
    }
}

static void one_that_is_too_large_is_not_looked_at(void **state)
{
    (void)state;
    static char payload[REQUEST_MAX_BYTES + 1];
    struct request request;
    struct arena *arena = arena_create();
    memset(payload, ' ', sizeof payload);
    payload[0] = '{', payload[1] = '}';
    struct faults *faults = read(&request, arena, "ping", payload, REQUEST_MAX_BYTES);
    assert_int_equal(faults_count(faults), 0);
    faults_destroy(faults);
    faults = read(&request, arena, "ping", payload, sizeof payload);
    assert_string_equal(faults_at(faults, 0)->code, "too-large");
    faults_destroy(faults);
    arena_destroy(arena);
}

static void a_transaction_is_found_in_what_is_wrong(void **state)
{
    (void)state;
    static const struct {
        const char *payload, *transaction; /* NULL: none */
    } cases[] = {
        {"{\"transaction\":\"t1\",\"nonsense\":[]}", "t1"},
        {"{\"transaction\":\"a\\nb\"}", "ab"},
        {"{\"transaction\":\"\"}", NULL},
        {"{\"transaction\":7}", NULL},
        {"{\"transaction\":\"t1\"", NULL},
        {"[\"transaction\"]", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char to[REQUEST_TRANSACTION_BYTES];
        bool found = request_transaction(cases[i].payload, strlen(cases[i].payload), to);
        assert_int_equal(found, cases[i].transaction != NULL);
        if (found) {
            assert_string_equal(to, cases[i].transaction);
        }
    }
}

static void an_answer_is_json(void **state)
{
    (void)state;
    char *text = answer_ok("east", "t1", json_pack("{s:i}", "page", 2));
    assert_string_equal(
        text, "{\"status\":\"ok\",\"transaction\":\"t1\",\"screen\":\"east\",\"page\":2}");
    free(text);
    struct faults *faults = faults_create();
    faults_add(faults, SEVERITY_FAULT, "/a", "type", "\xff\"", "a text", "It is %s.", "none");
    text = answer_refusal("east", NULL, faults);
    json_t *json = json_loads(text, 0, NULL);
    assert_non_null(json);
    assert_string_equal(json_string_value(json_object_get(json, "status")), "error");
    assert_true(json_is_null(json_object_get(json, "transaction")));
    const json_t *first = json_array_get(json_object_get(json, "errors"), 0);
    assert_int_equal(json_object_size(first), 5);
    assert_string_equal(json_string_value(json_object_get(first, "pointer")), "/a");
    assert_string_equal(json_string_value(json_object_get(first, "message")), "It is none.");
    json_decref(json);
    free(text);
    faults_destroy(faults);
}

/* ---- Whatever comes ------------------------------------------------------------------------- */

/* Bytes changed, left out, doubled, or cut off. */
static size_t spoil(struct chance *chance, char *payload, size_t length)
{
    static const char odd[] = "\0\"\\{}[],:\x80\xff-e.0\n\t";
    for (unsigned i = pick(chance, 4); i > 0 && length > 1; i--) {
        size_t at = pick(chance, (unsigned)length);
        switch (pick(chance, 4)) {
        case 0:
            payload[at] = odd[pick(chance, sizeof odd)];
            break;
        case 1:
            memmove(payload + at, payload + at + 1, length - at - 1);
            length--;
            break;
        case 2:
            memmove(payload + at + 1, payload + at, length - at);
            length++;
            break;
        default:
            length = at;
        }
    }
    return length;
}

static void whatever_comes_is_answered(void **state)
{
    (void)state;
    static const char *const payloads[] = {
        "{\"for_s\":60,\"transaction\":\"t1\"}",
        "{\"until\":\"2026-11-18T09:00:00Z\"}",
        "{\"page\":2,\"for_s\":5}",
        "{\"id\":\"phone\"}",
        "{\"kpi\":\"main/phone/service-level\",\"by\":\"チーフ\",\"for_s\":0}",
        "{\"lines\":20,\"//\":[{\"a\":[1,2,{}]}]}",
        "\xEF\xBB\xBF{\"transaction\":\"\\u0041\\ud83e\\uddff\"}",
    };
    struct chance chance = {UINT64_C(0x9E3779B97F4A7C15)};
    int good = 0, bad = 0;
    for (int i = 0; i < 20000; i++) {
        char payload[256], transaction[REQUEST_TRANSACTION_BYTES];
        const char *from = payloads[pick(&chance, sizeof payloads / sizeof *payloads)];
        size_t length = strlen(from);
        memcpy(payload, from, length);
        length = spoil(&chance, payload, length);
        struct request request;
        struct arena *arena = arena_create();
        const char *verb = verbs[pick(&chance, REQUEST_VERBS)].name;
        struct faults *faults = read(&request, arena, verb, payload, length);
        bool told = request_transaction(payload, length, transaction);
        char *text = answer_refusal("east", told ? transaction : NULL, faults);
        json_t *json = json_loads(text, 0, NULL);
        assert_non_null(json);
        assert_int_equal(json_array_size(json_object_get(json, "errors")), faults_count(faults));
        good += faults_fatal(faults) == 0;
        bad += faults_fatal(faults) > 0;
        json_decref(json);
        free(text);
        faults_destroy(faults);
        arena_destroy(arena);
    }
    assert_true(good > 100 && bad > 10000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_whole),
        cmocka_unit_test(a_payload_may_be_left_out),
        cmocka_unit_test(what_is_asked_is_read),
        cmocka_unit_test(what_is_wrong_is_told),
        cmocka_unit_test(the_nearest_verb_is_named),
        cmocka_unit_test(one_that_is_too_large_is_not_looked_at),
        cmocka_unit_test(a_transaction_is_found_in_what_is_wrong),
        cmocka_unit_test(an_answer_is_json),
        cmocka_unit_test(whatever_comes_is_answered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
