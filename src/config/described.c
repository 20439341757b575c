#include "config/described.h"

#include <jansson.h>
#include <stdbool.h>
#include <string.h>

/*
 * A file with a network is the installer's, else one with a broker, or with a name for the screen,
 * the device file; one with metrics and no
 * businesses a catalogue.
 */
enum described described_by(const char *bytes, size_t length)
{
    static const char byte_order_mark[] = "\xEF\xBB\xBF";
    size_t skip = strncmp(bytes, byte_order_mark, 3) == 0 ? 3 : 0;
    json_t *root = json_loadb(bytes + skip, length - skip, 0, NULL);
    bool card = json_object_get(root, "network") != NULL;
    bool device =
        json_object_get(root, "broker") != NULL || json_object_get(root, "screen") != NULL;
    bool pack =
        json_object_get(root, "metrics") != NULL && json_object_get(root, "businesses") == NULL;
    json_decref(root);
    return card     ? DESCRIBED_CARD
           : device ? DESCRIBED_DEVICE
           : pack   ? DESCRIBED_CATALOGUE
                    : DESCRIBED_BOARD;
}
