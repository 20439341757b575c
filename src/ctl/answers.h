#pragma once

/* Who answered a request and what, who did not, and how that is told. */

#include <jansson.h>

#include "ctl/fleet.h"
#include "ctl/recipient.h"

struct answers {
    const char *verb, *transaction;
    const struct recipient *recipient;
    json_t *list; /* the answers as they came */
};

void answers_init(struct answers *answers, const struct recipient *recipient, const char *verb,
                  const char *transaction);
void answers_finish(struct answers *answers);

/* Takes an answer to our request; false when it is none. */
bool answers_take(struct answers *answers, const char *below, const void *payload, size_t length);

/* What the screen answered; NULL: nothing. */
const json_t *answers_of(const struct answers *answers, const char *screen);

/* All that ought to answer have; false while nobody knows who ought to. */
bool answers_complete(const struct answers *answers, const struct fleet *fleet);

/* The text behind a key of an answer; "" where there is none. */
const char *answer_text(const json_t *object, const char *key);

/* "wall  ok  version 0.1.0"; `text` may be "". */
void answers_print_line(const char *screen, const char *word, const char *text);

/* A line for each error, or one without any. */
void answers_print_errors(const char *screen, const char *word, const json_t *errors);

/* Tells on standard output; gives the exit code. */
int answers_print(const struct answers *answers, const struct fleet *fleet, bool json);
