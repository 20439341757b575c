/* Files as spreadsheets save them, and as they come damaged. */

#include "ctl/sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FILE_OF(text) (text), sizeof(text) - 1
#define CELLS 4
#define ROWS 3

static struct arena *arena;
static struct faults *faults;

static int open_stage(void **state)
{
    (void)state;
    arena = arena_create();
    faults = faults_create();
    return 0;
}

static int close_stage(void **state)
{
    (void)state;
    faults_destroy(faults);
    arena_destroy(arena);
    return 0;
}

static void good_files(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t length;
        struct {
            size_t line;
            const char *cells[CELLS];
        } rows[ROWS];
    } cases[] = {
        {FILE_OF("a,b\n1,2\n"), {{1, {"a", "b"}}, {2, {"1", "2"}}}},
        {FILE_OF("a,b\r\n1,2"), {{1, {"a", "b"}}, {2, {"1", "2"}}}},
        {FILE_OF("\xEF\xBB\xBF"
                 "a;b,c\n"),
         {{1, {"a;b", "c"}}}},
        {FILE_OF("a;b;c\n1,5;2;3\n"), {{1, {"a", "b", "c"}}, {2, {"1,5", "2", "3"}}}},
        {FILE_OF("\"x;y;z\",b\n"), {{1, {"x;y;z", "b"}}}},
        {FILE_OF("\"a \"\"b\"\"\", c \n"), {{1, {"a \"b\"", "c"}}}},
        {FILE_OF("\n\na,b\n,\n;\n1,\n"), {{3, {"a", "b"}}, {5, {";"}}, {6, {"1", ""}}}},
        {FILE_OF("\"a\nb\",c\nd\n"), {{1, {"a\nb", "c"}}, {3, {"d"}}}},
        {FILE_OF("値,チャネル\n"), {{1, {"値", "チャネル"}}}},
        {FILE_OF("\x92\x6C,\x83\x60\x83\x83\x83\x6C\x83\x8B\n"), {{1, {"値", "チャネル"}}}},
        /* Half-width, a mark of Windows alone, and a second byte that is a backslash. */
        {FILE_OF("\xB6\xC5,\x87\x40,\x95\x5C\n"), {{1, {"ｶﾅ", "①", "表"}}}},
        {FILE_OF(""), {{0}}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sheet sheet;
        print_message("    %zu\n", i);
        assert_true(sheet_read(cases[i].bytes, cases[i].length, arena, &sheet, faults));
        size_t rows = 0;
        for (; rows < ROWS && cases[i].rows[rows].line > 0; rows++) {
            assert_in_range(rows, 0, sheet.count - 1);
            assert_int_equal(sheet.rows[rows].line, cases[i].rows[rows].line);
            size_t cells = 0;
            for (; cells < CELLS && cases[i].rows[rows].cells[cells] != NULL; cells++) {
                assert_in_range(cells, 0, sheet.rows[rows].count - 1);
                assert_string_equal(sheet.rows[rows].cells[cells],
                                    cases[i].rows[rows].cells[cells]);
            }
            assert_int_equal(sheet.rows[rows].count, cells);
        }
        assert_int_equal(sheet.count, rows);
    }
}

static void bad_files(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t length;
        const char *pointer, *code;
    } cases[] = {
        {FILE_OF("a,b\n\xFF\xFE,1\n"), "/2", "encoding"},
        {FILE_OF("a,b\n1,\x83\n"), "/2", "encoding"},
        {FILE_OF("a\0b\n"), "/1", "encoding"},
        {FILE_OF("\xFF\xFE"
                 "a\0,\0b\0\n\0"),
         "/1", "encoding"},
        {FILE_OF("a,b\n1,\"2\n"), "/2", "quotes"},
        {FILE_OF("a,b\n1,2\"3\n4,5\n"), "/2", "quotes"},
        {FILE_OF("a,b\n1,\"2\"3\n4,5\n"), "/2", "quotes"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sheet sheet;
        print_message("    %zu\n", i);
        struct faults *found = faults_create();
        assert_false(sheet_read(cases[i].bytes, cases[i].length, arena, &sheet, found));
        assert_int_equal(faults_count(found), 1);
        assert_string_equal(faults_at(found, 0)->pointer, cases[i].pointer);
        assert_string_equal(faults_at(found, 0)->code, cases[i].code);
        faults_destroy(found);
    }
}

static void too_much_is_told(void **state)
{
    (void)state;
    struct sheet sheet;
    static char wide[SHEET_CELLS + 1], high[2 * (SHEET_ROWS + 1)];
    memset(wide, ',', sizeof wide);
    wide[0] = 'a';
    assert_false(sheet_read(wide, sizeof wide, arena, &sheet, faults));
    assert_string_equal(faults_at(faults, 0)->read, "65 cells");
    for (size_t i = 0; i < sizeof high; i++) {
        high[i] = i % 2 == 0 ? '1' : '\n';
    }
    assert_true(sheet_read(high, sizeof high - 2, arena, &sheet, faults));
    assert_int_equal(sheet.count, SHEET_ROWS);
    assert_false(sheet_read(high, sizeof high, arena, &sheet, faults));
    assert_string_equal(faults_at(faults, 1)->pointer, "/10001");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(good_files, open_stage, close_stage),
        cmocka_unit_test_setup_teardown(bad_files, open_stage, close_stage),
        cmocka_unit_test_setup_teardown(too_much_is_told, open_stage, close_stage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
