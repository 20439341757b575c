#include "readings.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Every site is below it, and a board knows no site. */
#define ROOT "wallboard/"

#define AGE_MAX_S (10.0 * 366 * 86400)

static bool is_key(const char *key)
{
    static const char *const keys[] = {"topic", "payload", "age_s", "retained"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (strcmp(key, keys[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* What is wrong with the line, or NULL. */
static const char *complaint(const json_t *line)
{
    if (!json_is_object(line)) {
        return "must be an object";
    }
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)line, key, value)
    {
        if (!is_key(key)) {
            return "has an unknown key; allowed: topic payload age_s retained";
        }
    }
    const json_t *age = json_object_get(line, "age_s");
    const json_t *retained = json_object_get(line, "retained");
    if (!json_is_string(json_object_get(line, "topic"))) {
        return "needs a topic, such as \"kpi/main/phone/service-level\"";
    }
    if (strncmp(json_string_value(json_object_get(line, "topic")), ROOT, strlen(ROOT)) == 0) {
        return "has the whole topic; allowed: what follows " ROOT
               "1/<site>/, such as \"kpi/main/phone/service-level\"";
    }
    if (json_object_get(line, "payload") == NULL) {
        return "needs a payload";
    }
    if (age != NULL && (!json_is_number(age) || json_number_value(age) < 0 ||
                        json_number_value(age) > AGE_MAX_S)) {
        return "has an age_s that is not a number of seconds from 0 to ten years";
    }
    if (retained != NULL && !json_is_boolean(retained)) {
        return "has a retained that is neither true nor false";
    }
    return NULL;
}

static void take_line(struct reading_line *to, const json_t *line)
{
    const json_t *payload = json_object_get(line, "payload");
    to->topic = strdup(json_string_value(json_object_get(line, "topic")));
    if (json_is_string(payload)) {
        to->payload = strdup(json_string_value(payload));
    } else {
        to->payload = json_dumps(payload, JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(17));
    }
    to->length = strlen(to->payload);
    to->age_ms = llround(json_number_value(json_object_get(line, "age_s")) * 1000);
    to->retained = json_is_true(json_object_get(line, "retained"));
}

static bool read_line(struct reading_lines *lines, const char *text, const char *path, int number)
{
    json_error_t error;
    json_t *line = json_loads(text, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
    const char *wrong = line == NULL ? error.text : complaint(line);
    if (wrong != NULL) {
        fprintf(stderr, "%s:%d: %s: %.80s\n", path, number, wrong, text);
    } else {
        take_line(&lines->items[lines->count++], line);
    }
    json_decref(line);
    return wrong == NULL;
}

bool readings_read(struct reading_lines *lines, const char *path, char *bytes)
{
    size_t room = 1;
    for (const char *c = bytes; *c != '\0'; c++) {
        room += *c == '\n';
    }
    *lines = (struct reading_lines){calloc(room, sizeof(struct reading_line)), 0};
    bool good = lines->items != NULL;
    int number = 1;
    for (char *text = bytes; lines->items != NULL && text != NULL; number++) {
        char *next = strchr(text, '\n');
        if (next != NULL) {
            *next++ = '\0';
        }
        if (text[strspn(text, " \t\r")] != '\0') {
            good = read_line(lines, text, path, number) && good;
        }
        text = next;
    }
    return good;
}

void readings_finish(struct reading_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        free(lines->items[i].topic);
        free(lines->items[i].payload);
    }
    free(lines->items);
    *lines = (struct reading_lines){0};
}
