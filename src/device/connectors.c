#include "device/connectors.h"

#include <stddef.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <xf86drmMode.h>

/* The number of a connector's property "DPMS"; 0 when it has none. */
static uint32_t find_power(int card, const drmModeConnector *connector)
{
    uint32_t found = 0;
    for (int i = 0; i < connector->count_props && found == 0; i++) {
        drmModePropertyRes *property = drmModeGetProperty(card, connector->props[i]);
        if (property != NULL && strcmp(property->name, "DPMS") == 0) {
            found = property->prop_id;
        }
        drmModeFreeProperty(property);
    }
    return found;
}

static enum backlight_effect switch_one(int card, const drmModeConnector *connector, bool on)
{
    uint32_t power = find_power(card, connector);
    if (connector->connection != DRM_MODE_CONNECTED || power == 0) {
        return BACKLIGHT_ABSENT;
    }
    uint64_t state = on ? DRM_MODE_DPMS_ON : DRM_MODE_DPMS_OFF;
    return drmModeConnectorSetProperty(card, connector->connector_id, power, state) == 0
               ? BACKLIGHT_TAKEN
               : BACKLIGHT_REFUSED;
}

void connectors_ask(int card)
{
    drmModeRes *resources = drmModeGetResources(card);
    for (int i = 0; resources != NULL && i < resources->count_connectors; i++) {
        drmModeFreeConnector(drmModeGetConnector(card, resources->connectors[i]));
    }
    drmModeFreeResources(resources);
}

/* One that refuses goes before those that take it. */
enum backlight_effect connectors_switch(int card, bool on)
{
    enum backlight_effect effect = BACKLIGHT_ABSENT;
    drmModeRes *resources = drmModeGetResources(card);
    for (int i = 0; resources != NULL && i < resources->count_connectors; i++) {
        drmModeConnector *connector = drmModeGetConnectorCurrent(card, resources->connectors[i]);
        if (connector != NULL) {
            enum backlight_effect one = switch_one(card, connector, on);
            effect = one > effect ? one : effect;
        }
        drmModeFreeConnector(connector);
    }
    drmModeFreeResources(resources);
    return effect;
}

/* The number of a card is that of its device. */
struct cec_socket connectors_socket(int card)
{
    struct cec_socket found = {0};
    struct stat device;
    drmModeRes *resources = drmModeGetResources(card);
    for (int i = 0; resources != NULL && i < resources->count_connectors && found.connector == 0;
         i++) {
        drmModeConnector *connector = drmModeGetConnectorCurrent(card, resources->connectors[i]);
        if (connector != NULL && connector->connection == DRM_MODE_CONNECTED &&
            fstat(card, &device) == 0) {
            found.card = minor(device.st_rdev);
            found.connector = connector->connector_id;
        }
        drmModeFreeConnector(connector);
    }
    drmModeFreeResources(resources);
    return found;
}
