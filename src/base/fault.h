#pragma once

/*
 * A fault says where, what was read and what is allowed. Faults are collected, never thrown one by
 * one: the reader of a config gets all of them at once.
 */

#include <stdbool.h>
#include <stddef.h>

enum severity {
    SEVERITY_FAULT,   /* the input is refused */
    SEVERITY_WARNING, /* the input works, but not as its author may think */
};

struct fault {
    enum severity severity;
    const char *pointer; /* JSON Pointer into the document, "" for the whole */
    const char *code;    /* one of a few words, for programs: "type", "range", "unknown-key"... */
    const char *read;    /* what stood there, shortened; "" when something is missing */
    const char *allowed; /* what may stand there */
    const char *message; /* one English sentence, without the pointer */
};

struct faults;

struct faults *faults_create(void);
void faults_destroy(struct faults *faults);

/*
 * All texts are copied; `read` is cut to 80 bytes at a character boundary, and left out where it is
 * PEM: that may be a private key.
 */
void faults_add(struct faults *faults, enum severity severity, const char *pointer,
                const char *code, const char *read, const char *allowed, const char *format, ...)
    __attribute__((format(printf, 7, 8)));

/* How many of SEVERITY_FAULT; warnings do not count. */
size_t faults_fatal(const struct faults *faults);

/* All of them, in the order they were found. */
size_t faults_count(const struct faults *faults);
const struct fault *faults_at(const struct faults *faults, size_t index);
