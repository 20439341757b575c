#pragma once

#include <stdbool.h>

/*
 * For the shell: `wallboardctl __complete WORD...` writes what may stand in place of the last word,
 * one in a line. Screens and groups are asked of the broker, quickly or not at all.
 */
bool complete_asked(int argc, char **argv);
int complete(int argc, char **argv);
