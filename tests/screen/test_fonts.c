#include "screen/fonts.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"

static const int sizes[] = {13, 20, 27, 28, 33, 48, 64, 96, 131};
#define SIZES (sizeof sizes / sizeof *sizes)

static int create(void **state)
{
    *state = fonts_create();
    return *state ? 0 : -1;
}

static int destroy(void **state)
{
    fonts_destroy(*state);
    return 0;
}

static int width(struct fonts *fonts, struct font font, const char *text)
{
    const struct measure *measure = fonts_measure(fonts);
    return measure->width(measure, font, text);
}

/* All that the product says on a wall must be drawn by the first two links. */
static void test_words_of_the_wall(void **state)
{
    static const char *const texts[] = {
        "目標内 やや未達 未達 高すぎ 低すぎ 超過 参考 注意 回復確認中 更新停止 値が動いていません "
        "〜",
        "データなし 未受信 件数不足 受付時間外 次回 休業日 達成 判定外 対象なし 本日 直近分 先月 "
        "時 秒",
        "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわを"
        "ん",
        "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽゃゅょっぁぃぅぇぉ、。・「」（）ー％："
        "／",
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲ"
        "ン",
        "ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポャュョッァィゥェォヴ０１２３４５６７８"
        "９",
        "業務 拠点 電話 応答 放棄率 待ち呼 平均 対応 稼働率 席 離席 後処理 受付 可能 顧客 満足 "
        "苦情 品質",
        "≥ ≤ … – — · × ± ° % ■ ▲ ● ◆ ○ □ △ → ↑ ↓ € £ ¥ ß ä ö ü Ä Ö Ü é è ñ ç å ø",
    };
    struct fonts *fonts = *state;
    for (int face = 0; face < FACE_COUNT; face++) {
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
            const char *at = texts[i];
            for (uint32_t c = text_next(&at); c; c = text_next(&at)) {
                enum typeface with = fonts_typeface(fonts, (struct font){(enum face)face, 28}, c);
                if (with > TYPEFACE_KANJI_BOLD) {
                    fail_msg("U+%04X in face %d comes from typeface %d", (unsigned)c, face, with);
                }
            }
        }
    }
}

static void test_ascii_is_latin(void **state)
{
    for (uint32_t c = 0x20; c < 0x7f; c++) {
        assert_int_equal(fonts_typeface(*state, (struct font){FACE_TEXT, 28}, c), TYPEFACE_LATIN);
        assert_int_equal(fonts_typeface(*state, (struct font){FACE_FIGURE, 28}, c),
                         TYPEFACE_LATIN_BOLD);
    }
}

/* Every ideograph of JIS level 1 (rows 16 to 47) as EUC-JP, from the light Japanese face. */
static void test_jis_level_1(void **state)
{
    iconv_t converter = iconv_open("UTF-8", "EUC-JP");
    assert_true(converter != (iconv_t)-1);
    int count = 0;
    for (int row = 0xb0; row <= 0xcf; row++) {
        for (int column = 0xa1; column <= 0xfe; column++) {
            char in[2] = {(char)row, (char)column}, out[8] = "";
            char *from = in, *to = out;
            size_t left = sizeof in, room = sizeof out - 1;
            if (iconv(converter, &from, &left, &to, &room) == (size_t)-1) {
                iconv(converter, NULL, NULL, NULL, NULL);
                continue; /* row 47 is not full */
            }
            const char *at = out;
            uint32_t c = text_next(&at);
            assert_int_equal(fonts_typeface(*state, (struct font){FACE_TEXT, 28}, c),
                             TYPEFACE_KANJI);
            assert_int_equal(fonts_typeface(*state, (struct font){FACE_BOLD, 28}, c),
                             TYPEFACE_KANJI_BOLD);
            count++;
        }
    }
    iconv_close(converter);
    assert_int_equal(count, 2965);
}

