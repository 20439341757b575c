#include "sim/print.h"

struct printer {
    FILE *to;
    int age_s;
};

/* Topics are made of ids and payloads are JSON already: nothing is left to be escaped. */
static bool print_message(void *context, const char *topic, const char *payload)
{
    const struct printer *printer = context;
    return fprintf(printer->to,
                   "{\"topic\":\"%s\",\"payload\":%s,\"retained\":true,\"age_s\":%d}\n", topic,
                   payload, printer->age_s) > 0;
}

bool print_messages(FILE *to, struct feed *feed, int64_t wall_ms, int for_s)
{
    struct printer printer = {.to = to, .age_s = for_s};
    feed->sink = print_message;
    feed->context = &printer;
    bool written = print_message(&printer, "source/" FEED_SOURCE, "\"online\"");
    for (int second = 0; second <= for_s && written; second++) {
        printer.age_s = for_s - second;
        feed_second(feed, second, wall_ms + second * SECOND_MS, true);
        written = ferror(to) == 0;
    }
    return fflush(to) == 0 && written;
}
