/* --words: what is printed of a word, in which language, and what of one that there is not. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "load.h"
#include "words_print.h"

struct printed {
    int code;
    char out[4096], err[1024];
};

/* As many bytes as have room. */
static void take_back(int descriptor, int kept, FILE *file, char *to, size_t size)
{
    dup2(kept, descriptor);
    close(kept);
    rewind(file);
    to[fread(to, 1, size - 1, file)] = '\0';
    fclose(file);
}

static struct printed print(const char *word, int language)
{
    struct printed printed;
    const struct options options = {.mode = MODE_WORDS, .word = word, .language = language};
    FILE *out = tmpfile(), *err = tmpfile();
    fflush(stdout);
    int kept_out = dup(STDOUT_FILENO), kept_err = dup(STDERR_FILENO);
    dup2(fileno(out), STDOUT_FILENO);
    dup2(fileno(err), STDERR_FILENO);
    printed.code = words_print(&options);
    fflush(stdout);
    take_back(STDOUT_FILENO, kept_out, out, printed.out, sizeof printed.out);
    take_back(STDERR_FILENO, kept_err, err, printed.err, sizeof printed.err);
    load_finish();
    return printed;
}

static void explains_a_word(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        enum language language;
        const char *text;
    } cases[] = {
        {"acw", LANGUAGE_JA,
         "後処理（あとしょり） · After-call work · after-call-work\n"
         "    通話を終えてから次を受けられるまでの記録や手続き。\n"
         "    別名: ACW, 後処理時間, 後作業, wrap-up\n"},
        {"後処理", LANGUAGE_EN,
         "After-call work · 後処理 · after-call-work\n"
         "    What an agent still does for a contact when the customer has gone.\n"
         "    Also: ACW, 後処理時間, 後作業, wrap-up\n"},
        {"納期率", LANGUAGE_JA, "納期率（のうきりつ） · On-time rate · on-time-rate\n"},
        {"納期率", LANGUAGE_JA, "    計算式: 100 × "},
        {"Backlog", LANGUAGE_EN, "    Formula: "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct printed printed = print(cases[i].word, (int)cases[i].language);
        assert_int_equal(printed.code, EXIT_OK);
        assert_string_equal(printed.err, "");
        if (strstr(printed.out, cases[i].text) == NULL) {
            fail_msg("%s", printed.out);
        }
    }
}

/* A part gives all that have it; a whole form gives that alone. */
static void finds_by_a_part(void **state)
{
    (void)state;
    struct printed part = print("解決", LANGUAGE_JA), whole = print("案件解決率", LANGUAGE_JA);
    assert_non_null(strstr(part.out, "resolution-rate"));
    assert_non_null(strstr(part.out, "first-contact-resolution"));
    assert_non_null(strstr(whole.out, "resolution-rate"));
    assert_null(strstr(whole.out, "first-contact-resolution"));
}

static void refuses_with_the_nearest(void **state)
{
    (void)state;
    struct printed en = print("ocupancy", LANGUAGE_EN), ja = print("占勇率", LANGUAGE_JA);
    assert_int_equal(en.code, EXIT_INVALID);
    assert_string_equal(en.out, "");
    assert_string_equal(en.err,
                        "wallboard: there is no word 'ocupancy'. Did you mean 'occupancy'?\n");
    assert_int_equal(ja.code, EXIT_INVALID);
    assert_non_null(strstr(ja.err, "占有率"));
}

static void prints_all(void **state)
{
    (void)state;
    struct printed printed = print(NULL, LANGUAGE_EN);
    assert_int_equal(printed.code, EXIT_OK);
    assert_int_equal(strlen(printed.out), sizeof printed.out - 1);
}

/* The language is that of the option, else of the first locale that says something. */
static void chooses_the_language(void **state)
{
    (void)state;
    static const struct {
        const char *all, *messages, *lang;
        int option;
        enum language language;
    } cases[] = {
        {NULL, NULL, NULL, -1, LANGUAGE_EN},
        {NULL, NULL, "ja_JP.UTF-8", -1, LANGUAGE_JA},
        {"C.UTF-8", "ja_JP.UTF-8", "ja_JP.UTF-8", -1, LANGUAGE_EN},
        {"", "ja_JP.UTF-8", "C", -1, LANGUAGE_JA},
        {"C.UTF-8", NULL, NULL, LANGUAGE_JA, LANGUAGE_JA},
        {"ja_JP.UTF-8", NULL, NULL, LANGUAGE_EN, LANGUAGE_EN},
    };
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const values[] = {cases[i].all, cases[i].messages, cases[i].lang};
        for (size_t j = 0; j < 3; j++) {
            if (values[j] != NULL) {
                setenv(names[j], values[j], 1);
            } else {
                unsetenv(names[j]);
            }
        }
        const struct options options = {.language = cases[i].option};
        assert_int_equal(options_language(&options), cases[i].language);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(explains_a_word),          cmocka_unit_test(finds_by_a_part),
        cmocka_unit_test(refuses_with_the_nearest), cmocka_unit_test(prints_all),
        cmocka_unit_test(chooses_the_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
