#include "config/keys.h"

#include "config/entries.h"
#include "kpi/words.h"

/* ---- Words, by the value of their enum ----------------------------------------------------- */

#define WORD_LIST(function, ...)                                                                   \
    static const char *function(int index)                                                         \
    {                                                                                              \
        static const char *const list[] = {__VA_ARGS__};                                           \
        return (size_t)index < sizeof list / sizeof *list ? list[index] : NULL;                    \
    }

WORD_LIST(language, [LANGUAGE_JA] = "ja", [LANGUAGE_EN] = "en")
WORD_LIST(timing, [TIMING_REAL_TIME] = "real-time", [TIMING_NON_REAL_TIME] = "non-real-time",
          [TIMING_NONE] = "none")
WORD_LIST(assistance, [ASSISTANCE_HUMAN] = "human", [ASSISTANCE_DIGITAL] = "digital")
WORD_LIST(channel_kind, [CHANNEL_INBOUND] = "inbound", [CHANNEL_OUTBOUND] = "outbound",
          [CHANNEL_COLLECTIONS] = "collections", [CHANNEL_FIELD_SERVICE] = "field-service",
          [CHANNEL_STORE] = "store", [CHANNEL_ALL] = "all")
WORD_LIST(trait, [TRAIT_REAL_TIME] = "real-time", [TRAIT_NON_REAL_TIME] = "non-real-time",
          [TRAIT_HUMAN] = "human", [TRAIT_DIGITAL] = "digital", [TRAIT_OUTBOUND] = "outbound",
          [TRAIT_COLLECTIONS] = "collections", [TRAIT_FIELD_SERVICE] = "field-service",
          [TRAIT_STORE] = "store", [TRAIT_ALL] = "all")
WORD_LIST(origin, [ORIGIN_PUBLISHED] = "published", [ORIGIN_REPORTED] = "reported",
          [ORIGIN_PRACTICE] = "practice")
WORD_LIST(direction, [DIRECTION_HIGHER] = "higher", [DIRECTION_LOWER] = "lower",
          [DIRECTION_BAND] = "band")
WORD_LIST(audience, [AUDIENCE_AGENTS] = "agents", [AUDIENCE_SUPERVISORS] = "supervisors",
          [AUDIENCE_MANAGEMENT] = "management", [AUDIENCE_CLIENT] = "client")
WORD_LIST(theme, [THEME_DARK] = "dark", [THEME_LIGHT] = "light", [THEME_SIGNAL] = "signal",
          [THEME_CALM] = "calm", [THEME_HIGH_CONTRAST] = "high-contrast")
WORD_LIST(page_show, [PAGE_OVERVIEW] = "overview", [PAGE_TILES] = "tiles",
          [PAGE_CHANNEL] = "channel", [PAGE_REAL_TIME] = "real-time",
          [PAGE_NON_REAL_TIME] = "non-real-time", [PAGE_DIGITAL] = "digital",
          [PAGE_GAUGES] = "gauges", [PAGE_TABLE] = "table", [PAGE_JOURNEY] = "journey",
          [PAGE_LEVEL] = "level", [PAGE_KPI] = "kpi", [PAGE_MESSAGE] = "message")
WORD_LIST(page_sort, [SORT_AS_LISTED] = "as-listed", [SORT_WORST_FIRST] = "worst-first")
WORD_LIST(rotation, "0", "90", "180", "270")
WORD_LIST(
    clock_trust, [CLOCK_AUTO] = "auto", [CLOCK_TRUSTED] = "trusted", [CLOCK_DOUBTED] = "doubted")
WORD_LIST(mqtt_version, "5", "3")

static const char *period(int index)
{
    return index < PERIOD_COUNT ? period_word((enum period)index) : NULL;
}

/* Only what can end: without the running today. */
static const char *level_period(int index)
{
    return period(index + PERIOD_INTERVAL + (index > 0 ? 1 : 0));
}

static const char *unit(int index)
{
    return index < UNIT_KINDS ? unit_word((enum unit)index) : NULL;
}

