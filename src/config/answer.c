#include "config/answer.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/text.h"

/* What was read may be anything but text. */
static json_t *text_json(const char *text)
{
    char clean[1024];
    text_copy_clean(clean, sizeof clean, text);
    json_t *json = json_string(clean);
    return json ? json : json_string("");
}

json_t *fault_json(const struct fault *fault)
{
    return json_pack("{s:o, s:s, s:o, s:o, s:o}", "pointer", text_json(fault->pointer), "code",
                     fault->code, "read", text_json(fault->read), "allowed",
                     text_json(fault->allowed), "message", text_json(fault->message));
}

static json_t *head(const char *status, const char *screen, const char *transaction)
{
    return json_pack("{s:s, s:s?, s:s}", "status", status, "transaction", transaction, "screen",
                     screen);
}

static char *written(json_t *answer)
{
    char *text = json_dumps(answer, JSON_COMPACT | JSON_REAL_PRECISION(15));
    json_decref(answer);
    if (!text) {
        abort();
    }
    return text;
}

char *answer_ok(const char *screen, const char *transaction, json_t *facts)
{
    json_t *answer = head("ok", screen, transaction);
    json_object_update(answer, facts);
    json_decref(facts);
    return written(answer);
}

char *answer_refusal(const char *screen, const char *transaction, const struct faults *faults)
{
    json_t *answer = head("error", screen, transaction), *list = json_array();
    for (size_t i = 0; i < faults_count(faults); i++) {
        json_array_append_new(list, fault_json(faults_at(faults, i)));
    }
    json_object_set_new(answer, "errors", list);
    return written(answer);
}
