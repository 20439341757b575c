#pragma once

/*
 * A name where it must stand in little room. What has no room is cut so that it can be nobody
 * else's: of two names that begin alike the part stays in which they differ ("Calls…morning"), and
 * where no cut would tell them apart the place in its row does ("#2 Calls…").
 */

#include "kpi/spec.h"
#include "view/measure.h"
#include "view/scene.h"

enum name_form {
    NAME_WHOLE,
    NAME_SHORT,    /* the short name, whole */
    NAME_CUT,      /* with an ellipsis; can be no name but its own */
    NAME_NUMBERED, /* with its place, because every cut could be another's */
};

struct name {
    char text[COMMAND_TEXT_BYTES];
    enum name_form form;
};

/* Where the name is to stand: in `room` as `measure` counts it, px or what else. */
struct name_place {
    const struct measure *measure;
    struct font font;
    int room;
    enum language language;
};

/* Full if it has room, else short, else cut; told apart from all KPIs of its channel. */
struct name name_of_kpi(const struct name_place *place, const struct board_spec *spec,
                        const struct kpi_spec *kpi);

/* The same, beginning with the short name. */
struct name name_of_short(const struct name_place *place, const struct board_spec *spec,
                          const struct kpi_spec *kpi);

/* The label of a channel (grid_label()), told apart from those of all channels of the board. */
struct name name_of_channel(const struct name_place *place, const struct board_spec *spec,
                            size_t channel);

/* The channel's own name, where its business stands beside it: told apart from those of that. */
struct name name_in_business(const struct name_place *place, const struct board_spec *spec,
                             size_t channel);

/* Counts characters, for a room that is given in them. */
extern const struct measure name_characters;
