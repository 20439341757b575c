#include "config/card_fault.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "config/card_rules.h"
#include "config/nearest.h"
#include "config/values.h"

#define SENTENCE_BYTES 384

/* ---- Where, and what stands there ----------------------------------------------------------- */

static bool is_secret(const char *pointer)
{
    static const char name[] = "/password";
    size_t length = strlen(pointer), end = strlen(name);
    return length >= end && strcmp(pointer + length - end, name) == 0;
}

/* `network/address "192.0.2.7"`; "" where a fault is of the file as a whole. */
static void write_place(char *to, size_t size, const struct fault *fault, enum language language)
{
    char read[96];
    text_copy(read, sizeof read, fault->read);
    size_t length = strlen(read);
    bool quoted = length >= 2 && read[0] == '"'; /* what is long is cut, with its last quote */
    if (quoted && read[length - 1] == '"') {
        read[length - 1] = '\0';
    }
    to[0] = '\0';
    if (fault->pointer[0] != '\0') {
        bool tells = read[0] != '\0' && !is_secret(fault->pointer) &&
                     strcmp(fault->code, "unknown-key") != 0 &&
                     strcmp(fault->code, "duplicate-key") != 0;
        const char *open = language == LANGUAGE_JA ? "「" : "\"";
        const char *close = language == LANGUAGE_JA ? "」" : "\"";
        snprintf(to, size, "%s%s%s%s%s", fault->pointer + 1, tells ? " " : "", tells ? open : "",
                 tells ? read + quoted : "", tells ? close : "");
    }
}

/* ---- In Japanese ---------------------------------------------------------------------------- */

/* What a value may be, for the faults that any key can have. */
static void japanese_allowed(char *to, size_t size, const char *allowed)
{
    static const struct {
        const char *english, *japanese;
    } phrases[] = {
        {"an object", "{ } で囲んで書きます"},
        {"a text", "半角の \" で囲んだ文字を書きます"},
        {ID_ALLOWED, "半角の \" で囲み、a〜z、0〜9、- だけで 64 文字までにします"},
        {"at least one character", "空にはできません"},
        {"no control characters", "改行やタブなどの制御文字は使えません"},
        {"each id once", "同じ名前は 1 回だけ書きます"},
        {"true or false", "true か false を書きます"},
    };
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        if (strcmp(phrases[i].english, allowed) == 0) {
            snprintf(to, size, "%s", phrases[i].japanese);
            return;
        }
    }
    double least, most;
    if (sscanf(allowed, "%lf to %lf", &least, &most) == 2) {
        snprintf(to, size, "%.0f〜%.0f の数を \" で囲まずに書きます", least, most);
    } else if (sscanf(allowed, "at most %lf characters", &most) == 1) {
        snprintf(to, size, "%.0f 文字までにします", most);
    } else if (strncmp(allowed, "a list", strlen("a list")) == 0) {
        snprintf(to, size, "[ ] で囲み、コンマで区切って書きます");
    } else {
        snprintf(to, size, "正しい書き方: %s", allowed);
    }
}

/* What the library says of a text, and what to write instead. */
static const struct {
    const char *said, *japanese, *english;
} syntax_hints[] = {
    {"invalid escape", "\\ は 2 つ重ねて \\\\ と書きます", "Write \\ twice: \\\\."},
    {"too big", "数が大きすぎます", "The number is too large."},
    {"overflow", "数が大きすぎます", "The number is too large."},
    {"control character", "\" \" の中ではタブなどの制御文字は使えません",
     "No tabulator between quotes."},
    {"unexpected newline", "行の終わりまでに、閉じる \" がありません",
     "The quote that closes is missing in this line."},
    {"JSON_ALLOW_NUL", "\\u0000 は使えません", "Leave out \\u0000."},
};

/* The index of the hint; -1: none is known. */
static int find_hint(const struct fault *fault)
{
    for (int i = 0; i < (int)(sizeof syntax_hints / sizeof *syntax_hints); i++) {
        if (strcmp(fault->code, "not-json") == 0 && fault->read[0] == '\0' &&
            strstr(fault->message, syntax_hints[i].said) != NULL) {
            return i;
        }
    }
    return -1;
}

static void japanese_syntax(char *to, size_t size, const struct fault *fault)
{
    int line = 0, column = 0, hint = find_hint(fault);
    if (sscanf(fault->message, "Line %d, column %d", &line, &column) != 2) {
        snprintf(to, size, "JSON として読めません");
    } else if (strcmp(fault->allowed, "a space") == 0) {
        snprintf(to, size, "%d 行目、%d 文字目: 全角の空白を半角に直します", line, column);
    } else if (fault->read[0] != '\0') {
        snprintf(to, size, "%d 行目、%d 文字目: %s を半角の %s に直します", line, column,
                 fault->read, fault->allowed);
    } else if (hint >= 0) {
        snprintf(to, size, "%d 行目、%d 文字目のあたり: %s", line, column,
                 syntax_hints[hint].japanese);
    } else {
        snprintf(to, size,
                 "%d 行目、%d 文字目のあたり: 記号 \" : , { } [ ] のどれかが足りないか、余分です",
                 line, column);
    }
}