/* ---- The board file ------------------------------------------------------------------------- */

#define SECTION(variable, text, table, type)                                                       \
    const struct section variable = {                                                              \
        .name = (text),                                                                            \
        .keys = (table),                                                                           \
        .count = sizeof(table) / sizeof *(table),                                                  \
        .size = sizeof(type),                                                                      \
    }

#define DAY_S (24.0 * 60 * 60)

#define AT(language) .offset = offsetof(struct words, in[language])
static const struct key caption_keys[] = {
    {"ja", KEY_TEXT, AT(LANGUAGE_JA), .help = "The Japanese text; without it the English one."},
    {"en", KEY_TEXT, AT(LANGUAGE_EN), .help = "The English text; without it the Japanese one."},
};
#undef AT
SECTION(section_caption, "text", caption_keys, struct words);

#define AT(field) .offset = offsetof(struct level_rule, field)
static const struct key level_keys[] = {
    {"periods", KEY_INTEGER, AT(periods), .minimum = 1, .maximum = FINALS_KEPT, .zero_too = true,
     .help =
         "Over how many of the last final periods the level is told; 0, or without it: no level "
         "is told."},
    {"share", KEY_NUMBER, AT(share), .minimum = 0, .maximum = 100,
     .help =
         "What share of them must have met the target of then, in percent; without it the level "
         "is told and not judged."},
    {"of", KEY_WORD, AT(period), .word = level_period,
     .help =
         "Of which kind these periods are; without it of that which is published as history, or "
         "which the values sum up."},
};
#undef AT
SECTION(section_level, "level", level_keys, struct level_rule);

#define AT(field) .offset = offsetof(struct dated_entry, field)
static const struct key dated_keys[] = {
    {"from", KEY_DATE, AT(from),
     .help = "The local day on which it comes into force; without it it always has been."},
    {"until", KEY_DATE, AT(until),
     .help = "The last day on which it is; without it until one with a later day follows."},
    {"hours", KEY_HOURS, AT(hours),
     .help =
         "At which hours of the week, in the form of opening hours; without it at all. One with "
         "hours goes before one without."},
    {"target", KEY_BOUNDS, AT(target), .required = true, .help = "What must be reached then."},
    {"limit", KEY_BOUNDS, AT(limit),
     .help = "The worst value still called near then; without it the target is the limit."},
    {"warn", KEY_BOUNDS, AT(warn), .help = "Where a warning begins then."},
};
#undef AT
SECTION(section_dated, "dated-target", dated_keys, struct dated_entry);

