/*
 * The manual pages of files and topics, from the tables of keys, requests and words: what may stand
 * there is told from where it is read. Runs while the program is installed and is not itself.
 *
 * usage: wallboard-manual board|device|topics     topics: of the text on standard input
 */

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/envelope.h"
#include "config/keys.h"
#include "config/request.h"
#include "kpi/words.h"

struct page {
    const char *name, *title, *about;
    const struct section *section;
    const char *introduction, *files, *see;
};

static const struct page pages[] = {
    {"board", "WALLBOARD-BOARD", "what a wallboard shows, and against which targets",
     &section_board,
     "The board file of\n.Xr wallboard 1 ,\nand what is pushed to a screen over MQTT\n"
     ".Pq Xr wallboard-topics 7 .\nEverything but\n.Li businesses\nhas a default; what the metric "
     "catalogue says of a metric need not be said again.\n",
     ".Pa ~/.config/wallboard/board.json ,\nelse\n.Pa /etc/wallboard/board.json .\n"
     "Examples to begin with are in\n.Pa boards\nof the folder with the program's data.\n",
     ".Xr wallboard 1 ,\n.Xr wallboardctl 1 ,\n.Xr wallboard-device 5 ,\n.Xr wallboard-topics 7\n"},
    {"device", "WALLBOARD-DEVICE", "which screen this is, and where its broker is", &section_device,
     "The device file of\n.Xr wallboard 1 .\nNames of files in it are relative to where it lies.\n"
     "It is read at the start and on\n.Dv SIGHUP .\n",
     ".Pa ~/.config/wallboard/device.json ,\nelse\n.Pa /etc/wallboard/device.json .\n"
     "Without it the set-up card is shown.\nIT's\n.Pa control.json\nhas the same form and no\n"
     ".Li screen .\n",
     ".Xr wallboard 1 ,\n.Xr wallboardctl 1 ,\n.Xr wallboard-board 5 ,\n.Xr wallboard-topics 7\n"},
};

/* ---- Text ----------------------------------------------------------------------------------- */

/* What troff would take for its own is only text, and each sentence begins a line. */
static void print_text(const char *text)
{
    if (text[0] == '.' || text[0] == '\'') {
        fputs("\\&", stdout);
    }
    for (const char *at = text; *at != '\0'; at++) {
        bool ends = at[0] == ' ' && at > text && at[-1] == '.' && isupper((unsigned char)at[1]);
        if (*at == '\\') {
            fputs("\\e", stdout);
        } else {
            putchar(ends ? '\n' : *at);
        }
    }
}

/* As one argument of a macro. */
static void print_argument(const char *text)
{
    putchar('"');
    for (; *text != '\0'; text++) {
        fputs(*text == '"' ? "\\(dq" : *text == '\\' ? "\\e" : (const char[]){*text, '\0'}, stdout);
    }
    putchar('"');
}

/* ---- A key ---------------------------------------------------------------------------------- */

/* Without a default: who adds a type is told by the compiler to tell it here. */
static const char *type_of(const struct key *key)
{
    switch (key->type) {
    case KEY_INTEGER:
        return "A whole number";
    case KEY_NUMBER:
        return "A number";
    case KEY_FLAG:
        return "true or false";
    case KEY_WORD:
        return "One of";
    case KEY_WORDS:
        return "A list of";
    case KEY_ID:
        return "An id: a-z, 0-9 and -, 1 to 64 characters";
    case KEY_IDS:
        return "A list of ids";
    case KEY_COLOUR:
        return "A colour such as \"#7fd4ff\"";
    case KEY_TEXT:
        return "A text";
    case KEY_SECRET:
        return "A text, which is told nowhere";
    case KEY_PEM:
        return "A text in PEM, which is told nowhere";
    case KEY_OCTETS:
        return "Base64 of so many bytes";
    case KEY_CAPTION:
        return "A text, or one for each language; see";
    case KEY_BOUNDS:
        return "A number, or [low, high] of a band";
    case KEY_HOURS:
        return "Hours by days: {\"mon-fri\": [\"09:00\", \"18:00\"]}";
    case KEY_DATE:
        return "A day such as \"2027-01-01\"";
    case KEY_DATES:
        return "A list of days such as \"2027-01-01\"";
    case KEY_OBJECT:
        return "An object";
    case KEY_SECTION:
        return "An object; see";
    case KEY_MAP:
        return "Objects by ids of your own; see";
    }
    return "";
}

static void print_range(const struct key *key)
{
    if (key->word != NULL) {
        for (int i = 0; key->word(i) != NULL; i++) {
            printf("%s %s", i > 0 ? "," : key->type == KEY_INTEGER ? ", one of" : "", key->word(i));
        }
    } else if (key->type == KEY_INTEGER || key->type == KEY_NUMBER || key->type == KEY_OCTETS) {
        printf(", %s%.10g to %.10g", key->zero_too ? "0 or " : "", key->minimum, key->maximum);
    }
}

