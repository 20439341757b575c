#pragma once

#include "config/device_config.h"
#include "view/facts.h"

/*
 * What the device file says, and how its broker is reached, which may have been pushed; what holds
 * without one (both NULL). All else is not known.
 */
struct facts facts_of_device(const struct device_config *device,
                             const struct broker_config *broker);
