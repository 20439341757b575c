#pragma once

#include <stddef.h>

/* What a file of ours is about, told from its keys alone: it may be full of faults. */
enum described { DESCRIBED_BOARD, DESCRIBED_DEVICE, DESCRIBED_CARD, DESCRIBED_CATALOGUE };

enum described described_by(const char *bytes, size_t length);
