#pragma once

/* Whom a request goes to: SCREEN, "group NAME", "all", or "screen NAME" for one of such a name. */

#include <jansson.h>

#include "ctl/call.h"
#include "ctl/fleet.h"

enum recipient_kind { RECIPIENT_SCREEN, RECIPIENT_GROUP, RECIPIENT_ALL };

struct recipient {
    enum recipient_kind kind;
    const char *name; /* of all: NULL */
};

/* Takes one operand or two; the rest begins at *rest. False after it was said what is wrong. */
bool recipient_read(struct recipient *recipient, const struct call *call, size_t *rest);

/* "screen/<id>/", "group/<id>/" or "all/", and `leaf`. */
void recipient_topic(const struct recipient *recipient, const char *leaf, char *to, size_t size);

/* Whether it means the screen; of a group -1 when the screen does not tell its groups. */
int recipient_means(const struct recipient *recipient, const struct fleet *fleet,
                    const char *screen);

/* The names of the screens of the fleet that it means, in order; a new reference. */
json_t *recipient_screens(const struct recipient *recipient, const struct fleet *fleet);
/* Those of them whose name another screen has, too; a new reference. */
json_t *recipient_twice(const struct recipient *recipient, const struct fleet *fleet);

/* Says so on standard error, one by one: what one of them answers, the other need not. */
void recipient_warn_twice(const struct recipient *recipient, const struct fleet *fleet);