/* The key of the list in `allowed` that was meant; "" when none is near. */
static void find_meant(char *to, size_t size, const char *wanted, const char *allowed)
{
    struct nearest nearest = nearest_to(wanted);
    to[0] = '\0';
    for (const char *at = allowed; *at != '\0';) {
        char name[64];
        size_t length = strcspn(at, ",");
        snprintf(name, sizeof name, "%.*s", (int)length, at);
        unsigned before = nearest.distance;
        nearest_offer(&nearest, name);
        if (nearest.distance < before) {
            snprintf(to, size, "%s", name);
        }
        at += length;
        at += strspn(at, ", ");
    }
}

static void japanese_unknown(char *to, size_t size, const struct fault *fault)
{
    char meant[64];
    find_meant(meant, sizeof meant, fault->read, fault->allowed);
    if (meant[0] != '\0') {
        snprintf(to, size, "この項目はありません。%s の書き間違いではありませんか", meant);
    } else {
        snprintf(to, size, "この項目はありません。書ける項目: %s", fault->allowed);
    }
}

static bool japanese_rule(char *to, size_t size, const char *message)
{
    for (int rule = 0; rule < CARD_RULES; rule++) {
        if (strcmp(card_words[rule].message, message) == 0) {
            snprintf(to, size, "%s", card_words[rule].ja);
            return true;
        }
    }
    return false;
}

static void japanese_encoding(char *to, size_t size, const struct fault *fault)
{
    int line = 0;
    sscanf(fault->message, "Line %d", &line);
    snprintf(to, size,
             "%d 行目: 文字コードが UTF-8 ではありません。メモ帳なら「名前を付けて保存」で UTF-8 を"
             "選びます",
             line);
}

static void japanese(char *to, size_t size, const struct fault *fault)
{
    static const struct {
        const char *code, *sentence;
    } sentences[] = {
        {"missing", "この項目が必要です"},
        {"duplicate-key", "同じ項目が 2 回あります。1 つにします"},
        {"too-large", "ファイルが大きすぎます"},
        {"unreadable", "ファイルを読めません。作り直して置きます"},
        {"too-deep", "括弧が深く重なりすぎています"},
        {"base64", "公開鍵の 2 行目 (base64) を改行なしで書きます"},
        {"public-key", "Ed25519 の公開鍵ではありません。openssl pkey -pubout の 2 行目を書きます"},
    };
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        if (strcmp(sentences[i].code, fault->code) == 0) {
            snprintf(to, size, "%s", sentences[i].sentence);
            return;
        }
    }
    if (strcmp(fault->code, "not-json") == 0) {
        japanese_syntax(to, size, fault);
    } else if (strcmp(fault->code, "encoding") == 0) {
        japanese_encoding(to, size, fault);
    } else if (strcmp(fault->code, "unknown-key") == 0) {
        japanese_unknown(to, size, fault);
    } else if (!japanese_rule(to, size, fault->message)) {
        japanese_allowed(to, size, fault->allowed);
    }
}

/* ---- In English ----------------------------------------------------------------------------- */

/* The message says where in a file without pointers, and what was meant where that is known. */
static void english(char *to, size_t size, const struct fault *fault)
{
    const char *before = " Write: ", *what = fault->allowed;
    int hint = find_hint(fault);
    if (hint >= 0) {
        before = " ";
        what = syntax_hints[hint].english;
    } else if (strcmp(fault->code, "not-json") == 0 || what[0] == '\0' ||
               strstr(fault->message, "Did you mean") != NULL) {
        before = what = "";
    }
    snprintf(to, size, "%s%s%s", fault->message, before, what);
}

/* ---- Both ----------------------------------------------------------------------------------- */

void card_fault_text(char to[CARD_FAULT_BYTES], const struct fault *fault, enum language language)
{
    char place[128], sentence[SENTENCE_BYTES], whole[CARD_FAULT_BYTES];
    write_place(place, sizeof place, fault, language);
    if (language == LANGUAGE_JA) {
        japanese(sentence, sizeof sentence, fault);
    } else {
        english(sentence, sizeof sentence, fault);
    }
    snprintf(whole, sizeof whole, "%s%s%s", place, place[0] != '\0' ? " · " : "", sentence);
    text_copy_clean(to, CARD_FAULT_BYTES, whole);
}
