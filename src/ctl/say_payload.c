/* Banners and closures from the command line, as bytes. */

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ctl/commands.h"
#include "ctl/say.h"
#include "kpi/announcement.h"
#include "kpi/closure.h"

typedef enum refusal reading_judge(const char *bytes, size_t length);

static enum refusal judge_announcement(const char *bytes, size_t length)
{
    struct announcement announcement;
    memset(&announcement, 0, sizeof announcement);
    return announcement_read(bytes, length, &announcement);
}

static enum refusal judge_closure(const char *bytes, size_t length)
{
    struct closure closure;
    memset(&closure, 0, sizeof closure);
    return closure_read(bytes, length, &closure);
}

static enum refusal judge_json(reading_judge *judge, const json_t *root)
{
    char *text = json_dumps(root, JSON_COMPACT);
    enum refusal refusal = text != NULL ? judge(text, strlen(text)) : REFUSED_ENCODING;
    free(text);
    return refusal;
}

/* What --help says of an option, or of the operand that is a text. */
static const char *allowed_of(const struct call *call, const char *key)
{
    const struct command *command = call->command;
    for (size_t i = 0; i < command->option_count; i++) {
        if (strcmp(command->options[i].name, key) == 0) {
            return command->options[i].text;
        }
    }
    return "a text of at most " NUMBER(ANNOUNCEMENT_CHARACTERS) " characters";
}

/*
 * The readers say why, not where: each member is tried alone on top of the least that is right, and
 * the first that spoils it is named.
 */
static void blame(const struct call *call, reading_judge *judge, const json_t *least,
                  const json_t *root)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)root, key, value)
    {
        json_t *tried = json_deep_copy(least);
        json_object_set(tried, key, value);
        enum refusal refusal = judge_json(judge, tried);
        json_decref(tried);
        if (refusal != REFUSED_NOTHING) {
            char *read = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
            fprintf(stderr, PROGRAM ": %s: %s (read: %s; allowed: %s)\n", key,
                    refusal_word(refusal), read != NULL ? read : "", allowed_of(call, key));
            free(read);
            return;
        }
    }
    fprintf(stderr, PROGRAM ": %s: the times do not fit together\n",
            refusal_word(judge_json(judge, root)));
}

/* NULL after a report; takes `root`. */
static char *judged(const struct call *call, reading_judge *judge, json_t *least, json_t *root)
{
    char *text = NULL;
    if (judge_json(judge, root) == REFUSED_NOTHING) {
        text = json_dumps(root, JSON_COMPACT);
    } else {
        blame(call, judge, least, root);
    }
    json_decref(least);
    json_decref(root);
    return text;
}

static json_t *text_json(const char *text)
{
    json_t *json = json_string(text);
    return json != NULL ? json : json_string("\xEF\xBF\xBD"); /* not UTF-8 */
}

static void put(json_t *root, const struct call *call, const char *option)
{
    const char *text = call_option(call, option);
    if (text != NULL) {
        json_object_set_new(root, option, text_json(text));
    }
}

/* One text for all languages, or one for each; NULL: none was given. */
static json_t *sent_text(const struct call *call, const char *plain)
{
    if (plain != NULL) {
        return text_json(plain);
    }
    json_t *texts = json_object();
    put(texts, call, "ja");
    put(texts, call, "en");
    if (json_object_size(texts) == 0) {
        json_decref(texts);
        return NULL;
    }
    return texts;
}

/* "agents,supervisors" */
static json_t *split(const char *text)
{
    json_t *list = json_array();
    while (*text != '\0') {
        size_t length = strcspn(text, ",");
        json_array_append_new(list, json_stringn(text, length));
        text += length + (text[length] == ',' ? 1 : 0);
    }
    return list;
}

char *say_announcement(const struct call *call)
{
    json_t *root = json_object(), *least = json_pack("{s:s}", "text", "-");
    json_t *text = sent_text(call, call->operand_count > 1 ? call->operands[1] : NULL);
    const char *audience = call_option(call, "audience");
    if (text != NULL) {
        json_object_set_new(root, "text", text);
    }
    put(root, call, "priority");
    put(root, call, "business");
    put(root, call, "from");
    put(root, call, "until");
    if (audience != NULL) {
        json_object_set_new(root, "audience", split(audience));
    }
    return judged(call, judge_announcement, least, root);
}

char *say_closure(const struct call *call)
{
    json_t *root = json_pack("{s:n}", "until"), *least = json_deep_copy(root);
    json_t *reason = sent_text(call, call_option(call, "reason"));
    if (reason != NULL) {
        json_object_set_new(root, "reason", reason);
    }
    put(root, call, "from");
    put(root, call, "until");
    put(root, call, "business");
    put(root, call, "channel");
    return judged(call, judge_closure, least, root);
}
