#include "find_kpi.h"

#include <stdio.h>
#include <string.h>

#include "config/nearest.h"

#define ALLOWED_BYTES 400

void list_kpis(char *to, size_t size, const struct board *board, const size_t *indices,
               size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t used = strlen(to);
        const char *path = board_path(board, indices != NULL ? indices[i] : i);
        if (used + strlen(path) + sizeof ", ..." > size) {
            snprintf(to + used, size - used, ", ...");
            break;
        }
        snprintf(to + used, size - used, "%s%s", i > 0 ? ", " : "", path);
    }
}

size_t find_kpi(const struct board *board, const char *path, const char *pointer,
                const char *allowed, struct faults *faults)
{
    size_t index = board_find(board, path);
    if (index == SIZE_MAX) {
        char list[ALLOWED_BYTES] = "", hint[256];
        size_t count = board_spec(board)->kpi_count;
        struct nearest nearest = nearest_to(path);
        for (size_t i = 0; i < count; i++) {
            nearest_offer(&nearest, board_path(board, i));
        }
        if (allowed == NULL) {
            list_kpis(list, sizeof list, board, NULL, count);
        }
        faults_add(faults, SEVERITY_FAULT, pointer, "unknown-kpi", path,
                   allowed != NULL ? allowed : list, "The board has no such KPI.%s",
                   nearest_hint(&nearest, hint, sizeof hint));
    }
    return index;
}
