#pragma once

#include "config/device_config.h"
#include "view/facts.h"

/* What the device file says, and what holds without one (NULL); all else is not known. */
struct facts facts_of_device(const struct device_config *device);
