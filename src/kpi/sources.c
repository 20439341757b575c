/* Publishers that come and go: source/<name>. */

#include <string.h>

#include "base/text.h"
#include "kpi/board_state.h"

const char *board_source(const struct board *board, size_t index)
{
    const struct kpi *kpi = &board->kpis[index];
    if (board->tracks[index].evidence.received && kpi->reading.source[0] != '\0') {
        return kpi->reading.source;
    }
    return kpi->spec->source ? kpi->spec->source : "";
}

/* Its place among those that are offline; their number when it is not. */
static size_t place_of(const struct board *board, const char *source)
{
    size_t place = 0;
    while (place < board->offline_count && strcmp(board->offline[place], source) != 0) {
        place++;
    }
    return place;
}

bool board_source_offline(const struct board *board, const char *source)
{
    return source[0] != '\0' && place_of(board, source) < board->offline_count;
}

/* Its KPIs stay last-known: that somebody has connected is not a reading. */
void board_source_online(struct board *board, const char *source)
{
    size_t place = place_of(board, source);
    if (place == board->offline_count) {
        return;
    }
    board->offline_count--;
    if (place < board->offline_count) {
        memcpy(board->offline[place], board->offline[board->offline_count], ID_BYTES);
    }
}

/*
 * All its KPIs at once. When more sources are lost than can be kept in mind, a retained reading of
 * one of the rest may count as live until its own age ends that.
 */
void board_source_lost(struct board *board, const char *source, const struct moment *now)
{
    board_catch_up(board, now);
    size_t place = place_of(board, source);
    if (place == board->offline_count && place < SOURCES_OFFLINE_KEPT) {
        text_copy(board->offline[place], ID_BYTES, source);
        board->offline_count++;
    }
    for (size_t i = 0; i < board->spec->kpi_count; i++) {
        struct evidence *evidence = &board->tracks[i].evidence;
        if (evidence->received && strcmp(board_source(board, i), source) == 0) {
            evidence->source_held = true;
            board_settle(board, i, now->mono_ms, NEWS_NONE);
        }
    }
}