#define AT(field) .offset = offsetof(struct kpi_entry, field)
static const struct key kpi_keys[] = {
    {"target", KEY_BOUNDS, AT(target),
     .help = "What must be reached: a number, or [low, high] for a metric with a band; without it "
             "the KPI is shown and not judged."},
    {"limit", KEY_BOUNDS, AT(limit),
     .help = "The worst value still called near; without it the target is the limit."},
    {"warn", KEY_BOUNDS, AT(warn),
     .help = "Where a warning begins, on the good side of the target."},
    {"targets", KEY_MAP, AT(targets), .fallback = "{}", .section = &section_dated,
     .help = "Targets that go before it from a day on, or at certain hours, by an id of your own."},
    {"period", KEY_WORD, AT(period), .word = period,
     .help = "What a value sums up; without it as in the catalogue."},
    {"cadence_s", KEY_INTEGER, AT(cadence_s), .minimum = 1, .maximum = 31 * DAY_S,
     .help = "How often the source publishes, in seconds; without it as in the catalogue."},
    {"fresh_s", KEY_INTEGER, AT(fresh_s), .minimum = 1, .maximum = 366 * DAY_S,
     .help = "The age at which a value is no longer live, in seconds; without it three times the "
             "cadence and at least 10."},
    {"drop_s", KEY_INTEGER, AT(drop_s), .minimum = 1, .maximum = 3660 * DAY_S,
     .help = "The age at which a value is no longer shown, in seconds; without it ten times "
             "fresh_s."},
    {"min_sample", KEY_INTEGER, AT(min_sample), .minimum = 0, .maximum = 1000000,
     .help = "Fewer contacts than this are too few to judge; 0 judges any; without it as in the "
             "catalogue."},
    {"deadband", KEY_NUMBER, AT(deadband), .minimum = 0, .maximum = 1000000,
     .help = "How far a value must clear a boundary to count as better, in the metric's unit; "
             "without it as in the catalogue."},
    {"on_delay_s", KEY_INTEGER, AT(on_delay_s), .minimum = 0, .maximum = DAY_S,
     .help = "How long a worse value must stand before it is shown as such, in seconds; without "
             "it as in the catalogue."},
    {"off_delay_s", KEY_INTEGER, AT(off_delay_s), .minimum = 0, .maximum = DAY_S,
     .help = "How long a better value must stand before it is shown as such, in seconds; without "
             "it as in the catalogue."},
    {"threshold_s", KEY_INTEGER, AT(threshold_s), .minimum = 1, .maximum = 366 * DAY_S,
     .help = "The time within which a service level counts, in seconds; shown, never computed "
             "with."},
    {"decimals", KEY_INTEGER, AT(decimals), .minimum = 0, .maximum = 3,
     .help = "Digits behind the point; without it as in the catalogue."},
    {"source", KEY_ID, AT(source),
     .help = "The publisher whose going offline makes the value last-known; without it that of "
             "the channel."},
    {"name", KEY_CAPTION, AT(name),
     .help = "The name, another than that of any KPI beside it; without it as in the catalogue."},
    {"short_name", KEY_CAPTION, AT(short_name),
     .help = "The name where room is short, no less its own; without it as in the catalogue."},
    {"audience", KEY_WORDS, AT(audience), .word = audience,
     .help = "For whose walls the KPI is meant; without it as in the catalogue."},
    {"level", KEY_SECTION, AT(level), .fallback = "{}", .section = &section_level,
     .help = "How its level is told; what it does not say is as in the board's."},
};
#undef AT
SECTION(section_kpi, "kpi", kpi_keys, struct kpi_entry);

#define AT(field) .offset = offsetof(struct channel_entry, field)
static const struct key channel_keys[] = {
    {"name", KEY_CAPTION, AT(name),
     .help = "The name; a usual channel has one in the catalogue, else it is the id."},
    {"timing", KEY_WORD, AT(timing), .word = timing,
     .help = "Whether the customer is waiting at this moment; required of a channel with people "
             "that the catalogue does not know."},
    {"assistance", KEY_WORD, AT(assistance), .word = assistance,
     .help = "Who serves; without it as in the catalogue, else human."},
    {"kind", KEY_WORD, AT(kind), .word = channel_kind,
     .help = "What it is for; all holds what belongs to no channel. Without it as in the "
             "catalogue, else inbound."},
    {"hours", KEY_HOURS, AT(hours), .help = "Opening hours; without them those of the board."},
    {"stuck_s", KEY_INTEGER, AT(stuck_s), .fallback = "900", .minimum = 60, .maximum = DAY_S,
     .zero_too = true,
     .help = "After how many seconds in which no figure of a real-time channel moved it is held "
             "to be stuck; 0 is never."},
    {"source", KEY_ID, AT(source),
     .help = "The publisher of the channel's KPIs; without it that of the business."},
    {"order", KEY_IDS, AT(order),
     .help = "Metric ids in the order of display; the others follow in that of the catalogue."},
    {"kpis", KEY_MAP, AT(kpis), .fallback = "{}", .section = &section_kpi,
     .help = "The KPIs by the id of their metric."},
};
#undef AT
SECTION(section_channel, "channel", channel_keys, struct channel_entry);