static const struct section *inside(const struct key *key)
{
    return key->type == KEY_CAPTION ? &section_caption : key->section;
}

static void print_key(const struct key *key)
{
    printf(".It Li ");
    print_argument(key->name);
    putchar('\n');
    print_text(key->help);
    putchar('\n');
    print_text(type_of(key));
    print_range(key);
    if (inside(key) != NULL) {
        fputs("\n.Sx ", stdout);
        print_argument(inside(key)->name);
        puts(" .");
    } else {
        puts(".");
    }
    if (key->required) {
        puts("Required.");
    } else if (key->fallback != NULL) {
        fputs("Default ", stdout);
        print_text(key->fallback);
        puts(".");
    }
}

/* ---- A page --------------------------------------------------------------------------------- */

/* Those that are not told of for all requests at once. */
static bool is_told(const struct key *key)
{
    return strcmp(key->name, "transaction") != 0;
}

static void print_keys(const struct section *section)
{
    bool any = false;
    for (size_t i = 0; i < section->count; i++) {
        any = any || is_told(&section->keys[i]);
    }
    if (!any) {
        return;
    }
    puts(".Bl -tag -width Ds");
    for (size_t i = 0; i < section->count; i++) {
        if (is_told(&section->keys[i])) {
            print_key(&section->keys[i]);
        }
    }
    puts(".El");
}

#define SECTIONS 32

struct told {
    const struct section *list[SECTIONS];
    size_t count;
};

static void print_section(struct told *told, const struct section *section)
{
    for (size_t i = 0; i < told->count; i++) {
        if (told->list[i] == section) {
            return;
        }
    }
    if (told->count == SECTIONS) {
        abort();
    }
    told->list[told->count++] = section;
    fputs(".Ss ", stdout);
    print_argument(section->name);
    putchar('\n');
    print_keys(section);
    for (size_t i = 0; i < section->count; i++) {
        if (inside(&section->keys[i]) != NULL) {
            print_section(told, inside(&section->keys[i]));
        }
    }
}

static void print_page(const struct page *page)
{
    struct told told = {.count = 0};
    printf(".\\\" Made from the table of keys.\n.Dd November 27, 2026\n.Dt %s 5\n.Os\n"
           ".Sh NAME\n.Nm wallboard-%s\n.Nd %s\n.Sh DESCRIPTION\n%s",
           page->title, page->name, page->about, page->introduction);
    puts("It is one JSON object in UTF-8; a byte-order mark and CRLF are accepted.\n"
         "A key that is not told of here is a fault, as is one that stands twice; behind a\n"
         ".Li //\nanything may stand: it is a comment.\n"
         ".Ic wallboard Fl -check Ar file\ntells all faults at once, each with its place, what was "
         "read and what is allowed.\n.Sh KEYS");
    print_section(&told, page->section);
    printf(".Sh FILES\n%s.Sh SEE ALSO\n%s", page->files, page->see);
}

/* ---- Topics --------------------------------------------------------------------------------- */

static void print_requests(void)
{
    for (int i = 0; i < REQUEST_VERBS; i++) {
        printf(".Ss %s\n", verbs[i].name);
        print_text(verbs[i].help);
        putchar('\n');
        print_keys(&verbs[i].section);
    }
}

static void print_refusals(void)
{
    for (int i = REFUSED_NOTHING + 1; i < REFUSAL_COUNT; i++) {
        printf(".Li %s%s\n", refusal_word((enum refusal)i), i == REFUSAL_COUNT - 1 ? " ." : " ,");
    }
}

static void print_topics(void)
{
    char line[1024];
    while (fgets(line, sizeof line, stdin) != NULL) {
        if (strcmp(line, "@requests@\n") == 0) {
            print_requests();
        } else if (strcmp(line, "@refusals@\n") == 0) {
            print_refusals();
        } else if (strcmp(line, "@envelope@\n") == 0) {
            print_keys(&section_envelope);
        } else if (strcmp(line, "@connection@\n") == 0) {
            print_keys(&section_connection);
        } else {
            fputs(line, stdout);
        }
    }
}

int main(int count, char **arguments)
{
    const struct page *page = NULL;
    bool topics = count == 2 && strcmp(arguments[1], "topics") == 0;
    for (size_t i = 0; count == 2 && i < sizeof pages / sizeof *pages; i++) {
        page = strcmp(arguments[1], pages[i].name) == 0 ? &pages[i] : page;
    }
    if (topics) {
        print_topics();
    } else if (page != NULL) {
        print_page(page);
    } else {
        fprintf(stderr, "usage: %s board|device|topics\n", arguments[0]);
        return EXIT_FAILURE;
    }
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
