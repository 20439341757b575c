#pragma once

/*
 * Where the broker is and which site is meant: from the options, else the environment
 * (WALLBOARDCTL_HOST...), else a file written as a device file; that of a screen serves too. All
 * are judged by the reader of the device file.
 */

#include "config/device_config.h"
#include "ctl/call.h"

/* To be destroyed with device_config_destroy(). NULL with *code set after a report. */
struct device_config *settings_read(const struct call *call, int *code);
