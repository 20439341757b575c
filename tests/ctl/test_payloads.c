/* What is sent, or why it is not: requests, announcements and closures from options. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "ctl/question.h"
#include "ctl/say.h"
#include "typed.h"

#define WORDS 12

struct payload {
    const char *words[WORDS];
    const char *expected; /* NULL: it is wrong */
};

static void expect(char *made, const char *expected)
{
    assert_int_equal(made == NULL, expected == NULL);
    if (made != NULL) {
        assert_string_equal(made, expected);
    }
    free(made);
}

static void requests(void **state)
{
    (void)state;
    static const struct payload cases[] = {
        {{"ping", "a"}, "{\"transaction\":\"t\"}"},
        {{"page", "a", "2"}, "{\"transaction\":\"t\",\"page\":2}"},
        {{"page", "a", "trunk"}, "{\"transaction\":\"t\",\"id\":\"trunk\"}"},
        {{"page", "a", "2", "--for", "30"}, "{\"transaction\":\"t\",\"for_s\":30,\"page\":2}"},
        {{"page", "a", "0"}, NULL},
        {{"page", "a", "Trunk"}, NULL},
        {{"page", "a", ""}, NULL},
        {{"page", "a", "2", "--for", "1h"}, NULL},
        {{"identify", "a", "--for", "0"}, "{\"transaction\":\"t\",\"for_s\":0}"},
        {{"identify", "a", "--for", "-1"}, NULL},
        {{"log", "a", "--lines", "3"}, "{\"transaction\":\"t\",\"lines\":3}"},
        {{"log", "a", "--lines", "100000"}, NULL},
        {{"acknowledge", "a", "main/phone/aht", "--by", "SV"},
         "{\"transaction\":\"t\",\"by\":\"SV\",\"kpi\":\"main/phone/aht\"}"},
        {{"acknowledge", "a", "\xFF"}, NULL},
        {{"screenshot", "a", "p.png"}, "{\"transaction\":\"t\"}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct call call = typed(cases[i].words);
        expect(question_write(&call, 1, "t"), cases[i].expected);
    }
}

static void announcements(void **state)
{
    (void)state;
    static const struct payload cases[] = {
        {{"announce", "a", "Tea"}, "{\"text\":\"Tea\"}"},
        {{"announce", "a", "--ja", "お茶", "--en", "Tea"},
         "{\"text\":{\"ja\":\"お茶\",\"en\":\"Tea\"}}"},
        {{"announce", "a", "Tea", "--priority", "urgent", "--audience", "agents,client"},
         "{\"text\":\"Tea\",\"priority\":\"urgent\",\"audience\":[\"agents\",\"client\"]}"},
        {{"announce", "a", "Tea", "--until", "2026-11-18T09:00:00Z"},
         "{\"text\":\"Tea\",\"until\":\"2026-11-18T09:00:00Z\"}"},
        {{"announce", "a", "Tea", "--priority", "loud"}, NULL},
        {{"announce", "a", "Tea", "--audience", "agents,cats"}, NULL},
        {{"announce", "a", "Tea", "--until", "tomorrow"}, NULL},
        {{"announce", "a", "Tea", "--until", "2026-11-18T09:00:00+09:00"}, NULL},
        {{"announce", "a", "Tea", "--from", "2026-11-18T09:00:00Z", "--until",
          "2026-11-18T08:00:00Z"},
         NULL},
        {{"announce", "a", "  "}, NULL},
        {{"announce", "a", ""}, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct call call = typed(cases[i].words);
        expect(say_announcement(&call), cases[i].expected);
    }
}

static void closures(void **state)
{
    (void)state;
    static const struct payload cases[] = {
        {{"close", "a"}, "{\"until\":null}"},
        {{"close", "a", "--channel", "phone", "--reason", "Fire drill"},
         "{\"until\":null,\"reason\":\"Fire drill\",\"channel\":\"phone\"}"},
        {{"close", "a", "--ja", "訓練", "--until", "2026-11-18T09:00:00Z"},
         "{\"until\":\"2026-11-18T09:00:00Z\",\"reason\":{\"ja\":\"訓練\"}}"},
        {{"close", "a", "--channel", "Phone"}, NULL},
        {{"close", "a", "--until", "null"}, NULL},
        {{"close", "a", "--reason", "a reason with more than thirty letters"}, NULL},
        {{"close", "a", "--reason", " "}, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct call call = typed(cases[i].words);
        expect(say_closure(&call), cases[i].expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(requests),
        cmocka_unit_test(announcements),
        cmocka_unit_test(closures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
