#include "config/sealed.h"

#include "config/reader.h"

#define AT(field) .offset = offsetof(struct sealed, field)

static const struct key keys[] = {
    {"key", KEY_ID, .required = true, AT(key), .help = "Which key has signed it."},
    {"signature", KEY_OCTETS, .required = true, AT(signature), .minimum = SIGNATURE_BYTES,
     .maximum = SIGNATURE_BYTES, .help = "The signature of Ed25519, as base64."},
    {"signed", KEY_OCTETS, .required = true, AT(envelope), .minimum = 1,
     .maximum = CONFIG_MAX_BYTES, .help = "The bytes that are signed, as base64."},
};

#undef AT

const struct section section_sealed = {.name = "signed envelope",
                                       .keys = keys,
                                       .count = sizeof keys / sizeof *keys,
                                       .size = sizeof(struct sealed)};

bool sealed_is(const json_t *root)
{
    for (size_t i = 0; i < section_sealed.count; i++) {
        if (json_object_get(root, keys[i].name)) {
            return true;
        }
    }
    return false;
}

bool sealed_read(struct sealed *sealed, const json_t *root, struct arena *arena,
                 struct faults *faults)
{
    size_t fatal = faults_fatal(faults);
    struct reader reader = {.arena = arena, .faults = faults, .language = ABSENT};
    *sealed = (struct sealed){0};
    read_section(&reader, &section_sealed, root, sealed);
    return faults_fatal(faults) == fatal;
}
