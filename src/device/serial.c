#include "device/serial.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "device/files.h"

#define FILE_MAX_BYTES 256

void serial_number(const char *file, char to[SERIAL_BYTES])
{
    size_t length;
    char *text = file_read(file, FILE_MAX_BYTES, &length);
    to[0] = '\0';
    if (text == NULL) {
        return;
    }
    text[strcspn(text, "\r\n")] = '\0';
    for (char *c = text; *c != '\0'; c++) {
        *c = (char)tolower((unsigned char)*c);
    }
    if (text_is_id(text)) {
        text_copy(to, SERIAL_BYTES, text);
    }
    free(text);
}