/* A figure must not move while it counts. */
static void test_digits_are_equally_wide(void **state)
{
    for (int face = 0; face < FACE_COUNT; face++) {
        for (size_t i = 0; i < SIZES; i++) {
            struct font font = {(enum face)face, sizes[i]};
            int zero = width(*state, font, "0");
            assert_true(zero > sizes[i] / 3);
            for (char text[2] = "1"; text[0] <= '9'; text[0]++) {
                assert_int_equal(width(*state, font, text), zero);
            }
        }
    }
}

static void test_widths_add_up(void **state)
{
    static const char *const parts[][2] = {
        {"AV", "AT"}, {"放棄率 ", "≤5%"}, {"12:", "34"}, {"To", "Y."}, {"未達", "12分"}, {"f", "i"},
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        char whole[64];
        snprintf(whole, sizeof whole, "%s%s", parts[i][0], parts[i][1]);
        struct font font = {FACE_TEXT, 27};
        assert_int_equal(width(*state, font, whole),
                         width(*state, font, parts[i][0]) + width(*state, font, parts[i][1]));
    }
    assert_int_equal(width(*state, (struct font){FACE_TEXT, 27}, ""), 0);
}

/* Ink begins and ends near pen and advance, and lies between ascent and descent. */
static void test_ink_lies_where_it_was_measured(void **state)
{
    static const char *const texts[] = {"82.4", "放棄率", "Hxgpq", "■▲●", "j", "ÄÖ", "鬱龠"};
    struct coverage board = {0};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        for (int face = 0; face < FACE_COUNT; face++) {
            for (size_t s = 1; s < SIZES; s++) {
                struct font font = {(enum face)face, sizes[s]};
                const struct measure *measure = fonts_measure(*state);
                struct font_height height = measure->height(measure, font);
                int origin_x, baseline, overhang = font.px / 16 + 1;
                fonts_draw(*state, font, texts[i], &board, &origin_x, &baseline);
                struct rect ink = coverage_ink(&board);
                assert_false(rect_empty(ink));
                assert_true(ink.x >= origin_x - overhang);
                assert_true(ink.x + ink.w <= origin_x + width(*state, font, texts[i]) + overhang);
                assert_true(ink.y >= baseline - height.ascent);
                assert_true(ink.y + ink.h <= baseline + height.descent + 1);
            }
        }
    }
    coverage_finish(&board);
}

/* The stated heights are those of the ink: layout centres text by them. */
static void test_heights(void **state)
{
    static const int px[] = {20, 28, 64, 100};
    struct coverage board = {0};
    for (int face = 0; face < FACE_COUNT; face++) {
        for (size_t i = 0; i < sizeof px / sizeof *px; i++) {
            struct font font = {(enum face)face, px[i]};
            const struct measure *measure = fonts_measure(*state);
            struct font_height height = measure->height(measure, font);
            int origin_x, baseline;
            fonts_draw(*state, font, "H", &board, &origin_x, &baseline);
            assert_in_range(coverage_ink(&board).h, height.cap - 1, height.cap + 1);
            fonts_draw(*state, font, "漢", &board, &origin_x, &baseline);
            assert_in_range(coverage_ink(&board).h, height.kanji - 2, height.kanji + 2);
            assert_true(height.cap < height.kanji &&
                        height.kanji <= height.ascent + height.descent);
        }
    }
    coverage_finish(&board);
}

/* Kanji and capitals beside each other: same middle within 4 % of the size, ratio as in type. */
static void test_kanji_sits_well_beside_latin(void **state)
{
    struct coverage board = {0};
    struct font font = {FACE_TEXT, 100};
    int origin_x, baseline;
    fonts_draw(*state, font, "H", &board, &origin_x, &baseline);
    struct rect latin = coverage_ink(&board);
    int latin_middle = baseline - latin.y - latin.h / 2;
    fonts_draw(*state, font, "漢", &board, &origin_x, &baseline);
    struct rect kanji = coverage_ink(&board);
    int kanji_middle = baseline - kanji.y - kanji.h / 2;
    assert_in_range(abs(kanji_middle - latin_middle), 0, 4);
    assert_in_range(kanji.h * 100 / latin.h, 115, 130);
    coverage_finish(&board);
}

