#pragma once

/* The words that may stand behind a key, by the value of their enum; NULL behind the last. */

const char *key_word_language(int index);
const char *key_word_timing(int index);
const char *key_word_assistance(int index);
const char *key_word_channel_kind(int index);
const char *key_word_trait(int index);
const char *key_word_origin(int index);
const char *key_word_direction(int index);
const char *key_word_audience(int index);
const char *key_word_theme(int index);
const char *key_word_page_show(int index);
const char *key_word_page_sort(int index);
const char *key_word_rotation(int index);
const char *key_word_clock_trust(int index);
const char *key_word_mqtt_version(int index);
const char *key_word_period(int index);
const char *key_word_level_period(int index);
const char *key_word_unit(int index);