#define AT(field) .offset = offsetof(struct business_entry, field)
static const struct key business_keys[] = {
    {"name", KEY_CAPTION, AT(name), .help = "The name; without it the id."},
    {"partner", KEY_TEXT, AT(partner),
     .help = "Who operates it when it is not one's own; beside businesses of others its KPIs are "
             "not for agents, unless they say so."},
    {"source", KEY_ID, AT(source), .help = "The publisher of the KPIs of all its channels."},
    {"order", KEY_IDS, AT(order),
     .help = "Channel ids in the order of display; the others follow as they are written."},
    {"channels", KEY_MAP, AT(channels), .required = true, .section = &section_channel,
     .help = "The channels by their id."},
};
#undef AT
SECTION(section_business, "business", business_keys, struct business_entry);

#define AT(field) .offset = offsetof(struct display_config, field)
static const struct key display_keys[] = {
    {"diagonal_inch", KEY_NUMBER, AT(diagonal_inch), .fallback = "55", .minimum = 10,
     .maximum = 200, .help = "The diagonal of the panel in inches."},
    {"viewing_distance_m", KEY_NUMBER, AT(viewing_distance_m), .fallback = "8", .minimum = 0.5,
     .maximum = 60, .help = "The distance of the farthest seat in metres; sizes follow from it."},
    {"theme", KEY_WORD, AT(theme), .fallback = "\"dark\"", .word = theme, .help = "The colours."},
    {"rotate", KEY_INTEGER, AT(rotate), .fallback = "0", .word = rotation,
     .help = "By how many degrees the picture is turned clockwise."},
    {"overscan_percent", KEY_NUMBER, AT(overscan_percent), .fallback = "0", .minimum = 0,
     .maximum = 10,
     .help = "How much of its width and height a panel hides at each edge, in percent; nothing but "
             "the ground is drawn there."},
    {"shift_px", KEY_INTEGER, AT(shift_px), .fallback = "5", .minimum = 0, .maximum = 16,
     .help =
         "How many pixels the whole picture moves away from its place and back, one every third "
         "minute, so that nothing burns in; 0: it stands still."},
    {"seconds", KEY_FLAG, AT(seconds), .fallback = "false",
     .help = "Whether the clock shows seconds; its mark then moves every second, else every "
             "minute."},
    {"attention", KEY_FLAG, AT(attention), .fallback = "true",
     .help = "Whether what is newly missed draws the eye, for 3 seconds and once in 10 minutes."},
    {"off_on_holidays", KEY_FLAG, AT(off_on_holidays), .fallback = "false",
     .help = "Whether the wall stays off on holidays; only with a schedule."},
};
#undef AT
SECTION(section_display, "display", display_keys, struct display_config);

#define AT(field) .offset = offsetof(struct privacy_entry, field)
static const struct key privacy_keys[] = {
    {"min_group", KEY_INTEGER, AT(min_group), .fallback = "0", .minimum = 2, .maximum = 1000,
     .zero_too = true,
     .help = "Figures about people's work (occupancy, handle time, counts of agents) are not shown "
             "while their group has fewer people, or nobody tells how many; 0: always shown."},
};
#undef AT
SECTION(section_privacy, "privacy", privacy_keys, struct privacy_entry);

#define AT(field) .offset = offsetof(struct page_entry, field)
static const struct key page_keys[] = {
    {"show", KEY_WORD, AT(show), .required = true, .word = page_show,
     .help = "What the page shows: overview (value and shape of each KPI), tiles (everything about "
             "each), the tiles of a channel, of the real-time, non-real-time or digital channels, "
             "of the gauges or of a table of the catalogue, a journey (resolution, effort, "
             "satisfaction and time side by side across channels), the level of each KPI that has "
             "one, one kpi as large as can be, or a message."},
    {"business", KEY_ID, AT(business), .help = "Only KPIs of this business."},
    {"channel", KEY_ID, AT(channel),
     .help = "Only KPIs of this channel; required of channel and kpi."},
    {"metric", KEY_ID, AT(metric), .help = "Only KPIs of this metric; required of kpi."},
    {"table", KEY_INTEGER, AT(table), .minimum = 1, .maximum = 3,
     .help = "Only KPIs of this table of the catalogue: 1 key customer-related process, 2 key "
             "support process, 3 customer experience and cost; required of table."},
    {"metrics", KEY_IDS, AT(metrics),
     .help = "Only KPIs of these metrics; without it a journey has those that the catalogue marks "
             "for it."},
    {"title", KEY_CAPTION, AT(title),
     .help = "What stands at the head of the page, behind that of "
             "the board."},
    {"text", KEY_CAPTION, AT(text), .help = "What a message says; required of it alone."},
    {"dwell_s", KEY_INTEGER, AT(dwell_s), .minimum = 5, .maximum = 3600, .zero_too = true,
     .help =
         "How long the page stays, in seconds; 0: until it is turned by something else; without "
         "it that of rotation."},
    {"sort", KEY_WORD, AT(sort), .word = page_sort,
     .help = "The order of channels and their KPIs; without it that of rotation."},
};
#undef AT
SECTION(section_page, "page", page_keys, struct page_entry);

