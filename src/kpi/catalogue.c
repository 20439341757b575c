#include "kpi/catalogue.h"

#include <string.h>

const struct metric *catalogue_find(const struct catalogue *catalogue, const char *id)
{
    for (size_t i = 0; i < catalogue->count; i++) {
        if (strcmp(catalogue->metrics[i].id, id) == 0) {
            return &catalogue->metrics[i];
        }
    }
    return NULL;
}
