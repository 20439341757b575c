#include "ctl/layer_envelope.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault_lines.h"
#include "config/document.h"
#include "config/envelope.h"

json_t *layer_envelope(const struct call *call, const json_t *config, const json_t *connection)
{
    static const struct {
        const char *option, *key;
    } texts[] = {{"author", "author"},
                 {"note", "note"},
                 {"not-before", "not_before"},
                 {"not-after", "not_after"}};
    json_t *root = json_pack("{s:O?, s:O*}", "config", config, "connection", connection);
    if (config == NULL) {
        json_object_set_new(root, "config", json_null());
    }
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *text = call_option(call, texts[i].option);
        if (text != NULL) {
            json_object_set_new(root, texts[i].key, json_string(text));
        }
    }
    if (call_option(call, "confirm") != NULL) {
        json_object_set_new(root, "confirm", json_true());
    }
    return root;
}

char *layer_envelope_write(json_t *root, int revision, const struct signer *signer,
                           const char *site, const char *layer)
{
    json_object_set_new(root, "revision", json_integer(revision));
    char *text = json_dumps(root, JSON_COMPACT);
    struct faults *faults = faults_create();
    struct envelope *envelope = text != NULL ? envelope_read(text, strlen(text), faults) : NULL;
    fault_lines("envelope", faults);
    faults_destroy(faults);
    if (envelope == NULL || signer != NULL) {
        free(text);
        text = NULL;
    }
    if (envelope != NULL && signer != NULL) {
        text = signer_seal(signer, root, site, layer);
    }
    if (text != NULL && strlen(text) > CONFIG_MAX_BYTES) {
        fprintf(stderr, PROGRAM ": %zu bytes read, at most %zu allowed\n", strlen(text),
                CONFIG_MAX_BYTES);
        free(text);
        text = NULL;
    }
    envelope_destroy(envelope);
    json_decref(root);
    return text;
}

int layer_revision(const struct call *call)
{
    const char *text = call_option(call, "revision");
    return text != NULL ? atoi(text) : 0;
}
