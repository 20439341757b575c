/* Where lines end: Japanese by kinsoku, Latin between words, numbers with their units. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "fake_measure.h"
#include "view/lines.h"

#define MOST 64

/* With a font of 10 px an ideograph or kana is 10 px wide, a Latin character 6. */
static const struct font font = {FACE_TEXT, 10};

/* The lines, parted by '|'. */
static const char *broken(const char *text, int width)
{
    static char shown[4096];
    struct line lines[MOST];
    size_t count = lines_break(&fake_measure, font, text, width, lines, MOST);
    shown[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        strcat(shown, i > 0 ? "|" : "");
        strncat(shown, lines[i].start, lines[i].length);
    }
    return shown;
}

struct sample {
    const char *text;
    int width;
    const char *lines;
};

static void check(const struct sample *samples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(broken(samples[i].text, samples[i].width), samples[i].lines);
    }
}

static void japanese_by_kinsoku(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"一二三四五六", 40, "一二三四|五六"},
        /* Closing marks and points begin no line. */
        {"一二三四。五", 40, "一二三|四。五"},
        {"一二三四、五", 40, "一二三|四、五"},
        {"一二三」。五", 40, "一二|三」。五"},
        {"一二三四）五", 40, "一二三|四）五"},
        {"一二三四！？", 40, "一二三|四！？"},
        {"一二三四・五", 40, "一二三|四・五"},
        {"一二三四％五", 40, "一二三|四％五"},
        {"一二三四〜五", 40, "一二三|四〜五"},
        /* Small kana, the prolonged sound mark and iteration marks neither. */
        {"一二三ショ五", 40, "一二三|ショ五"},
        {"一二三ちゃう", 40, "一二三|ちゃう"},
        {"一二三まって", 40, "一二三|まって"},
        {"一センター長", 40, "一セン|ター長"},
        {"一二三人々が", 40, "一二三|人々が"},
        {"一二三いすゞ", 50, "一二三い|すゞ"},
        {"一二三四ｻｰﾋﾞｽ", 50, "一二三四|ｻｰﾋﾞｽ"},
        /* No opening bracket ends a line. */
        {"一二三「四五", 40, "一二三|「四五"},
        {"一二（（三四", 40, "一二|（（三四"},
        {"一二三『四』", 40, "一二三|『四』"},
        /* What is nothing but such marks ends anywhere. */
        {"。。。。。。", 40, "。。。。|。。"},
        {"", 40, ""},
    };
    check(samples, sizeof samples / sizeof *samples);
}

static void latin_between_words(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"one two three", 60, "one two|three"},
        {"one two", 42, "one two"},
        {"one two ", 42, "one two"},
        {"one  two", 30, "one|two"},
        {"well-known", 36, "well-|known"},
        {"see (all) of it", 54, "see (all)|of it"},
        {"he said, \"no\"", 54, "he said,|\"no\""},
        {"Ask IT: now.", 48, "Ask IT:|now."},
        {"at mqtt.example", 84, "at|mqtt.example"},
        {"一 二三四五", 40, "一 二三|四五"},
        {"一二　三四", 20, "一二|三四"},
        {"通話 call 中", 50, "通話 call|中"},
    };
    check(samples, sizeof samples / sizeof *samples);
}

static void a_number_keeps_its_unit(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"within 20 s now", 60, "within|20 s now"},
        {"we want 80 % of", 66, "we want|80 % of"},
        {"wait 15 minutes", 60, "wait|15 minutes"},
        {"room 15 mind it", 42, "room 15|mind it"},
        {"at 10:30 a.m. on", 72, "at|10:30 a.m.|on"},
        {"約束20秒以内", 44, "約束20秒|以内"},
        {"一二三20秒", 46, "一二三|20秒"},
        {"一二三24時間", 50, "一二三|24時間"},
        {"復旧は15時30分", 70, "復旧は|15時30分"},
        /* Between two ideographs or katakana only where the line would be left half empty. */
        {"階段で避難する", 40, "階段で|避難する"},
        {"火は災難避難", 40, "火は災難|避難"},
        {"今すぐにエレベータ", 60, "今すぐに|エレベータ"},
        {"今すぐエレベータ", 60, "今すぐエレ|ベータ"},
        {"一二3,000円", 50, "一二|3,000円"},
        {"一二三80%四", 46, "一二三|80%四"},
        {"一二３．５倍", 40, "一二|３．５倍"},
        {"一二三第3回", 42, "一二三|第3回"},
        {"一二5ポイント四", 56, "一二|5ポイント四"},
        {"一二2か月四", 38, "一二|2か月四"},
        {"11月18日9:00〜", 60, "11月18日|9:00〜"},
    };
    check(samples, sizeof samples / sizeof *samples);
}

/* One that is wider than the line begins on a line of its own. */
static void a_long_word_ends_between_characters(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"unbreakable", 42, "unbreak|able"},
        {"an unbreakable", 42, "an|unbreak|able"},
        {"unbreakable on", 42, "unbreak|able on"},
        /* With its accent as a character of its own. */
        {"aae\xcc\x81z", 18, "aa|e\xcc\x81z"},
        {"123456789", 30, "12345|6789"},
        {"ab", 1, "a|b"},
        {"e\xcc\x81z", 1, "e\xcc\x81|z"},
    };
    check(samples, sizeof samples / sizeof *samples);
}

/* Whatever the text and width: nothing but blanks is left out, in order, and it ends. */
static void nothing_is_lost(void **state)
{
    (void)state;
    static const char text[] =
        "本日15時より（予定）「ショップ」センターは24時間体制です。Call 06-1234-5678 "
        "within 20 s, or see https://mqtt.example/a/b?c=d。人々へ…🙂‍↕️é！";
    char plain[sizeof text], whole[sizeof text];
    size_t length = 0;
    for (const char *c = text; *c; c++) {
        plain[length] = *c;
        length += *c != ' ';
    }
    plain[length] = '\0';
    for (int width = 1; width < 900; width += 7) {
        struct line lines[256];
        size_t count = lines_break(&fake_measure, font, text, width, lines, 256);
        assert_true(count < 256);
        length = 0;
        for (size_t i = 0; i < count; i++) {
            for (size_t k = 0; k < lines[i].length; k++) {
                whole[length] = lines[i].start[k];
                length += lines[i].start[k] != ' ';
            }
        }
        whole[length] = '\0';
        assert_string_equal(whole, plain);
    }
}

static void no_more_lines_than_have_room(void **state)
{
    (void)state;
    struct line lines[2];
    assert_int_equal(lines_break(&fake_measure, font, "一二三四五六", 20, lines, 2), 2);
    assert_int_equal(lines_break(&fake_measure, font, "一二三四五六", 20, lines, 0), 0);
}

/* The longest text, without any place that reads well. */
static void the_longest_text_ends(void **state)
{
    (void)state;
    static char text[LINES_TEXT_BYTES];
    static struct line lines[LINES_TEXT_BYTES];
    memset(text, 'a', sizeof text - 1);
    size_t count = lines_break(&fake_measure, font, text, 100000, lines, LINES_TEXT_BYTES);
    assert_true(count > 1);
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        length += lines[i].length;
    }
    assert_int_equal(length, sizeof text - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(japanese_by_kinsoku),
        cmocka_unit_test(latin_between_words),
        cmocka_unit_test(a_number_keeps_its_unit),
        cmocka_unit_test(a_long_word_ends_between_characters),
        cmocka_unit_test(nothing_is_lost),
        cmocka_unit_test(no_more_lines_than_have_room),
        cmocka_unit_test(the_longest_text_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
