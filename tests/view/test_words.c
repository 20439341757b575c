/* The table is whole in every language and its placeholders agree. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/text.h"
#include "config/catalogue_file.h"
#include "config/glossary.h"
#include "view/words.h"

static bool may_be_empty(enum word word)
{
    return word == WORD_ITEMS || word == WORD_PEOPLE || word == WORD_CLOCK_MINUTES;
}

static int places(const char *text)
{
    int count = 0;
    for (; *text; text++) {
        count += *text == '@';
    }
    return count;
}

static void every_word_is_there(void **state)
{
    (void)state;
    for (int word = 0; word < WORD_COUNT; word++) {
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            const char *text = word_in((enum word)word, (enum language)language);
            assert_non_null(text);
            assert_true(text[0] != '\0' || may_be_empty((enum word)word));
            assert_true(text_is_utf8(text, strlen(text)));
            assert_true(places(text) <= 1);
            assert_int_equal(places(text), places(word_in((enum word)word, LANGUAGE_JA)));
        }
    }
}

static void the_words_of_the_contract(void **state)
{
    (void)state;
    static const struct {
        enum word word;
        const char *ja;
    } words[] = {
        {WORD_MET, "目標内"},
        {WORD_NEAR, "やや未達"},
        {WORD_MISSED, "未達"},
        {WORD_TOO_HIGH, "高すぎ"},
        {WORD_TOO_LOW, "低すぎ"},
        {WORD_OVER, "超過"},
        {WORD_UNTARGETED, "参考"},
        {WORD_WARN, "注意"},
        {WORD_RECOVERING, "回復確認中"},
        {WORD_STOPPED, "更新停止"},
        {WORD_STUCK, "値が動いていません"},
        {WORD_NO_DATA, "データなし"},
        {WORD_WAITING, "未受信"},
        {WORD_THIN, "件数不足"},
        {WORD_EMPTY, "対象なし"},
        {WORD_CLOSED, "受付時間外"},
        {WORD_HOLIDAY, "休業日"},
        {WORD_ACHIEVED, "達成"},
        {WORD_NOT_JUDGED, "判定外"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        assert_string_equal(word_in(words[i].word, LANGUAGE_JA), words[i].ja);
    }
}

/* What the wall says of a KPI is never what a KPI is called: "Waiting" was both. */
static void no_metric_is_called_so(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct faults *faults = faults_create();
    const struct catalogue *catalogue = catalogue_built_in(arena, faults);
    assert_non_null(catalogue);
    for (size_t i = 0; i < catalogue->count; i++) {
        const struct metric *metric = &catalogue->metrics[i];
        for (int word = WORD_MET; word <= WORD_CLOSURE; word++) {
            for (int language = 0; language < LANGUAGE_COUNT; language++) {
                const char *text = word_in((enum word)word, (enum language)language);
                assert_string_not_equal(text, metric->name.in[language]);
                assert_string_not_equal(text, metric->short_name.in[language]);
            }
        }
    }
    faults_destroy(faults);
    arena_destroy(arena);
}

static void filling(void **state)
{
    (void)state;
    char text[32];
    word_fill(text, sizeof text, WORD_AT_LEAST, LANGUAGE_JA, "80%");
    assert_string_equal(text, "目標 80%以上");
    word_fill(text, sizeof text, WORD_NEXT, LANGUAGE_EN, "9:00");
    assert_string_equal(text, "until 9:00");
    word_fill(text, sizeof text, WORD_MET, LANGUAGE_EN, "unused");
    assert_string_equal(text, "Met");
    word_fill(text, 4, WORD_MET, LANGUAGE_EN, "");
    assert_string_equal(text, "Met");
}

/* The glossary explains the words that stand on the wall, as they stand there. */
static void the_glossary_has_the_words_of_the_wall(void **state)
{
    (void)state;
    static const struct {
        enum word word;
        const char *id;
    } words[] = {
        {WORD_MET, "met"},
        {WORD_NEAR, "near"},
        {WORD_MISSED, "missed"},
        {WORD_UNTARGETED, "untargeted"},
        {WORD_WARN, "warn"},
        {WORD_IN_HAND, "in-hand"},
        {WORD_STOPPED, "last-known"},
        {WORD_NO_DATA, "no-data"},
        {WORD_WAITING, "waiting"},
        {WORD_THIN, "thin"},
        {WORD_FEW_PEOPLE, "few-people"},
        {WORD_EARLY, "early"},
        {WORD_CLOSED, "closed"},
        {WORD_LEVEL, "level"},
    };
    struct arena *arena = arena_create();
    struct faults *faults = faults_create();
    const struct catalogue *catalogue = catalogue_built_in(arena, faults);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const struct term *term = NULL;
        for (size_t j = 0; j < catalogue->term_count && !term; j++) {
            bool found = strcmp(catalogue->terms[j].id, words[i].id) == 0;
            term = found ? &catalogue->terms[j] : NULL;
        }
        assert_non_null(term);
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            assert_string_equal(term->name.in[language],
                                word_in(words[i].word, (enum language)language));
        }
    }
    faults_destroy(faults);
    arena_destroy(arena);
}

static bool is_explained(const struct catalogue *catalogue, const char *text)
{
    for (size_t i = 0; i < glossary_count(catalogue); i++) {
        struct glossary_entry entry = glossary_at(catalogue, i);
        if (glossary_match(&entry, text) == MATCH_WHOLE) {
            return true;
        }
    }
    return false;
}

/* Whoever reads a word off the wall finds it by `--words`, whatever its form. */
static void every_word_of_the_wall_is_found(void **state)
{
    (void)state;
    static const struct {
        enum word first, last;
    } ranges[] = {
        {WORD_MET, WORD_FEW_PERIODS},
        {WORD_VARIATION, WORD_ONE_SIDE},
        {WORD_CORRECTIVE, WORD_TOTAL},
        {WORD_NOW, WORD_LAST_YEAR},
        {WORD_CLOCK_UNSURE, WORD_CLOCK_UNSURE},
        {WORD_LINK_CONNECTING_SHORT, WORD_LINK_DUPLICATE_SHORT},
        {WORD_CONFIG_FAULT, WORD_CONFIG_FAULT},
        {WORD_NEWS, WORD_EMERGENCY},
    };
    struct arena *arena = arena_create();
    struct faults *faults = faults_create();
    const struct catalogue *catalogue = catalogue_built_in(arena, faults);
    int asked = 0;
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges * LANGUAGE_COUNT; i++) {
        enum language language = i % LANGUAGE_COUNT;
        for (int word = ranges[i / LANGUAGE_COUNT].first;
             word <= (int)ranges[i / LANGUAGE_COUNT].last; word++) {
            const char *text = word_in((enum word)word, language);
            asked += places(text) == 0;
            if (places(text) == 0 && !is_explained(catalogue, text)) {
                fail_msg("'%s' is in no entry", text);
            }
        }
    }
    assert_true(asked > 100);
    faults_destroy(faults);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_of_the_wall_is_found),
        cmocka_unit_test(the_glossary_has_the_words_of_the_wall),
        cmocka_unit_test(every_word_is_there),
        cmocka_unit_test(the_words_of_the_contract),
        cmocka_unit_test(no_metric_is_called_so),
        cmocka_unit_test(filling),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
