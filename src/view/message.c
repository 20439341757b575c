#include "view/message.h"

#include "view/passage.h"

static struct passage set_page(const struct type *type, struct rect bounds,
                               const struct page_spec *page)
{
    int pad = type->least_cap;
    struct rect area = {bounds.x + pad, bounds.y, bounds.w - 2 * pad, bounds.h};
    return passage_fit(type, area, page->text.in[type->language], type->label_cap);
}

struct font message_font(const struct type *type, struct rect bounds, const struct page_spec *page)
{
    return set_page(type, bounds, page).font;
}

void message_record(struct cell *cell, struct rect bounds, const struct look *look,
                    const struct page_spec *page)
{
    struct pen pen = pen_start(cell, bounds, look->theme->ground, look->type.measure);
    struct passage passage = set_page(&look->type, bounds, page);
    passage.ink = look->theme->text;
    size_t first = 0;
    passage_record(&pen, &passage, &first);
}
