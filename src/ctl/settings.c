#include "ctl/settings.h"

#include <ctype.h>
#include <jansson.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault_lines.h"
#include "ctl/json_file.h"
#include "device/files.h"

/* Which options of all commands say where the broker is, and the keys that they stand for. */
static const struct {
    const char *option, *key;
    bool file; /* named relative to where it is named */
} places[] = {
    {"host", "host", false},
    {"port", "port", false},
    {"ca", "ca", true},
    {"certificate", "certificate", true},
    {"key", "key", true},
    {"username", "username", false},
    {"password-file", "password_file", true},
    {"site", NULL, false},
};
#define PLACES (sizeof places / sizeof *places)

static const char *environment(const char *option)
{
    char name[64];
    snprintf(name, sizeof name, "WALLBOARDCTL_%s", option);
    for (char *c = name; *c != '\0'; c++) {
        *c = *c == '-' ? '_' : (char)toupper((unsigned char)*c);
    }
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0' ? value : NULL;
}

static void put_given(const struct call *call, json_t *root, json_t *broker)
{
    for (size_t i = 0; i < PLACES; i++) {
        const char *text = call_option(call, places[i].option);
        text = text != NULL ? text : environment(places[i].option);
        if (text == NULL) {
            continue;
        }
        bool port = places[i].key != NULL && strcmp(places[i].key, "port") == 0;
        json_object_set_new(places[i].key != NULL ? broker : root,
                            places[i].key != NULL ? places[i].key : places[i].option,
                            port ? json_of_text(text) : json_string(text));
    }
}

/* Files that the file names lie beside it. */
static void make_absolute(json_t *broker, const char *path)
{
    char absolute[PATH_MAX];
    if (realpath(path, absolute) == NULL) {
        return;
    }
    const char *folder = dirname(absolute);
    for (size_t i = 0; i < PLACES; i++) {
        const char *name =
            places[i].file ? json_string_value(json_object_get(broker, places[i].key)) : NULL;
        if (name != NULL && name[0] != '/') {
            json_object_set_new(broker, places[i].key, json_sprintf("%s/%s", folder, name));
        }
    }
}

/* An empty object when there is no file and none was named. */
static json_t *read_usual(const struct call *call, const char **path, char *place, size_t size,
                          int *code)
{
    *path = call_option(call, "file");
    *path = *path != NULL ? *path : environment("file");
    if (*path == NULL && !file_find_config(place, size, "control.json")) {
        return json_object();
    }
    *path = *path != NULL ? *path : place;
    json_t *root = json_file_read(call, *path, code);
    make_absolute(json_object_get(root, "broker"), *path);
    return root;
}

static struct device_config *judge(json_t *root, const char *path, int *code)
{
    struct faults *faults = faults_create();
    char *text = json_dumps(root, JSON_ENCODE_ANY);
    struct device_config *device = device_config_read(text, strlen(text), ".", faults);
    fault_lines(path != NULL ? path : PROGRAM, faults);
    *code = device != NULL ? *code : path != NULL ? EXIT_INVALID : EXIT_USAGE;
    free(text);
    faults_destroy(faults);
    return device;
}

struct device_config *settings_read(const struct call *call, int *code)
{
    char place[PATH_MAX];
    const char *path;
    json_t *root = read_usual(call, &path, place, sizeof place, code);
    struct device_config *device = NULL;
    if (root == NULL) {
        return NULL;
    }
    if (json_is_object(root)) {
        json_t *broker = json_object_get(root, "broker");
        if (broker == NULL) {
            broker = json_object();
            json_object_set_new(root, "broker", broker);
        }
        put_given(call, root, broker);
        if (json_object_get(broker, "host") == NULL) {
            json_object_set_new(broker, "host", json_string("localhost"));
        }
        json_object_set_new(root, "screen", json_string(PROGRAM)); /* we are none */
    }
    if (json_is_object(root) && json_object_get(root, "site") == NULL) {
        *code = call_wrong("which site? --site, $WALLBOARDCTL_SITE or \"site\" in a file says so");
    } else {
        device = judge(root, path, code);
    }
    json_decref(root);
    return device;
}
