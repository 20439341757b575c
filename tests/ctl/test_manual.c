/* The manual tells every command, option, variable and exit code that the tables have. */

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ctl/columns.h"
#include "ctl/commands.h"
#include "ctl/parse.h"
#include "device/files.h"

static char *manual, *readme;

static int open_texts(void **state)
{
    (void)state;
    size_t length;
    manual = file_read("src/ctl/wallboardctl.1", 1 << 20, &length);
    readme = file_read("README.md", 1 << 20, &length);
    return manual != NULL && readme != NULL ? 0 : -1;
}

static int close_texts(void **state)
{
    (void)state;
    free(manual);
    free(readme);
    return 0;
}

/* A whole word behind `before`: "Cm page" is not found in "Cm pages". */
static void expect(const char *before, const char *word)
{
    char wanted[64];
    snprintf(wanted, sizeof wanted, "%s%s", before, word);
    for (const char *at = manual; (at = strstr(at, wanted)) != NULL; at++) {
        char after = at[strlen(wanted)];
        if (!isalnum((unsigned char)after) && after != '-' && after != '_') {
            return;
        }
    }
    fail_msg("the manual does not tell of '%s'", wanted);
}

static void every_command_and_option_is_told(void **state)
{
    (void)state;
    for (size_t i = 0; command_at(i) != NULL; i++) {
        char word[64];
        const struct command *command = command_at(i);
        expect("Cm ", command->name);
        snprintf(word, sizeof word, "`%s", command->name);
        assert_non_null(strstr(readme, word));
        for (size_t j = 0; j < command->option_count; j++) {
            expect("Fl -", command->options[j].name);
        }
    }
    for (size_t i = 0; i < common_option_count; i++) {
        expect("Fl -", common_options[i].name);
    }
}

static void every_exit_code_is_told(void **state)
{
    (void)state;
    for (const struct exit_meaning *meaning = exit_meanings; meaning->text != NULL; meaning++) {
        char code[8];
        snprintf(code, sizeof code, "%d", meaning->code);
        expect(".It ", code);
    }
}

static void every_column_is_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < column_count; i++) {
        char word[64];
        snprintf(word, sizeof word, "%s Ta %s Ta", columns[i].name, columns[i].ja);
        expect(".It ", word);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_command_and_option_is_told),
        cmocka_unit_test(every_exit_code_is_told),
        cmocka_unit_test(every_column_is_told),
    };
    return cmocka_run_group_tests(tests, open_texts, close_texts);
}
