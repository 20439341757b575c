#include "ctl/access.h"

#include <string.h>

#include "config/document.h"
#include "config/reader.h"
#include "config/section_table.h"
#include "config/sources.h"

/* ---- The list ------------------------------------------------------------------------------- */

#define AT(field) .offset = offsetof(struct access_source, field)
static const struct key source_keys[] = {
    {"topic", KEY_TEXT, AT(topic), .required = true, .help = "The topic, or filter with + and #."},
};
#undef AT
static SECTION(section_foreign, "source", source_keys, struct access_source);

#define AT(field) .offset = offsetof(struct access_screen, field)
static const struct key screen_keys[] = {
    {"businesses", KEY_IDS, AT(businesses), .required = true,
     .help = "The businesses whose figures it may read."},
    {"sources", KEY_MAP, AT(sources), .fallback = "{}", .section = &section_foreign,
     .help = "The topics of others that its board reads, by an id."},
    {"groups", KEY_IDS, AT(groups), .help = "The groups of its device file."},
    {"serial", KEY_ID, AT(serial),
     .help = "The serial number of its board, by which it is reached when its name is wrong."},
};
#undef AT
static SECTION(section_screen, "screen", screen_keys, struct access_screen);

#define AT(field) .offset = offsetof(struct access_business, field)
static const struct key business_keys[] = {
    {"channels", KEY_IDS, AT(channels), .required = true,
     .help = "The channels whose figures it publishes."},
};
#undef AT
static SECTION(section_published, "business", business_keys, struct access_business);

#define AT(field) .offset = offsetof(struct access_publisher, field)
static const struct key publisher_keys[] = {
    {"businesses", KEY_MAP, AT(businesses), .fallback = "{}", .section = &section_published,
     .help = "The businesses for which it publishes, by their id."},
    {"sources", KEY_MAP, AT(sources), .fallback = "{}", .section = &section_foreign,
     .help = "The topics to which it publishes in a form of its own, by an id."},
};
#undef AT
static SECTION(section_publisher, "publisher", publisher_keys, struct access_publisher);

#define AT(field) .offset = offsetof(struct access, field)
static const struct key access_keys[] = {
    {"site", KEY_ID, AT(site), .required = true, .help = "The building, as in every topic."},
    {"screens", KEY_MAP, AT(screens), .required = true, .section = &section_screen,
     .help = "The screens by their id, which is their user name."},
    {"publishers", KEY_MAP, AT(publishers), .fallback = "{}", .section = &section_publisher,
     .help = "The publishers by their user name, which is also their source."},
    {"it", KEY_IDS, AT(it), .fallback = "[\"it\"]", .help = "The user names of IT."},
};
#undef AT
static SECTION(section_access, "list of screens", access_keys, struct access);

