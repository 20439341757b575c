#pragma once

/*
 * The blocks of a wall, in their order: what customers wait for at this moment, what they do not,
 * what machines serve, and what belongs to no way in which work arrives.
 */

#include "kpi/spec.h"

enum block { BLOCK_REAL_TIME, BLOCK_NON_REAL_TIME, BLOCK_DIGITAL, BLOCK_OTHER, BLOCK_COUNT };

enum block block_of(const struct channel_spec *channel);