#define FACTOR_MOST 1e9

#define AT(field) .offset = offsetof(struct source_entry, field)
static const struct key source_keys[] = {
    {"topic", KEY_TEXT, AT(topic), .required = true,
     .help = "The topic, or topic filter with + and #, that somebody else publishes to."},
    {"kpi", KEY_TEXT, AT(kpi), .required = true,
     .help = "The KPI of this board that it tells, as in its topic: business/channel/metric."},
    {"value", KEY_TEXT, AT(value),
     .help = "A JSON Pointer to the value; a part name=text takes the object of a list, or demands "
             "of an object, that has it so. Without it the payload is the value."},
    {"per", KEY_TEXT, AT(per),
     .help = "A JSON Pointer to the number by which the value is divided; of 0 there is no value."},
    {"scale", KEY_NUMBER, AT(scale), .fallback = "1", .minimum = -FACTOR_MOST,
     .maximum = FACTOR_MOST, .help = "What the value is then multiplied by; not 0."},
    {"offset", KEY_NUMBER, AT(offset), .fallback = "0", .minimum = -FACTOR_MOST,
     .maximum = FACTOR_MOST, .help = "What is then added, in the unit of the metric."},
    {"time", KEY_TEXT, AT(time),
     .help = "A JSON Pointer to the time at which the value was taken: RFC 3339 with Z, or seconds "
             "or milliseconds since 1970."},
    {"sample", KEY_TEXT, AT(sample),
     .help = "A JSON Pointer to the number of contacts behind the value; without it that of per."},
};
#undef AT
SECTION(section_source, "source", source_keys, struct source_entry);

#define AT(field) .offset = offsetof(struct rotation_entry, field)
static const struct key rotation_keys[] = {
    {"dwell_s", KEY_INTEGER, AT(dwell_s), .fallback = "15", .minimum = 5, .maximum = 3600,
     .zero_too = true, .help = "How long a page stays, in seconds; 0: pages do not turn."},
    {"order", KEY_IDS, AT(order),
     .help = "Page ids in the order in which they turn; the others follow as they are written."},
    {"sort", KEY_WORD, AT(sort), .fallback = "\"as-listed\"", .word = page_sort,
     .help = "The order of channels and their KPIs on a page: as-listed, or worst-first as it "
             "stands when the page comes; an overview keeps the order within a row."},
};
#undef AT
SECTION(section_rotation, "rotation", rotation_keys, struct rotation_entry);

