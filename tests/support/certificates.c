#include "support/certificates.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define HERE "subjectAltName=IP:127.0.0.1,DNS:localhost"

__attribute__((format(printf, 1, 2))) static void run(const char *format, ...)
{
    char command[1024];
    va_list list;
    va_start(list, format);
    vsnprintf(command, sizeof command, format, list);
    va_end(list);
    /* Only fixed words and a folder of our own stand in it. */
    if (system(command) != 0) { // NOLINT(bugprone-command-processor)
        fprintf(stderr, "certificates: failed: %s\n", command);
        abort();
    }
}

static void make_authority(const char *folder, const char *name)
{
    run("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 "
        "-subj /CN=%2$s -addext basicConstraints=critical,CA:TRUE "
        "-keyout %1$s/%2$s.key -out %1$s/%2$s.pem 2>/dev/null",
        folder, name);
}

static void make_request(const char *folder, const char *name, const char *extension)
{
    run("openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=%2$s "
        "-keyout %1$s/%2$s.key -out %1$s/%2$s.csr 2>/dev/null && printf '%3$s\\n' "
        ">%1$s/%2$s.ext",
        folder, name, extension);
}

static void sign(const char *folder, const char *name, const char *authority_and_days)
{
    run("cd %1$s && openssl x509 -req -in %2$s.csr -extfile %2$s.ext -out %2$s.pem "
        "-CAcreateserial %3$s 2>/dev/null",
        folder, name, authority_and_days);
}

/* Only `openssl ca` dates a certificate back in every release: `x509` has come to refuse it. */
static void sign_in_the_past(const char *folder, const char *name)
{
    run("cd %s && : >index.txt && printf "
        "'[ca]\\ndefault_ca=past\\n[past]\\ndatabase=index.txt\\nserial=serial\\n"
        "new_certs_dir=.\\ndefault_md=sha256\\npolicy=any\\n[any]\\ncommonName=supplied\\n' "
        ">past.cnf",
        folder);
    run("cd %1$s && openssl ca -batch -notext -create_serial -config past.cnf -cert ca.pem "
        "-keyfile ca.key -startdate 200101000000Z -enddate 200201000000Z -extfile %2$s.ext "
        "-in %2$s.csr -out %2$s.pem 2>/dev/null",
        folder, name);
}

void certificates_make(const char *folder)
{
    static const struct {
        const char *name, *extension, *signature;
    } certificates[] = {
        {"server", HERE, "-CA ca.pem -CAkey ca.key -days 30"},
        {"client", "extendedKeyUsage=clientAuth", "-CA ca.pem -CAkey ca.key -days 30"},
        {"elsewhere", "subjectAltName=DNS:elsewhere.example", "-CA ca.pem -CAkey ca.key -days 30"},
        {"expired", HERE, NULL},
        {"stranger", HERE, "-CA other.pem -CAkey other.key -days 30"},
    };
    make_authority(folder, "ca");
    make_authority(folder, "other");
    for (size_t i = 0; i < sizeof certificates / sizeof *certificates; i++) {
        make_request(folder, certificates[i].name, certificates[i].extension);
        if (certificates[i].signature != NULL) {
            sign(folder, certificates[i].name, certificates[i].signature);
        } else {
            sign_in_the_past(folder, certificates[i].name);
        }
    }
}
