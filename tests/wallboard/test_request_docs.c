/* README and manual tell every verb and every key that the table has, and no answer is forgotten.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "config/request.h"
#include "device/files.h"

/* What stands between the heading and the next of its kind; to be freed. */
static char *chapter(const char *path, const char *heading, const char *next)
{
    size_t length;
    char *text = file_read(path, 1 << 20, &length);
    assert_non_null(text);
    const char *from = strstr(text, heading);
    assert_non_null(from);
    const char *end = strstr(from + strlen(heading), next);
    assert_non_null(end);
    char *part = strndup(from, (size_t)(end - from));
    free(text);
    return part;
}

static void expect(const char *text, const char *before, const char *word, const char *after,
                   const char *where)
{
    char wanted[64];
    snprintf(wanted, sizeof wanted, "%s%s%s", before, word, after);
    if (strstr(text, wanted) == NULL) {
        fail_msg("%s does not tell of '%s'", where, wanted);
    }
}

static void every_verb_and_key_is_told(void **state)
{
    (void)state;
    char *readme = chapter("README.md", "## Asking a screen", "\n## ");
    char *manual = chapter("src/wallboard.1", ".Sh REQUESTS", "\n.Sh ");
    for (int i = 0; i < REQUEST_VERBS; i++) {
        const struct verb *verb = &verbs[i];
        expect(readme, "| `", verb->name, "` |", "README.md");
        expect(manual, ".It Cm ", verb->name, "", "wallboard.1");
        for (size_t j = 0; j < verb->section.count; j++) {
            expect(readme, "", verb->section.keys[j].name, "", "README.md");
            expect(manual, "", verb->section.keys[j].name, "", "wallboard.1");
        }
    }
    free(readme);
    free(manual);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_verb_and_key_is_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
