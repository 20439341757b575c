#pragma once

/*
 * What a layer has wrong by itself, whatever lies below it: unknown keys, wrong types, malformed
 * ids and texts. A screen would refuse it, and it would stay at the broker in the place of a good
 * one. All else hangs on the other layers and on the catalogue, and is the screens' to judge.
 */

#include <jansson.h>

#include "base/fault.h"

void layer_judge(const json_t *layer, struct faults *faults);
