#include "config/bundle.h"

#include <ctype.h>
#include <string.h>

#define ENDING ".raucb"
#define ALLOWED "https://HOST/PATH, http://HOST/PATH or usb:NAME" ENDING

static bool begins_with(const char *text, const char *begin)
{
    return strncmp(text, begin, strlen(begin)) == 0;
}

/* RFC 3986 without what a shell or a log would make something else of. */
static bool is_plain(const char *text)
{
    for (; *text != '\0'; text++) {
        if (!isalnum((unsigned char)*text) && strchr("-._~%:/?#[]@!&+,;=", *text) == NULL) {
            return false;
        }
    }
    return true;
}

/* A host and a path behind it. */
static bool is_place(const char *text)
{
    size_t host = strcspn(text, "/");
    return host > 0 && isalnum((unsigned char)text[text[0] == '[']) && text[host] == '/' &&
           text[host + 1] != '\0';
}

/* At the top of the stick: no folder, nothing hidden, nothing that looks like an option. */
static bool is_file(const char *name)
{
    size_t length = strlen(name), tail = strlen(ENDING);
    for (const char *c = name; *c != '\0'; c++) {
        if (!isalnum((unsigned char)*c) && strchr("-._+~", *c) == NULL) {
            return false;
        }
    }
    return length > tail && strcmp(name + length - tail, ENDING) == 0 &&
           isalnum((unsigned char)name[0]);
}

static const char *without_scheme(const char *bundle)
{
    static const char *const schemes[] = {"https://", "http://"};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        if (begins_with(bundle, schemes[i])) {
            return bundle + strlen(schemes[i]);
        }
    }
    return NULL;
}

void bundle_judge(const char *bundle, const char *pointer, struct faults *faults)
{
    const char *place = without_scheme(bundle);
    size_t host = place != NULL ? strcspn(place, "/") : 0;
    if (place != NULL && memchr(place, '@', host) != NULL) {
        faults_add(faults, SEVERITY_FAULT, pointer, "secret", "", ALLOWED,
                   "A bundle is fetched without a name or a password.");
    } else if (place != NULL ? !is_plain(place) || !is_place(place)
                             : !begins_with(bundle, "usb:") || !is_file(bundle + strlen("usb:"))) {
        faults_add(faults, SEVERITY_FAULT, pointer, "bundle", bundle, ALLOWED,
                   "That is no place of a bundle.");
    }
}
