/* Command lines in; a command with its operands and options, or a usage fault, out. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "ctl/commands.h"
#include "ctl/parse.h"

#define WORDS 16

static enum parsed parse_line(struct call *call, const char *line)
{
    static char text[512];
    char *words[WORDS] = {PROGRAM}, *rest = text, *word;
    int count = 1;
    snprintf(text, sizeof text, "%s", line);
    while ((word = strsep(&rest, " ")) != NULL && count < WORDS - 1) {
        if (word[0] != '\0') {
            words[count++] = word;
        }
    }
    return parse(call, count, words);
}

static void what_is_right_is_run(void **state)
{
    (void)state;
    static const struct {
        const char *line, *command, *option, *value;
        size_t operands;
    } cases[] = {
        {"list", "list", "json", NULL, 0},
        {"--json list", "list", "json", "", 0},
        {"list --json", "list", "json", "", 0},
        {"--site a list --site b", "list", "site", "b", 0},
        {"page all 2 --for 30", "page", "for", "30", 2},
        {"page group floor-2 2", "page", "for", NULL, 3},
        {"--wait=3 ping --host h all", "ping", "wait", "3", 1},
        {"acknowledge --by SV all main/phone/aht", "acknowledge", "by", "SV", 2},
        {"announce a text", "announce", "clear", NULL, 2},
        {"announce a --clear", "announce", "clear", "", 1},
        {"close a --until 2026-11-18T09:00:00Z", "close", "until", "2026-11-18T09:00:00Z", 1},
        {"log -- all", "log", "lines", NULL, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct call call;
        assert_int_equal(parse_line(&call, cases[i].line), PARSED_RUN);
        assert_string_equal(call.command->name, cases[i].command);
        assert_int_equal(call.operand_count, cases[i].operands);
        const char *value = call_option(&call, cases[i].option);
        assert_int_equal(value == NULL, cases[i].value == NULL);
        if (value != NULL) {
            assert_string_equal(value, cases[i].value);
        }
    }
}

static void what_is_wrong_is_not(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "",
        "--json",
        "lst",
        "list extra",
        "ping",
        "page all",
        "check",
        "ping all --for 3", /* that of another command */
        "--for 3 page all 1",
        "list --password secret",
        "list --password=secret",
        "list --js",
        "list -j",
        "list --host",
        "list --wait 0",
        "list --wait 3x",
        "list --wait 999999",
        "forget a b",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct call call;
        assert_int_equal(parse_line(&call, lines[i]), PARSED_WRONG);
    }
}

static void help_and_version_need_nothing_else(void **state)
{
    (void)state;
    struct call call;
    assert_int_equal(parse_line(&call, "--help"), PARSED_HELP);
    assert_null(call.command);
    assert_int_equal(parse_line(&call, "page --help"), PARSED_HELP);
    assert_string_equal(call.command->name, "page");
    assert_int_equal(parse_line(&call, "--version"), PARSED_VERSION);
}

static void every_verb_is_a_command(void **state)
{
    (void)state;
    for (int i = 0; i < REQUEST_VERBS; i++) {
        const struct command *command = command_find(verbs[i].name);
        assert_non_null(command);
        assert_ptr_equal(command->verb, &verbs[i]);
    }
    for (size_t i = 0; command_at(i) != NULL; i++) {
        /* No name stands twice, and no option of a command is also one of all. */
        assert_ptr_equal(command_find(command_at(i)->name), command_at(i));
        for (size_t j = 0; j < command_at(i)->option_count; j++) {
            for (size_t k = 0; k < common_option_count; k++) {
                assert_string_not_equal(command_at(i)->options[j].name, common_options[k].name);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_right_is_run),
        cmocka_unit_test(what_is_wrong_is_not),
        cmocka_unit_test(help_and_version_need_nothing_else),
        cmocka_unit_test(every_verb_is_a_command),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
