#include "config/device_config.h"

#include <stdio.h>
#include <string.h>

#include "config/broker.h"
#include "config/document.h"
#include "config/entries.h"
#include "config/reader.h"

static void contradiction(struct faults *faults, const char *pointer, const char *code,
                          const char *allowed, const char *message)
{
    faults_add(faults, SEVERITY_FAULT, pointer, code, "", allowed, "%s", message);
}

void signing_keys_judge(struct signing_key *keys, size_t count, struct faults *faults)
{
    static const unsigned char ed25519[] = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03,
                                            0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
    for (size_t i = 0; i < count; i++) {
        struct octets *key = &keys[i].public_key;
        if (memcmp(key->bytes, ed25519, sizeof ed25519) != 0) {
            char pointer[128];
            snprintf(pointer, sizeof pointer, "/keys/%s/public_key", keys[i].id);
            contradiction(faults, pointer, "public-key",
                          "the second line of what `openssl pkey -pubout` writes",
                          "It is no public key of Ed25519.");
        }
        key->bytes += sizeof ed25519;
        key->length -= sizeof ed25519;
    }
}

static const char *resolve(struct arena *arena, const char *directory, const char *name)
{
    if (!name || name[0] == '/') {
        return name;
    }
    size_t size = strlen(directory) + 1 + strlen(name) + 1;
    char *path = arena_take(arena, size);
    snprintf(path, size, "%s/%s", directory, name);
    return path;
}

static void resolve_broker(struct broker_config *broker, struct arena *arena, const char *directory)
{
    const char **files[] = {&broker->ca, &broker->certificate, &broker->key,
                            &broker->password_file};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        *files[i] = resolve(arena, directory, *files[i]);
    }
    broker_choose_port(broker);
}

static struct device_config *finish(struct device_entry *entry, struct arena *arena,
                                    const char *directory)
{
    struct device_config *config = arena_take(arena, sizeof *config);
    resolve_broker(&entry->broker, arena, directory);
    *config = (struct device_config){
        .arena = arena,
        .broker = entry->broker,
        .site = entry->site,
        .screen = entry->screen,
        .groups = entry->groups.ids,
        .group_count = entry->groups.count,
        .zone = entry->zone,
        .clock = (enum clock_trust)entry->clock,
        .keys = entry->keys.items,
        .key_count = entry->keys.count,
    };
    return config;
}

struct device_config *device_config_read(const char *bytes, size_t length, const char *directory,
                                         struct faults *faults)
{
    size_t fatal = faults_fatal(faults);
    json_t *document = document_read(bytes, length, faults);
    if (!document) {
        return NULL;
    }
    struct arena *arena = arena_create();
    struct device_entry entry = {0};
    struct reader reader = {.arena = arena, .faults = faults};
    read_section(&reader, &section_device, document, &entry);
    json_decref(document);
    /* What was wrong counts as absent, which would read like a contradiction. */
    if (faults_fatal(faults) == fatal) {
        broker_judge(&entry.broker, "/broker", faults);
        signing_keys_judge(entry.keys.items, entry.keys.count, faults);
    }
    if (faults_fatal(faults) > fatal) {
        arena_destroy(arena);
        return NULL;
    }
    return finish(&entry, arena, directory);
}

void device_config_destroy(struct device_config *config)
{
    if (config) {
        arena_destroy(config->arena);
    }
}

bool device_zone_judge(const struct device_config *config, bool (*zone_known)(const char *zone),
                       struct faults *faults)
{
    bool known = config->zone == NULL || zone_known(config->zone);
    if (!known) {
        faults_add(faults, SEVERITY_FAULT, "/zone", "zone", config->zone,
                   "a zone of the tz database, such as Asia/Tokyo", "This zone is not known here.");
    }
    return known;
}