/* What nobody has is a box with a hole, never nothing. */
static void test_unknown_is_a_box(void **state)
{
    struct font font = {FACE_TEXT, 40};
    struct coverage board = {0};
    int origin_x, baseline;
    assert_int_equal(fonts_typeface(*state, font, 0xf0000), TYPEFACE_NONE);
    fonts_draw(*state, font, "\xf3\xb0\x80\x80", &board, &origin_x, &baseline);
    struct rect ink = coverage_ink(&board);
    assert_true(ink.w >= 12 && ink.h >= 20);
    assert_int_equal(coverage_row(&board, ink.y + ink.h / 2)[ink.x + ink.w / 2], 0);
    assert_int_equal(width(*state, font, "\xf3\xb0\x80\x80"), 24);
    fonts_draw(*state, font, "\xff", &board, &origin_x, &baseline); /* not UTF-8 */
    assert_false(rect_empty(coverage_ink(&board)));
    coverage_finish(&board);
}

static void test_invisible_signs_take_no_room(void **state)
{
    struct font font = {FACE_TEXT, 40};
    struct coverage board = {0};
    int origin_x, baseline;
    const char *signs = "\xe2\x80\x8b\xef\xb8\x8f\xe2\x80\x8e\x07";
    assert_int_equal(width(*state, font, signs), 0);
    fonts_draw(*state, font, signs, &board, &origin_x, &baseline);
    assert_true(rect_empty(coverage_ink(&board)));
    coverage_finish(&board);
}

/* The view may try any number of sizes; what it measured stays true. */
static void test_many_sizes(void **state)
{
    int before = width(*state, (struct font){FACE_TEXT, 20}, "放棄率 SL");
    for (int px = 10; px < 10 + 300; px += 2) {
        assert_true(width(*state, (struct font){FACE_BOLD, px}, "放棄率 SL") > 0);
    }
    assert_int_equal(width(*state, (struct font){FACE_TEXT, 20}, "放棄率 SL"), before);
}

/* A folder of one's own goes first, one that lacks the file is passed over. */
static void test_own_folder(void **state)
{
    (void)state;
    char path[256];
    assert_true(typeface_find(TYPEFACE_LATIN, path, sizeof path));
    *strrchr(path, '/') = '\0';
    setenv("WALLBOARD_FONTS", path, 1);
    char found[256];
    assert_true(typeface_find(TYPEFACE_LATIN, found, sizeof found));
    assert_memory_equal(found, path, strlen(path));
    assert_true(typeface_find(TYPEFACE_KANJI, found, sizeof found));
    setenv("WALLBOARD_FONTS", "/nowhere", 1);
    assert_true(typeface_find(TYPEFACE_LATIN, found, sizeof found));
    unsetenv("WALLBOARD_FONTS");
    assert_false(typeface_find(TYPEFACE_LATIN, found, 8));
    assert_string_equal(found, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_of_the_wall),
        cmocka_unit_test(test_ascii_is_latin),
        cmocka_unit_test(test_jis_level_1),
        cmocka_unit_test(test_digits_are_equally_wide),
        cmocka_unit_test(test_widths_add_up),
        cmocka_unit_test(test_ink_lies_where_it_was_measured),
        cmocka_unit_test(test_heights),
        cmocka_unit_test(test_kanji_sits_well_beside_latin),
        cmocka_unit_test(test_unknown_is_a_box),
        cmocka_unit_test(test_invisible_signs_take_no_room),
        cmocka_unit_test(test_many_sizes),
        cmocka_unit_test(test_own_folder),
    };
    return cmocka_run_group_tests(tests, create, destroy);
}
