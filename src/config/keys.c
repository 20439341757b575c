#include "config/keys.h"

#include "config/broker.h"
#include "config/entries.h"
#include "config/section_table.h"

/* ---- The board file ------------------------------------------------------------------------- */

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
    {"of", KEY_WORD, AT(period), .word = key_word_level_period,
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
    {"period", KEY_WORD, AT(period), .word = key_word_period,
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
    {"audience", KEY_WORDS, AT(audience), .word = key_word_audience,
     .help = "For whose walls the KPI is meant; without it as in the catalogue."},
    {"level", KEY_SECTION, AT(level), .fallback = "{}", .section = &section_level,
     .help = "How its level is told; what it does not say is as in the board's."},
    {"corrective_after", KEY_INTEGER, AT(corrective_after), .minimum = 1, .maximum = FINALS_KEPT,
     .zero_too = true,
     .help = "After how many final periods off target in a row it calls for corrective action; 0: "
             "never; without it as in the board's."},
};
#undef AT
SECTION(section_kpi, "kpi", kpi_keys, struct kpi_entry);

#define AT(field) .offset = offsetof(struct channel_entry, field)
static const struct key channel_keys[] = {
    {"name", KEY_CAPTION, AT(name),
     .help = "The name; a usual channel has one in the catalogue, else it is the id."},
    {"timing", KEY_WORD, AT(timing), .word = key_word_timing,
     .help = "Whether the customer is waiting at this moment; required of a channel with people "
             "that the catalogue does not know."},
    {"assistance", KEY_WORD, AT(assistance), .word = key_word_assistance,
     .help = "Who serves; without it as in the catalogue, else human."},
    {"kind", KEY_WORD, AT(kind), .word = key_word_channel_kind,
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
    {"theme", KEY_WORD, AT(theme), .fallback = "\"dark\"", .word = key_word_theme,
     .help = "The colours."},
    {"rotate", KEY_INTEGER, AT(rotate), .fallback = "0", .word = key_word_rotation,
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
    {"cec", KEY_FLAG, AT(cec), .fallback = "true",
     .help =
         "Whether a television is put to sleep and woken with the wall, by HDMI-CEC; false where "
         "others use it, too."},
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
    {"show", KEY_WORD, AT(show), .required = true, .word = key_word_page_show,
     .help =
         "What the page shows: overview (value and shape of each KPI), tiles (everything about "
         "each), the tiles of a channel, of the real-time, non-real-time or digital channels, "
         "of the gauges or of a table of the catalogue, a journey (resolution, effort, "
         "satisfaction and time side by side across channels), the level of each KPI that has "
         "one, the scorecard (how many of each table are at level, and each with its own, the "
         "worst first), the standing (points of each item and category, and the last assessment), "
         "partners (who operates businesses, side by side on the KPIs that "
         "several of them have, with their total), one kpi as large as can be, or a message."},
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
    {"sort", KEY_WORD, AT(sort), .word = key_word_page_sort,
     .help = "The order of channels and their KPIs; without it that of rotation."},
    {"audience", KEY_WORDS, AT(audience), .word = key_word_audience,
     .help = "On whose walls the page turns; without it on those of all. A wall that does not say "
             "whose it is has all pages."},
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
    {"sort", KEY_WORD, AT(sort), .fallback = "\"as-listed\"", .word = key_word_page_sort,
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
    {"language", KEY_WORD, AT(language), .fallback = "\"ja\"", .word = key_word_language,
     .help = "The language of the wall."},
    {"zone", KEY_TEXT, AT(zone), .fallback = "\"UTC\"",
     .help = "The time zone of the clock and of opening hours, such as Asia/Tokyo."},
    {"audience", KEY_WORD, AT(audience), .word = key_word_audience,
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
    {"business", KEY_ID, AT(business),
     .help = "The one business that the wall is of: nothing of the others is shown, counted or "
             "subscribed to. A client's wall needs it where there are several."},
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
    {"corrective_after", KEY_INTEGER, AT(corrective_after), .minimum = 1, .maximum = FINALS_KEPT,
     .zero_too = true,
     .help = "After how many final periods off target in a row a KPI calls for corrective action, "
             "which supervisors and management are told; 0, or without it: never."},
    {"sources", KEY_MAP, AT(sources), .fallback = "{}", .section = &section_source,
     .help = "Topics of others that tell KPIs in a form of their own, by an id of your own."},
};
#undef AT
SECTION(section_board, "board", board_keys, struct board_entry);

/* ---- The device file ------------------------------------------------------------------------ */

#define AT(field) .offset = offsetof(struct broker_config, field)
/* Where the broker is and how it is spoken to; said alike in the file and in a push. */
#define PLACE_KEYS                                                                                 \
    {"host", KEY_TEXT, AT(host), .required = true, .help = "The broker's name or address."},       \
    {                                                                                              \
        "port", KEY_INTEGER, AT(port),                                                             \
            .minimum = 1, .maximum = 65535,                                                        \
            .help = "The broker's port; without it 8883 with ca, else 1883."                       \
    }
#define NAME_KEY                                                                                   \
    {                                                                                              \
        "username", KEY_TEXT, AT(username), .help = "The user name at the broker."                 \
    }
#define MANNER_KEYS                                                                                \
    {"version",                                                                                    \
     KEY_INTEGER,                                                                                  \
     AT(version),                                                                                  \
     .fallback = "5",                                                                              \
     .word = key_word_mqtt_version,                                                                \
     .help = "The MQTT version: 5, or 3 for 3.1.1."},                                              \
    {                                                                                              \
        "keepalive_s", KEY_INTEGER, AT(keepalive_s),                                               \
            .fallback = "15", .minimum = 5, .maximum = 600,                                        \
            .help = "How long the link may be silent before it is asked for a sign of life, in "   \
                    "seconds."                                                                     \
    }

static const struct key broker_keys[] = {
    PLACE_KEYS,
    {"ca", KEY_TEXT, AT(ca),
     .help = "The file of certificate authorities; with it the link is TLS, without it plain."},
    {"certificate", KEY_TEXT, AT(certificate), .help = "The file of the client certificate."},
    {"key", KEY_TEXT, AT(key), .help = "The file of the client certificate's key."},
    NAME_KEY,
    {"password_file", KEY_TEXT, AT(password_file), .help = "The file that holds the password."},
    MANNER_KEYS,
};
SECTION(section_broker, "broker", broker_keys, struct broker_config);

/* The same where no file can be named: the texts themselves. */
static const struct key connection_keys[] = {
    PLACE_KEYS,
    {"ca", KEY_PEM, AT(ca), .maximum = PEM_BYTES,
     .help = "The certificate authorities, PEM; with them the link is TLS, without them plain."},
    {"certificate", KEY_PEM, AT(certificate), .maximum = PEM_BYTES,
     .help = "The client certificate and what leads from it to an authority, PEM."},
    {"key", KEY_PEM, AT(key), .maximum = PEM_BYTES,
     .help = "The client certificate's key, PEM without a pass phrase."},
    NAME_KEY,
    {"password", KEY_SECRET, AT(password), .help = "The password at the broker."},
    MANNER_KEYS,
};
#undef AT
SECTION(section_connection, "connection", connection_keys, struct broker_config);

#define AT(field) .offset = offsetof(struct signing_key, field)
static const struct key signing_key_keys[] = {
    {"public_key", KEY_OCTETS, AT(public_key), .required = true, .minimum = PUBLIC_KEY_DER_BYTES,
     .maximum = PUBLIC_KEY_DER_BYTES,
     .help = "The public key, Ed25519: the line between the first and the last of its PEM file."},
    {"revoked", KEY_FLAG, AT(revoked), .fallback = "false",
     .help = "Whether nothing that it has signed is taken any more."},
};
#undef AT
SECTION(section_signing_key, "signing key", signing_key_keys, struct signing_key);

#define AT(field) .offset = offsetof(struct device_entry, field)
static const struct key device_keys[] = {
    {"broker", KEY_SECTION, AT(broker), .required = true, .section = &section_broker,
     .help = "The MQTT broker."},
    {"site", KEY_ID, AT(site), .required = true,
     .help = "The building, first part of every topic."},
    {"screen", KEY_ID, AT(screen), .required = true, .help = "The name of this wallboard in it."},
    {"groups", KEY_IDS, AT(groups), .help = "Sets of screens to which this one belongs."},
    {"zone", KEY_TEXT, AT(zone),
     .help = "The time zone of a board that names none, such as Asia/Tokyo."},
    {"clock", KEY_WORD, AT(clock), .fallback = "\"auto\"", .word = key_word_clock_trust,
     .help = "Whether the wall clock is believed: when the kernel says that it is synchronised, "
             "always, or never."},
    {"keys", KEY_MAP, AT(keys), .section = &section_signing_key,
     .help = "Who may sign what is pushed, by an id; with one here only what is signed is taken."},
};
#undef AT
SECTION(section_device, "device", device_keys, struct device_entry);

const struct section *const sections[] = {
    &section_caption,       &section_board,
    &section_display,       &section_theme,
    &section_page,          &section_rotation,
    &section_privacy,       &section_level,
    &section_source,        &section_business,
    &section_channel,       &section_kpi,
    &section_device,        &section_broker,
    &section_connection,    &section_signing_key,
    &section_catalogue,     &section_metric,
    &section_usual_channel, &section_category,
    &section_term,          NULL,
};