#define AT(field) .offset = offsetof(struct theme, field)
static const struct key theme_keys[] = {
    {"ground", KEY_COLOUR, AT(ground), .help = "The wall behind everything."},
    {"tile", KEY_COLOUR, AT(tile), .help = "A calm tile."},
    {"raised", KEY_COLOUR, AT(raised), .help = "A banner."},
    {"text", KEY_COLOUR, AT(text), .help = "Figures and names."},
    {"quiet", KEY_COLOUR, AT(quiet), .help = "What explains: target, unit, period."},
    {"dimmed", KEY_COLOUR, AT(dimmed), .help = "Figures that are not live."},
    {"hatch", KEY_COLOUR, AT(hatch), .help = "The lines over a value that is last-known."},
    {"rule", KEY_COLOUR, AT(rule), .help = "Lines that part or count pages."},
    {"met", KEY_COLOUR, AT(met), .help = "The mark of met."},
    {"near", KEY_COLOUR, AT(near), .help = "Outline, figure and word of near."},
    {"missed", KEY_COLOUR, AT(missed), .help = "The field of missed."},
    {"on_missed", KEY_COLOUR, AT(on_missed), .help = "Everything on the field of missed."},
    {"bar_met", KEY_COLOUR, AT(bar_met), .help = "A final period that met its target."},
    {"bar_near", KEY_COLOUR, AT(bar_near), .help = "A final period that was near."},
    {"bar_missed", KEY_COLOUR, AT(bar_missed), .help = "A final period that missed its target."},
    {"outline", KEY_COLOUR, AT(outline),
     .help = "Around every calm tile; only the theme high-contrast has one of its own."},
};
#undef AT
SECTION(section_theme, "theme", theme_keys, struct theme);

#define AT(field) .offset = offsetof(struct board_entry, field)
static const struct key board_keys[] = {
    {"language", KEY_WORD, AT(language), .fallback = "\"ja\"", .word = language,
     .help = "The language of the wall."},
    {"zone", KEY_TEXT, AT(zone), .fallback = "\"UTC\"",
     .help = "The time zone of the clock and of opening hours, such as Asia/Tokyo."},
    {"audience", KEY_WORD, AT(audience), .word = audience,
     .help = "Whose wall it is; KPIs that are not meant for them are left out. Without it the wall "
             "is the agents' and shows all that is listed."},
    {"title", KEY_CAPTION, AT(title), .fallback = "{\"ja\":\"運営状況\",\"en\":\"Wallboard\"}",
     .help = "What stands at the head of the wall."},
    {"display", KEY_SECTION, AT(display), .fallback = "{}", .section = &section_display,
     .help = "The panel and where people look at it from."},
    {"theme", KEY_SECTION, AT(theme), .fallback = "{}", .section = &section_theme,
     .help = "A site's own colours in place of those of display.theme; refused where they cannot "
             "be read or told apart."},
    {"hours", KEY_HOURS, AT(hours), .help = "Opening hours; without them it is always open."},
    {"schedule", KEY_HOURS, AT(schedule),
     .help = "When the wall is on, in the form of hours; without it always."},
    {"holidays", KEY_DATES, AT(holidays), .fallback = "[]",
     .help = "Dates on which no shift begins."},
    {"businesses", KEY_MAP, AT(businesses), .required = true, .section = &section_business,
     .help = "What the teams work for, by its id; a plain centre has one, main."},
    {"order", KEY_IDS, AT(order),
     .help = "Business ids in the order of display; the others follow as they are written."},
    {"pages", KEY_MAP, AT(pages), .fallback = "{}", .section = &section_page,
     .help = "The pages by their id; without them all KPIs, behind an overview where they need "
             "more than one page."},
    {"rotation", KEY_SECTION, AT(rotation), .fallback = "{}", .section = &section_rotation,
     .help = "How pages turn."},
    {"metrics", KEY_MAP, AT(metrics), .fallback = "{}", .section = &section_metric, .amends = true,
     .help = "Metrics of the site's own, and what it changes of those of the catalogue, by their "
             "id."},
    {"acknowledge_s", KEY_INTEGER, AT(acknowledge_s), .fallback = "1800", .minimum = 1,
     .maximum = DAY_S,
     .help = "How long a KPI that somebody has in hand stays calm, in seconds, when the request "
             "does not say."},
    {"privacy", KEY_SECTION, AT(privacy), .fallback = "{}", .section = &section_privacy,
     .help = "What of people is not for the wall."},
    {"level", KEY_SECTION, AT(level), .fallback = "{}", .section = &section_level,
     .help = "Whether and how it is told in how many of its last final periods each KPI met its "
             "target."},
    {"sources", KEY_MAP, AT(sources), .fallback = "{}", .section = &section_source,
     .help = "Topics of others that tell KPIs in a form of their own, by an id of your own."},
};
#undef AT
SECTION(section_board, "board", board_keys, struct board_entry);

