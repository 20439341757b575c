/* sign: a layer as it is to be published, signed, on standard output. No broker is needed. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ctl/commands.h"
#include "ctl/connection_file.h"
#include "ctl/json_file.h"
#include "ctl/layer_envelope.h"
#include "ctl/settings.h"

/* "all", "group/<g>", "screen/<id>". */
static bool is_target(const char *text)
{
    const char *slash = strchr(text, '/');
    bool known = strncmp(text, "group/", strlen("group/")) == 0 ||
                 strncmp(text, "screen/", strlen("screen/")) == 0;
    return strcmp(text, "all") == 0 || (known && text_is_id(slash + 1));
}

static int write_signed(const struct call *call, const struct signer *signer, const json_t *config,
                        const json_t *connection, int revision)
{
    int code = EXIT_DONE;
    struct device_config *device = settings_read(call, &code);
    if (device == NULL) {
        return code;
    }
    char *text = layer_envelope_write(layer_envelope(call, config, connection), revision, signer,
                                      device->site, call_option(call, "target"));
    device_config_destroy(device);
    if (text == NULL) {
        return EXIT_INVALID;
    }
    puts(text);
    free(text);
    return EXIT_DONE;
}

int run_sign(const struct call *call)
{
    int code = EXIT_DONE, revision = layer_revision(call);
    bool removes = call_option(call, "remove") != NULL;
    const char *target = call_option(call, "target");
    if (call->operand_count != (removes ? 0 : 1)) {
        return call_wrong("usage: " PROGRAM " sign %s", call->command->operands);
    }
    if (target == NULL || !is_target(target)) {
        return call_wrong("--target: '%s' read, all, group/NAME or screen/NAME allowed",
                          target != NULL ? target : "");
    }
    if (call_option(call, "connection") != NULL && strncmp(target, "screen/", 7) != 0) {
        return call_wrong("--connection is of one screen: --target screen/NAME");
    }
    if (!number_option(call, "revision", 1)) {
        return EXIT_USAGE;
    }
    if (revision == 0) {
        return call_wrong("--revision is needed: nobody is asked for the highest");
    }
    struct signer *signer = signer_open(call, &code);
    if (signer == NULL) {
        return code != EXIT_DONE ? code : call_wrong("--signing-key is needed");
    }
    json_t *config = removes ? NULL : layer_file_read(call, call->operands[0], &code);
    json_t *connection = code == EXIT_DONE ? connection_file_read(call, &code) : NULL;
    if (code == EXIT_DONE) {
        code = write_signed(call, signer, config, connection, revision);
    }
    json_decref(connection);
    json_decref(config);
    signer_close(signer);
    return code;
}
