# make bench            takes the figures of tests/bench/figures.txt and prints them
# make bench CHECK=1    fails when one of them misses its bound
# Of the release build: a figure of another says nothing.

BENCHES := $(patsubst tests/bench/%.c,$(OUT)/bench/%,$(wildcard tests/bench/*.c))
BENCH_STAGE := $(patsubst %,$(OUT)/obj/%.o,$(wildcard tests/bench/stage/*.c) \
               tests/support/broker.c tests/support/folder.c)

.SECONDARY: $(BENCH_STAGE) $(patsubst $(OUT)/bench/%,$(OUT)/obj/tests/bench/%.c.o,$(BENCHES))
$(OUT)/bench/%: $(OUT)/obj/tests/bench/%.c.o $(BENCH_STAGE) $(call libraries,screen mqtt device $(below_view))
	@mkdir -p $(@D)
	@echo "  LD      $@"
	@$(CC) $(LDFLAGS_ALL) -o $@ $^ $(SDL_LIBS) $(MQTT_LIBS) $(JSON_LIBS) $(UNICODE_LIBS) $(PACK_LIBS) $(HASH_LIBS) -lpthread -lm

.PHONY: bench bench-figures
bench: export CHECK := $(CHECK)
bench:
	@.ci/install-packages bench
	@$(MAKE) --no-print-directory VARIANT=release bench-figures

bench-figures: all $(BENCHES)
	@tests/bench/run.sh $(OUT)
