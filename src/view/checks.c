#include "view/checks.h"

#include <stdio.h>
#include <string.h>

/* What a board falls back to when it cannot read what the panel offers is smaller. */
#define LEAST_SIDE_PX 720

/* ---- Results -------------------------------------------------------------------------------- */

static enum check_result passed_if(bool good)
{
    return good ? CHECK_PASSED : CHECK_FAILED;
}

static enum check_result network_result(enum network_state network)
{
    return network == NETWORK_UNKNOWN ? CHECK_UNKNOWN : passed_if(network == NETWORK_UP);
}

static bool is_number(const char *host)
{
    return host[0] != '\0' && (strchr(host, ':') || strspn(host, "0123456789.") == strlen(host));
}

static enum check_result name_result(const struct facts *facts)
{
    switch (facts->link) {
    case LINK_NONE:
        return CHECK_UNKNOWN;
    case LINK_NAME:
        return CHECK_FAILED;
    case LINK_CONNECTING:
        return is_number(facts->host) ? CHECK_UNUSED : CHECK_PENDING;
    case LINK_UP:
    case LINK_LOST:
    case LINK_REFUSED:
    case LINK_TLS:
    case LINK_DUPLICATE:
        break;
    }
    return is_number(facts->host) ? CHECK_UNUSED : CHECK_PASSED;
}

static enum check_result broker_result(enum link_state link)
{
    switch (link) {
    case LINK_NONE:
    case LINK_NAME:
    case LINK_TLS:
        return CHECK_UNKNOWN;
    case LINK_CONNECTING:
        return CHECK_PENDING;
    case LINK_LOST:
    case LINK_REFUSED:
        return CHECK_FAILED;
    case LINK_UP:
    case LINK_DUPLICATE:
        break;
    }
    return CHECK_PASSED;
}

static enum check_result tls_result(const struct facts *facts)
{
    if (facts->link == LINK_NONE) {
        return CHECK_UNKNOWN;
    }
    if (!facts->tls) {
        return CHECK_UNUSED;
    }
    switch (facts->link) {
    case LINK_TLS:
        return CHECK_FAILED;
    case LINK_CONNECTING:
        return CHECK_PENDING;
    case LINK_UP:
    case LINK_REFUSED:
    case LINK_DUPLICATE:
        return CHECK_PASSED;
    case LINK_NONE:
    case LINK_LOST:
    case LINK_NAME:
        break;
    }
    return CHECK_UNKNOWN;
}

static enum check_result files_result(const struct facts *facts)
{
    return facts->fault[0] == '\0' && facts->screen[0] == '\0' ? CHECK_UNKNOWN
                                                               : passed_if(!facts->fault[0]);
}

enum check_result check_result(const struct checks *checks, enum check check)
{
    const struct facts *facts = checks->facts;
    switch (check) {
    case CHECK_PANEL:
        return passed_if(facts->width >= LEAST_SIDE_PX && facts->height >= LEAST_SIDE_PX);
    case CHECK_FILES:
        return files_result(facts);
    case CHECK_NETWORK:
        return network_result(facts->network);
    case CHECK_NAME_SERVICE:
        return name_result(facts);
    case CHECK_BROKER:
        return broker_result(facts->link);
    case CHECK_TLS:
        return tls_result(facts);
    case CHECK_CLOCK:
        return passed_if(checks->clock_good);
    case CHECK_SCREEN_NAME:
        return facts->link == LINK_DUPLICATE ? CHECK_FAILED
               : facts->link != LINK_UP      ? CHECK_UNKNOWN
               : facts->alone                ? CHECK_PASSED
                                             : CHECK_PENDING;
    case CHECK_COUNT:
        break;
    }
    return CHECK_UNKNOWN;
}

/* ---- Words ---------------------------------------------------------------------------------- */

const char *check_name(enum check check, enum language language)
{
    static const enum word names[CHECK_COUNT] = {
        [CHECK_PANEL] = WORD_PANEL,     [CHECK_FILES] = WORD_FILES,
        [CHECK_NETWORK] = WORD_NETWORK, [CHECK_NAME_SERVICE] = WORD_NAME_SERVICE,
        [CHECK_BROKER] = WORD_BROKER,   [CHECK_TLS] = WORD_TLS,
        [CHECK_CLOCK] = WORD_CLOCK,     [CHECK_SCREEN_NAME] = WORD_SCREEN_NAME,
    };
    return word_in(names[check], language);
}

const char *check_word(enum check_result result, enum language language)
{
    static const enum word words[CHECK_RESULTS] = {
        [CHECK_PASSED] = WORD_PASSED,   [CHECK_FAILED] = WORD_FAILED,
        [CHECK_PENDING] = WORD_PENDING, [CHECK_UNKNOWN] = WORD_UNKNOWN,
        [CHECK_UNUSED] = WORD_UNUSED,
    };
    return word_in(words[result], language);
}

enum shape check_shape(enum check_result result)
{
    static const enum shape shapes[CHECK_RESULTS] = {
        [CHECK_PASSED] = SHAPE_CIRCLE, [CHECK_FAILED] = SHAPE_SQUARE, [CHECK_PENDING] = SHAPE_HALF,
        [CHECK_UNKNOWN] = SHAPE_RING,  [CHECK_UNUSED] = SHAPE_DASH,
    };
    return shapes[result];
}

/* ---- Texts ---------------------------------------------------------------------------------- */