/* ---- The device file ------------------------------------------------------------------------ */

#define AT(field) .offset = offsetof(struct broker_config, field)
static const struct key broker_keys[] = {
    {"host", KEY_TEXT, AT(host), .required = true, .help = "The broker's name or address."},
    {"port", KEY_INTEGER, AT(port), .minimum = 1, .maximum = 65535,
     .help = "The broker's port; without it 8883 with ca, else 1883."},
    {"ca", KEY_TEXT, AT(ca),
     .help = "The file of certificate authorities; with it the link is TLS, without it plain."},
    {"certificate", KEY_TEXT, AT(certificate), .help = "The file of the client certificate."},
    {"key", KEY_TEXT, AT(key), .help = "The file of the client certificate's key."},
    {"username", KEY_TEXT, AT(username), .help = "The user name at the broker."},
    {"password_file", KEY_TEXT, AT(password_file), .help = "The file that holds the password."},
    {"version", KEY_INTEGER, AT(version), .fallback = "5", .word = mqtt_version,
     .help = "The MQTT version: 5, or 3 for 3.1.1."},
    {"keepalive_s", KEY_INTEGER, AT(keepalive_s), .fallback = "15", .minimum = 5, .maximum = 600,
     .help = "How long the link may be silent before it is asked for a sign of life, in seconds."},
};
#undef AT
SECTION(section_broker, "broker", broker_keys, struct broker_config);

#define AT(field) .offset = offsetof(struct device_entry, field)
static const struct key device_keys[] = {
    {"broker", KEY_SECTION, AT(broker), .required = true, .section = &section_broker,
     .help = "The MQTT broker."},
    {"site", KEY_ID, AT(site), .required = true,
     .help = "The building, first part of every topic."},
    {"screen", KEY_ID, AT(screen), .required = true, .help = "The name of this wallboard in it."},
    {"groups", KEY_IDS, AT(groups), .help = "Sets of screens to which this one belongs."},
    {"clock", KEY_WORD, AT(clock), .fallback = "\"auto\"", .word = clock_trust,
     .help = "Whether the wall clock is believed: when the kernel says that it is synchronised, "
             "always, or never."},
};
#undef AT
SECTION(section_device, "device", device_keys, struct device_entry);

/* ---- The catalogue pack --------------------------------------------------------------------- */

