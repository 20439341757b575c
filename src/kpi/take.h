#pragma once

/* A parsed message meets the state of one KPI. */

#include "kpi/board_state.h"

/*
 * A reading; counts what it did. *refused says on which topic it came, and of one that is refused
 * after all what was wrong.
 */
enum effect board_take(struct board *board, size_t index, const struct reading *reading,
                       bool retained, struct refused *refused, const struct moment *now);

/* An empty payload: the KPI is waiting again. */
void board_withdraw(struct board *board, size_t index, const struct moment *now);

/* A history topic's finals; false when they are what is known already. */
bool board_take_finals(struct board *board, size_t index, const struct finals *finals,
                       const struct moment *now);

enum effect board_refuse(struct board *board, enum refusal refusal);

/* Counted, and kept as the last of this KPI. */
enum effect board_refuse_of(struct board *board, size_t index, const struct refused *refused,
                            const struct moment *now);
enum effect board_ignore(struct board *board);

/* Of the effects of its parts a message has the strongest that occurred. */
enum effect strongest_effect(const bool happened[]);
