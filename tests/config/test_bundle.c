#include "config/bundle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void what_a_bundle_may_be_called(void **state)
{
    (void)state;
    static const struct {
        const char *bundle, *code; /* NULL: it is right */
    } cases[] = {
        {"https://updates.example/wallboard-0.2.0-arm64.raucb", NULL},
        {"http://10.0.2.100:8080/x.raucb", NULL},
        {"https://[2001:db8::7]:8443/a/b?version=2&kind=pi#x", NULL},
        {"https://updates.example/a%20b.raucb", NULL},
        {"https://updates.example/@/x.raucb", NULL},
        {"usb:wallboard-0.2.0-arm64.raucb", NULL},
        {"usb:a+b~c.raucb", NULL},
        {"", "bundle"},
        {"x.raucb", "bundle"},
        {"/etc/shadow", "bundle"},
        {"file:///etc/shadow", "bundle"},
        {"ftp://updates.example/x.raucb", "bundle"},
        {"HTTPS://updates.example/x.raucb", "bundle"},
        {"https://", "bundle"},
        {"https://updates.example", "bundle"},
        {"https://updates.example/", "bundle"},
        {"https:///x.raucb", "bundle"},
        {"https://-o/x.raucb", "bundle"},
        {"https://updates.example/a b", "bundle"},
        {"https://updates.example/$(reboot)", "bundle"},
        {"https://updates.example/`reboot`", "bundle"},
        {"https://updates.example/a'b", "bundle"},
        {"https://updates.example/a\\b", "bundle"},
        {"https://updates.example/\xe6\x9b\xb4", "bundle"},
        {"https://it:secret@updates.example/x.raucb", "secret"},
        {"https://it@updates.example/x.raucb", "secret"},
        {"usb:", "bundle"},
        {"usb:.raucb", "bundle"},
        {"usb:x.img", "bundle"},
        {"usb:../x.raucb", "bundle"},
        {"usb:folder/x.raucb", "bundle"},
        {"usb:-x.raucb", "bundle"},
        {"usb:a b.raucb", "bundle"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct faults *faults = faults_create();
        bundle_judge(cases[i].bundle, "/bundle", faults);
        const char *code = faults_count(faults) > 0 ? faults_at(faults, 0)->code : "";
        const char *wanted = cases[i].code != NULL ? cases[i].code : "";
        if (strcmp(code, wanted) != 0 || faults_count(faults) > 1) {
            fail_msg("'%s': '%s', not '%s'", cases[i].bundle, code, wanted);
        }
        if (faults_count(faults) == 1) {
            assert_string_equal(faults_at(faults, 0)->pointer, "/bundle");
            assert_null(strstr(faults_at(faults, 0)->read, "secret"));
        }
        faults_destroy(faults);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_a_bundle_may_be_called)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