static bool has_id(const struct id_list *list, const char *id)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->ids[i], id) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_screen(const struct access *access, const char *id)
{
    const struct access_screen *screens = access->screens.items;
    for (size_t i = 0; i < access->screens.count; i++) {
        if (strcmp(screens[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

static bool publishes(const struct access_publisher *publisher, const char *business)
{
    const struct access_business *businesses = publisher->businesses.items;
    for (size_t i = 0; i < publisher->businesses.count; i++) {
        if (strcmp(businesses[i].id, business) == 0) {
            return true;
        }
    }
    return false;
}

/* One name in two roles would have the rights of both. */
static void check_role(const char *branch, const char *id, const char *among, bool taken,
                       struct faults *faults)
{
    struct pointer pointer = {0};
    pointer_push(&pointer, branch);
    pointer_push(&pointer, id);
    if (taken) {
        faults_add(faults, SEVERITY_FAULT, pointer.text, "same-name", id,
                   "one role for each user name", "'%s' is also one of %s.", id, among);
    }
}

/* Below our own root a right would follow from a filter that nobody means to give. */
static void check_sources(const struct entry_list *list, const char *branch, const char *id,
                          struct faults *faults)
{
    const struct access_source *sources = list->items;
    for (size_t i = 0; i < list->count; i++) {
        struct pointer pointer = {0};
        const char *const parts[] = {branch, id, "sources", sources[i].id, "topic"};
        for (size_t j = 0; j < sizeof parts / sizeof *parts; j++) {
            pointer_push(&pointer, parts[j]);
        }
        const char *topic = sources[i].topic;
        if (topic != NULL && !topic_filter_allowed(topic)) {
            faults_add(faults, SEVERITY_FAULT, pointer.text, "topic", topic, FILTER_ALLOWED,
                       "This is no topic filter.");
        } else if (topic != NULL && !topic_filter_foreign(topic)) {
            faults_add(faults, SEVERITY_FAULT, pointer.text, "own-topic", topic, FOREIGN_ALLOWED,
                       "Topics of the wallboards themselves are not those of others.");
        }
    }
}

static bool is_fed(const struct access *access, const char *business)
{
    const struct access_publisher *publishers = access->publishers.items;
    for (size_t i = 0; i < access->publishers.count; i++) {
        if (publishes(&publishers[i], business)) {
            return true;
        }
    }
    return false;
}

/* A word of the list that stands nowhere else is most often mistyped. */
static void check_fed(const struct access *access, const struct access_screen *screen,
                      struct faults *faults)
{
    struct pointer pointer = {0};
    pointer_push(&pointer, "screens");
    pointer_push(&pointer, screen->id);
    pointer_push(&pointer, "businesses");
    for (size_t i = 0; i < screen->businesses.count; i++) {
        const char *business = screen->businesses.ids[i];
        if (!is_fed(access, business)) {
            size_t before = pointer_push_index(&pointer, i);
            faults_add(faults, SEVERITY_WARNING, pointer.text, "unfed", business,
                       "a business of a publisher", "Nobody but IT publishes for it.");
            pointer_pop(&pointer, before);
        }
    }
}

static void check(const struct access *access, struct faults *faults)
{
    const struct access_screen *screens = access->screens.items;
    const struct access_publisher *publishers = access->publishers.items;
    for (size_t i = 0; i < access->screens.count; i++) {
        check_role("screens", screens[i].id, "IT", has_id(&access->it, screens[i].id), faults);
        check_fed(access, &screens[i], faults);
        check_sources(&screens[i].sources, "screens", screens[i].id, faults);
    }
    for (size_t i = 0; i < access->publishers.count; i++) {
        const char *id = publishers[i].id;
        check_role("publishers", id, "IT", has_id(&access->it, id), faults);
        check_sources(&publishers[i].sources, "publishers", id, faults);
        check_role("publishers", id, "the screens", is_screen(access, id), faults);
    }
}

const struct access *access_read(const char *bytes, size_t length, struct arena *arena,
                                 struct faults *faults)
{
    size_t fatal = faults_fatal(faults);
    struct access *access = arena_take(arena, sizeof *access);
    struct reader reader = {.arena = arena, .faults = faults, .language = ABSENT};
    json_t *document = document_read(bytes, length, faults);
    if (document != NULL) {
        read_section(&reader, &section_access, document, access);
        json_decref(document);
        check(access, faults);
    }
    return faults_fatal(faults) == fatal ? access : NULL;
}

/* ---- The access list ------------------------------------------------------------------------ */

/* What every screen may do, by its user name. */
static void write_patterns(const char *site, FILE *to)
{
    static const char *const read[] = {"all/config", "all/request/+", "announce/+", "closure/+"};
    static const char *const own_read[] = {"config", "request/+", "status", "availability"};
    static const char *const own_write[] = {"availability", "status",          "schema",
                                            "screenshot",   "config/reported", "response/+"};
    fputs("# ---- Every screen, by its user name (%u) ----\n\n", to);
    for (size_t i = 0; i < sizeof read / sizeof *read; i++) {
        fprintf(to, "pattern read wallboard/1/%s/%s\n", site, read[i]);
    }
    fputc('\n', to);
    for (size_t i = 0; i < sizeof own_read / sizeof *own_read; i++) {
        fprintf(to, "pattern read wallboard/1/%s/screen/%%u/%s\n", site, own_read[i]);
    }
    for (size_t i = 0; i < sizeof own_write / sizeof *own_write; i++) {
        fprintf(to, "pattern write wallboard/1/%s/screen/%%u/%s\n", site, own_write[i]);
    }
}

static void write_foreign(const struct entry_list *list, const char *right, FILE *to)
{
    const struct access_source *sources = list->items;
    for (size_t i = 0; i < list->count; i++) {
        fprintf(to, "topic %s %s\n", right, sources[i].topic);
    }
}

/* Those who publish for one of its businesses: it must learn when they go. */
static void write_sources(const struct access *access, const struct access_screen *screen, FILE *to)
{
    const struct access_publisher *publishers = access->publishers.items;
    for (size_t i = 0; i < access->publishers.count; i++) {
        bool feeds = false;
        for (size_t j = 0; j < screen->businesses.count; j++) {
            feeds = feeds || publishes(&publishers[i], screen->businesses.ids[j]);
        }
        if (feeds) {
            fprintf(to, "topic read wallboard/1/%s/source/%s\n", access->site, publishers[i].id);
        }
    }
}

static void write_screen(const struct access *access, const struct access_screen *screen, FILE *to)
{
    fprintf(to, "\nuser %s\n", screen->id);
    for (size_t i = 0; i < screen->businesses.count; i++) {
        const char *business = screen->businesses.ids[i];
        fprintf(to, "topic read wallboard/1/%s/kpi/%s/#\n", access->site, business);
        fprintf(to, "topic read wallboard/1/%s/history/%s/#\n", access->site, business);
    }
    write_sources(access, screen, to);
    write_foreign(&screen->sources, "read", to);
    for (size_t i = 0; i < screen->groups.count; i++) {
        const char *group = screen->groups.ids[i];
        fprintf(to, "topic read wallboard/1/%s/group/%s/config\n", access->site, group);
        fprintf(to, "topic read wallboard/1/%s/group/%s/request/+\n", access->site, group);
    }
    if (screen->serial != NULL) {
        fprintf(to, "topic read wallboard/1/_serial/%s/request/+\n", screen->serial);
        fprintf(to, "topic write wallboard/1/_serial/%s/response/+\n", screen->serial);
    }
}

static void write_publisher(const char *site, const struct access_publisher *publisher, FILE *to)
{
    static const char *const denied[] = {"screen", "all", "announce", "closure"};
    const struct access_business *businesses = publisher->businesses.items;
    fprintf(to, "\nuser %s\n", publisher->id);
    for (size_t i = 0; i < publisher->businesses.count; i++) {
        const struct id_list *channels = &businesses[i].channels;
        for (size_t j = 0; j < channels->count; j++) {
            fprintf(to, "topic write wallboard/1/%s/kpi/%s/%s/#\n", site, businesses[i].id,
                    channels->ids[j]);
            fprintf(to, "topic write wallboard/1/%s/history/%s/%s/#\n", site, businesses[i].id,
                    channels->ids[j]);
        }
    }
    fprintf(to, "topic write wallboard/1/%s/source/%s\n", site, publisher->id);
    write_foreign(&publisher->sources, "write", to);
    for (size_t i = 0; i < sizeof denied / sizeof *denied; i++) {
        fprintf(to, "topic deny wallboard/1/%s/%s/#\n", site, denied[i]);
    }
}

void access_write(const struct access *access, FILE *to)
{
    const struct access_screen *screens = access->screens.items;
    const struct access_publisher *publishers = access->publishers.items;
    fprintf(
        to,
        "# Who may read and write what at the site \"%s\", as wallboardctl acl writes it from a "
        "list of\n# screens. What is not granted here is denied.\n\n",
        access->site);
    write_patterns(access->site, to);
    fputs("\n# ---- Screens: their businesses, with those who publish; their groups; their board "
          "----\n",
          to);
    for (size_t i = 0; i < access->screens.count; i++) {
        write_screen(access, &screens[i], to);
    }
    fputs("\n# ---- Publishers: their channels and their own source; nothing that every screen may "
          "----\n",
          to);
    for (size_t i = 0; i < access->publishers.count; i++) {
        write_publisher(access->site, &publishers[i], to);
    }
    fputs(
        "\n# ---- IT: all of the site, every board by its serial number, the broker's own figures "
        "----\n",
        to);
    for (size_t i = 0; i < access->it.count; i++) {
        fprintf(to,
                "\nuser %s\ntopic readwrite wallboard/1/%s/#\n"
                "topic readwrite wallboard/1/_serial/#\ntopic read $SYS/#\n",
                access->it.ids[i], access->site);
    }
}