void check_clock(char to[CHECK_CLOCK_BYTES], const struct checks *checks)
{
    struct civil now = civil_from(checks->zone, checks->wall_ms);
    int64_t utc_s = (checks->wall_ms - (checks->wall_ms % 1000 + 1000) % 1000) / 1000;
    int minutes = checks->zone->offset_s(checks->zone, utc_s) / 60;
    int away = minutes < 0 ? -minutes : minutes;
    char part[8] = "";
    if (away % 60 != 0) {
        snprintf(part, sizeof part, ":%02d", away % 60);
    }
    snprintf(to, CHECK_CLOCK_BYTES, "%04d-%02d-%02d %d:%02d %.64s (UTC%c%d%s)", now.year, now.month,
             now.day, now.hour, now.minute, checks->config->zone, minutes < 0 ? '-' : '+',
             away / 60, part);
}

/* "1920×1080 · 55 型 · KMSDRM" */
static void panel_text(char *to, size_t size, const struct checks *checks, enum language language)
{
    const struct facts *facts = checks->facts;
    char inches[32], width[16];
    snprintf(width, sizeof width, "%.0f", checks->config->display.diagonal_inch);
    word_fill(inches, sizeof inches, WORD_INCHES, language, width);
    snprintf(to, size, "%d×%d · %s%s%s", facts->width, facts->height, inches,
             facts->driver[0] ? " · " : "", facts->driver);
}

/* "mqtt.example:8883 (Connection refused)" */
static void broker_text(char *to, size_t size, const struct facts *facts)
{
    bool why = facts->reason[0] != '\0' && facts->link != LINK_UP;
    snprintf(to, size, "%s:%d%s%s%s", facts->host, facts->port, why ? " (" : "",
             why ? facts->reason : "", why ? ")" : "");
}

/* No sentence: what was read says it. */
#define AS_READ WORD_COUNT

/* The sentence of a check that has a result of its own. */
static enum word sentence(const struct facts *facts, enum check check, enum check_result result)
{
    bool good = result == CHECK_PASSED;
    switch (check) {
    case CHECK_PANEL:
        return good ? AS_READ : WORD_PANEL_SMALL;
    case CHECK_FILES:
        return good ? WORD_FILES_READ : WORD_FILES_BAD;
    case CHECK_NETWORK:
        return good                             ? AS_READ
               : facts->network == NETWORK_BARE ? WORD_NETWORK_BARE
                                                : WORD_NETWORK_DOWN;
    case CHECK_NAME_SERVICE:
        return good                     ? WORD_NAME_FOUND
               : result == CHECK_UNUSED ? WORD_NAME_NUMBER
               : result == CHECK_FAILED ? WORD_NAME_MISSING
                                        : WORD_ASKING_FOR;
    case CHECK_BROKER:
        return good                          ? WORD_BROKER_UP
               : result == CHECK_PENDING     ? WORD_BROKER_CALLED
               : facts->link == LINK_REFUSED ? WORD_BROKER_REFUSES
                                             : WORD_BROKER_AWAY;
    case CHECK_TLS:
        return good                      ? WORD_TLS_GOOD
               : result == CHECK_PENDING ? WORD_AFTER_OTHERS
               : result == CHECK_UNUSED  ? WORD_TLS_OFF
                                         : WORD_TLS_BAD;
    case CHECK_CLOCK:
        return good ? WORD_CLOCK_GOOD : WORD_CLOCK_BAD;
    case CHECK_SCREEN_NAME:
        return good ? WORD_NAME_OWN : result == CHECK_PENDING ? WORD_NAME_ASKED : WORD_NAME_TAKEN;
    case CHECK_COUNT:
        break;
    }
    return WORD_AFTER_OTHERS;
}

/* What goes into the sentence. */
static void read_text(char *to, size_t size, const struct checks *checks, enum check check,
                      enum language language)
{
    const struct facts *facts = checks->facts;
    to[0] = '\0';
    switch (check) {
    case CHECK_PANEL:
        panel_text(to, size, checks, language);
        break;
    case CHECK_FILES:
        snprintf(to, size, "%s", facts->fault);
        break;
    case CHECK_NETWORK:
        snprintf(to, size, "%s%s%s", facts->interface, facts->address[0] ? " · " : "",
                 facts->address);
        break;
    case CHECK_NAME_SERVICE:
        snprintf(to, size, "%s", facts->host);
        break;
    case CHECK_BROKER:
        broker_text(to, size, facts);
        break;
    case CHECK_TLS:
        snprintf(to, size, "%s", facts->reason);
        break;
    case CHECK_CLOCK:
        check_clock(to, checks);
        break;
    case CHECK_SCREEN_NAME:
        snprintf(to, size, "%s", facts->screen);
        break;
    case CHECK_COUNT:
        break;
    }
}

void check_text(char to[CHECK_TEXT_BYTES], const struct checks *checks, enum check check,
                enum language language)
{
    enum check_result result = check_result(checks, check);
    char read[VIEW_NOTICE_BYTES];
    read_text(read, sizeof read, checks, check, language);
    enum word word =
        result == CHECK_UNKNOWN ? WORD_AFTER_OTHERS : sentence(checks->facts, check, result);
    if (result == CHECK_UNKNOWN && checks->facts->link == LINK_NONE) {
        word = WORD_NOT_ASKED;
    }
    if (word == AS_READ) {
        snprintf(to, CHECK_TEXT_BYTES, "%s", read);
    } else {
        word_fill(to, CHECK_TEXT_BYTES, word, language, read);
    }
}
