#include "view/passage.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

/* Far more than the longest announcement takes on the narrowest wall. */
#define LINES_MOST 512

/* A line longer than this is broken wherever it then is. */
#define LINE_BYTES 512

struct line_range {
    const char *start;
    size_t length;
};

/* As wide as a count of pages gets. */
#define WIDEST_COUNT " 88/88"

/* What must not begin a line: closing marks, small kana and the long vowel mark. */
static bool begins_no_line(const char *text)
{
    static const char *const marks =
        "、。，．・：；！？」』）】〉》〕ーぁぃぅぇぉっゃゅょァィゥェォッャュョ";
    uint32_t c = text_next(&text);
    const char *mark = marks;
    for (uint32_t m; (m = text_next(&mark)) != 0;) {
        if (m == c) {
            return true;
        }
    }
    return false;
}

/* Where the character before `end` begins. */
static const char *before(const char *end)
{
    do {
        end--;
    } while (((unsigned char)*end & 0xC0) == 0x80);
    return end;
}

static bool is_latin(const char *text)
{
    return text_next(&text) < 0x2e80;
}

/* How much of `text` goes on one line: a Latin word stays whole where it can, at least one
 * character. */
static size_t line_length(const struct measure *measure, struct font font, const char *text,
                          int width)
{
    char line[LINE_BYTES];
    const char *end = text, *space = NULL;
    for (const char *next = text; *next != '\0';) {
        uint32_t c = text_next(&next);
        size_t length = (size_t)(next - text);
        if (length >= sizeof line) {
            break;
        }
        memcpy(line, text, length);
        line[length] = '\0';
        if (end > text && c != ' ' && measure->width(measure, font, line) > width) {
            break;
        }
        space = c == ' ' ? next : space;
        end = next;
    }
    if (*end == '\0') {
        return (size_t)(end - text);
    }
    const char *last = end;
    while (last > text && begins_no_line(last)) {
        last = before(last);
    }
    end = last > text ? last : end;
    bool in_word = is_latin(end) && is_latin(before(end));
    return (size_t)((in_word && space != NULL && space <= end ? space : end) - text);
}

static size_t lines_break(const struct measure *measure, struct font font, const char *text,
                          int width, struct line_range *lines, size_t room)
{
    size_t count = 0;
    while (*text != '\0' && count < room) {
        size_t length = line_length(measure, font, text, width);
        lines[count++] = (struct line_range){text, length};
        text += length;
    }
    return count;
}

size_t passage_lines(const struct measure *measure, struct font font, const char *text, int width)
{
    struct line_range lines[LINES_MOST];
    return lines_break(measure, font, text, width, lines, LINES_MOST);
}

/* A command holds fewer bytes than a line may have: it is written in parts, cut between characters.
 */
static void write_line(struct pen *pen, int x, int baseline, const struct passage *passage,
                       struct line_range line)
{
    int right = passage->bounds.x + passage->bounds.w;
    while (line.length > 0) {
        char part[COMMAND_TEXT_BYTES - 8];
        size_t length = line.length < sizeof part ? line.length : sizeof part - 1;
        while (length < line.length && ((unsigned char)line.start[length] & 0xC0) == 0x80) {
            length--;
        }
        memcpy(part, line.start, length);
        part[length] = '\0';
        x += pen_text(pen, x, baseline, right - x, passage->font, passage->ink, part);
        line.start += length;
        line.length -= length;
    }
}

size_t passage_record(struct pen *pen, const struct passage *passage, size_t *page)
{
    struct line_range lines[LINES_MOST];
    struct rect bounds = passage->bounds;
    size_t per_page =
        (size_t)(bounds.h > passage->line_height ? bounds.h / passage->line_height : 1);
    int width = bounds.w;
    size_t count =
        lines_break(pen->measure, passage->font, passage->text, width, lines, LINES_MOST);
    if (count > per_page) {
        width -= pen_width(pen, passage->count_font, WIDEST_COUNT);
        count = lines_break(pen->measure, passage->font, passage->text, width, lines, LINES_MOST);
    }
    count = count < LINES_MOST ? count : LINES_MOST;
    size_t pages = (count + per_page - 1) / per_page;
    *page = *page < pages ? *page : 0;
    int baseline = passage->baseline;
    for (size_t i = *page * per_page; i < count && i < (*page + 1) * per_page; i++) {
        write_line(pen, bounds.x, baseline, passage, lines[i]);
        baseline += passage->line_height;
    }
    if (pages > 1) {
        char place[32];
        snprintf(place, sizeof place, "%zu/%zu", *page + 1, pages);
        int last = passage->baseline + ((int)per_page - 1) * passage->line_height;
        pen_text_right(pen, bounds.x + bounds.w, last, bounds.w - width, passage->count_font,
                       passage->ink, place);
    }
    return pages;
}
