#include "words_print.h"

#include <stdio.h>
#include <string.h>

#include "config/glossary.h"
#include "load.h"

static const struct speech {
    const char *formula, *also;
    const char *before, *after; /* what is not known */
} speeches[LANGUAGE_COUNT] = {
    [LANGUAGE_JA] = {"計算式", "別名", "", " という用語はありません。"},
    [LANGUAGE_EN] = {"Formula", "Also", "there is no word ", "."},
};

static void print_more(const char *what, const char *text)
{
    printf("    %s: %s\n", what, text);
}

/* What it is called besides the two names, which have been told; nothing twice. */
static void print_other_names(const struct glossary_entry *entry, enum language language)
{
    const char *const names[] = {entry->name.in[language], entry->name.in[!language],
                                 entry->short_name.in[language], entry->short_name.in[!language],
                                 entry->also};
    char list[512] = "";
    for (size_t i = 2; i < sizeof names / sizeof *names; i++) {
        bool told = names[i] == NULL;
        for (size_t j = 0; j < i && !told; j++) {
            told = names[j] != NULL && strcmp(names[i], names[j]) == 0;
        }
        if (!told) {
            size_t used = strlen(list);
            snprintf(list + used, sizeof list - used, "%s%s", used > 0 ? ", " : "", names[i]);
        }
    }
    if (list[0] != '\0') {
        print_more(speeches[language].also, list);
    }
}

static void print_entry(const struct glossary_entry *entry, enum language language)
{
    fputs(entry->name.in[language], stdout);
    if (language == LANGUAGE_JA && entry->reading != NULL) {
        printf("（%s）", entry->reading);
    }
    printf(" · %s · %s\n    %s\n", entry->name.in[!language], entry->id,
           entry->definition.in[language]);
    if (entry->formula != NULL) {
        print_more(speeches[language].formula, entry->formula->in[language]);
    }
    print_other_names(entry, language);
}

/* How many there were. */
static size_t print_matching(const struct catalogue *catalogue, const char *wanted,
                             enum glossary_match least, enum language language)
{
    size_t found = 0;
    for (size_t i = 0; i < glossary_count(catalogue); i++) {
        struct glossary_entry entry = glossary_at(catalogue, i);
        if (wanted == NULL || glossary_match(&entry, wanted) >= least) {
            print_entry(&entry, language);
            found++;
        }
    }
    return found;
}

static int refuse(const struct catalogue *catalogue, const char *wanted, enum language language)
{
    char hint[256];
    struct nearest nearest = nearest_to(wanted);
    for (size_t i = 0; i < glossary_count(catalogue); i++) {
        struct glossary_entry entry = glossary_at(catalogue, i);
        glossary_offer(&entry, &nearest);
    }
    fprintf(stderr, "wallboard: %s'%s'%s%s\n", speeches[language].before, wanted,
            speeches[language].after, nearest_hint(&nearest, hint, sizeof hint));
    return EXIT_INVALID;
}

int words_print(const struct options *options)
{
    const struct catalogue *catalogue = load_catalogue();
    enum language language = options_language(options);
    const char *wanted = options->word;
    bool found = print_matching(catalogue, wanted, MATCH_WHOLE, language) > 0 ||
                 (wanted != NULL && print_matching(catalogue, wanted, MATCH_PART, language) > 0);
    return found ? EXIT_OK : refuse(catalogue, wanted, language);
}
