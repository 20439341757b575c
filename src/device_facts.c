#include "device_facts.h"

#include <stdio.h>

#include "device/files.h"
#include "device/serial.h"

struct facts facts_of_device(const struct device_config *device, const struct broker_config *broker)
{
    struct facts facts = {0};
    char machine[33];
    file_machine_id(machine);
    serial_number(SERIAL_FILE, facts.serial);
    snprintf(facts.machine, sizeof facts.machine, "%.6s", machine);
    if (device != NULL) {
        snprintf(facts.site, sizeof facts.site, "%s", device->site);
        snprintf(facts.screen, sizeof facts.screen, "%s", device->screen);
        snprintf(facts.host, sizeof facts.host, "%s", broker->host);
        facts.port = broker->port;
        facts.tls = broker->ca != NULL;
    }
    return facts;
}
