#include "ctl/recipient.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

static bool named(struct recipient *recipient, const struct call *call, enum recipient_kind kind,
                  size_t at)
{
    recipient->kind = kind;
    recipient->name = at < call->operand_count ? call->operands[at] : "";
    if (text_is_id(recipient->name)) {
        return true;
    }
    call_wrong("'%s' read, %s allowed: a-z, 0-9 and -", recipient->name,
               kind == RECIPIENT_GROUP ? "the id of a group" : "the id of a screen");
    return false;
}

bool recipient_read(struct recipient *recipient, const struct call *call, size_t *rest)
{
    const char *word = call->operands[0];
    bool group = strcmp(word, "group") == 0;
    if (strcmp(word, "all") == 0) {
        *recipient = (struct recipient){RECIPIENT_ALL, NULL};
        *rest = 1;
        return true;
    }
    *rest = group || strcmp(word, "screen") == 0 ? 2 : 1;
    return named(recipient, call, group ? RECIPIENT_GROUP : RECIPIENT_SCREEN, *rest - 1);
}

void recipient_topic(const struct recipient *recipient, const char *leaf, char *to, size_t size)
{
    if (recipient->kind == RECIPIENT_ALL) {
        snprintf(to, size, "all/%s", leaf);
    } else {
        snprintf(to, size, "%s/%s/%s", recipient->kind == RECIPIENT_GROUP ? "group" : "screen",
                 recipient->name, leaf);
    }
}

int recipient_means(const struct recipient *recipient, const struct fleet *fleet,
                    const char *screen)
{
    if (recipient->kind == RECIPIENT_GROUP) {
        return fleet_in_group(fleet, screen, recipient->name);
    }
    return recipient->kind == RECIPIENT_ALL || strcmp(screen, recipient->name) == 0;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

json_t *recipient_screens(const struct recipient *recipient, const struct fleet *fleet)
{
    size_t count = 0;
    json_t *list = json_array();
    const char **names = calloc(fleet_count(fleet) + 1, sizeof *names);
    for (const char *name = NULL; names != NULL && (name = fleet_next(fleet, name)) != NULL;) {
        if (recipient_means(recipient, fleet, name) == 1) {
            names[count++] = name;
        }
    }
    if (count > 0) {
        qsort(names, count, sizeof *names, by_name);
    }
    for (size_t i = 0; i < count; i++) {
        json_array_append_new(list, json_string(names[i]));
    }
    free(names);
    return list;
}
json_t *recipient_twice(const struct recipient *recipient, const struct fleet *fleet)
{
    json_t *list = json_array();
    for (const char *screen = NULL; (screen = fleet_next(fleet, screen)) != NULL;) {
        if (fleet_is_twice(fleet, screen) && recipient_means(recipient, fleet, screen) == 1) {
            json_array_append_new(list, json_string(screen));
        }
    }
    return list;
}

void recipient_warn_twice(const struct recipient *recipient, const struct fleet *fleet)
{
    size_t i;
    json_t *screen, *list = recipient_twice(recipient, fleet);
    json_array_foreach(list, i, screen)
    {
        const char *name = json_string_value(screen);
        fprintf(stderr,
                PROGRAM ": two screens are called %s: what is told here may be of either; "
                        "'identify %s' shows which they are\n",
                name, name);
    }
    json_decref(list);
}