#define AT(field) .required = true, .offset = offsetof(struct metric, field)
static const struct key metric_keys[] = {
    {"table", KEY_INTEGER, AT(table), .minimum = 0, .maximum = 3,
     .help = "The table it stands in: 1 key customer-related process, 2 key support process, 3 "
             "customer experience and "
             "cost, 0 a plain gauge."},
    {"order", KEY_INTEGER, AT(order), .minimum = 1, .maximum = 100000,
     .help = "The place in its row, small first."},
    {"applies", KEY_WORDS, AT(applies), .word = trait,
     .help = "In which channels it is measured; one that it does not apply to is warned of."},
    {"origin", KEY_WORD, AT(origin), .word = origin,
     .help = "How well its definition is founded: published by an agent of the standard's makers, "
             "reported by others, or practice of the trade."},
    {"benchmark", KEY_NUMBER, .offset = offsetof(struct metric, benchmark),
     .minimum = -METRIC_GREATEST, .maximum = METRIC_GREATEST,
     .help = "A reference beside which a centre may set its target; nothing is judged by it."},
    {"name", KEY_CAPTION, AT(name), .help = "The name."},
    {"short_name", KEY_CAPTION, AT(short_name), .help = "The name on a tile."},
    {"definition", KEY_CAPTION, AT(definition), .help = "What is measured, in one sentence."},
    {"formula", KEY_TEXT, AT(formula), .help = "How the value is computed."},
    {"unit", KEY_WORD, AT(unit), .word = unit, .help = "The unit of values."},
    {"direction", KEY_WORD, AT(direction), .word = direction, .help = "Which values are better."},
    {"decimals", KEY_INTEGER, AT(decimals), .minimum = 0, .maximum = 3,
     .help = "Digits behind the point."},
    {"period", KEY_WORD, AT(period), .word = period, .help = "What a value sums up."},
    {"minimum", KEY_NUMBER, AT(minimum), .minimum = -METRIC_GREATEST, .maximum = METRIC_GREATEST,
     .help = "A smaller value is refused."},
    {"maximum", KEY_NUMBER, AT(maximum), .minimum = -METRIC_GREATEST, .maximum = METRIC_GREATEST,
     .help = "A greater value is refused."},
    {"cadence_s", KEY_INTEGER, AT(cadence_s), .minimum = 1, .maximum = 31 * DAY_S,
     .help = "How often a source is expected to publish, in seconds."},
    {"min_sample", KEY_INTEGER, AT(min_sample), .minimum = 0, .maximum = 1000000,
     .help = "Fewer contacts than this are too few to judge."},
    {"deadband", KEY_NUMBER, AT(deadband), .minimum = 0, .maximum = 1000000,
     .help = "How far a value must clear a boundary to count as better."},
    {"on_delay_s", KEY_INTEGER, AT(on_delay_s), .minimum = 0, .maximum = DAY_S,
     .help = "How long a worse value must stand, in seconds."},
    {"off_delay_s", KEY_INTEGER, AT(off_delay_s), .minimum = 0, .maximum = DAY_S,
     .help = "How long a better value must stand, in seconds."},
    {"audiences", KEY_WORDS, AT(audiences), .word = audience, .help = "For whom it is meant."},
    {"drains", KEY_FLAG, .offset = offsetof(struct metric, drains), .fallback = "false",
     .help = "Work that still waits after closing and is shown until there is none."},
    {"of_people", KEY_FLAG, .offset = offsetof(struct metric, of_people), .fallback = "false",
     .help = "A figure about people's work, which of few would tell what one of them does; "
             "privacy.min_group keeps it from the wall."},
    {"journey", KEY_FLAG, .offset = offsetof(struct metric, journey), .fallback = "false",
     .help = "What a customer lives through on the way to what he wants: it stands on the page of "
             "a journey."},
    {"counts_group", KEY_FLAG, .offset = offsetof(struct metric, counts_group), .fallback = "false",
     .help = "How many people its channel has at work: the size of the group of its figures about "
             "people."},
};
#undef AT
SECTION(section_metric, "metric", metric_keys, struct metric);

#define AT(field) .required = true, .offset = offsetof(struct usual_channel, field)
static const struct key usual_channel_keys[] = {
    {"name", KEY_CAPTION, AT(name), .help = "The name."},
    {"timing", KEY_WORD, AT(timing), .word = timing,
     .help = "Whether the customer is waiting at this moment."},
    {"assistance", KEY_WORD, AT(assistance), .word = assistance, .help = "Who serves."},
    {"kind", KEY_WORD, .offset = offsetof(struct usual_channel, kind), .word = channel_kind,
     .fallback = "\"inbound\"", .help = "What it is for."},
};
#undef AT
SECTION(section_usual_channel, "usual-channel", usual_channel_keys, struct usual_channel);

#define AT(field) .required = true, .offset = offsetof(struct catalogue_entry, field)
static const struct key catalogue_keys[] = {
    {"version", KEY_ID, AT(version), .help = "The name of the pack."},
    {"metrics", KEY_MAP, AT(metrics), .section = &section_metric, .help = "Metrics by their id."},
    {"channels", KEY_MAP, AT(channels), .section = &section_usual_channel,
     .help = "Usual channels by their id."},
};
#undef AT
SECTION(section_catalogue, "catalogue", catalogue_keys, struct catalogue_entry);

const struct section *const sections[] = {
    &section_caption,  &section_board,         &section_display,
    &section_theme,    &section_page,          &section_rotation,
    &section_privacy,  &section_level,         &section_source,
    &section_business, &section_channel,       &section_kpi,
    &section_device,   &section_broker,        &section_catalogue,
    &section_metric,   &section_usual_channel, NULL,
};
