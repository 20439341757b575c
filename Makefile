# make            release build in build/
# make demo       a broker, a contact centre and a wallboard, in one command (BOARD=repair)
# make test       every test, under ASan and UBSan
# make deb        Debian packages in build/deb/ (ARCHITECTURE=arm64: cross-built)
# make image      SD-card image in build/image/ (LEVEL=3: quick; DEBUG=1 DEBUG_KEY=FILE.pub: with
#                 ssh by that key, and says so on the screen); make bundle: the same as an update,
#                 signed (UPDATE_KEYRING=, UPDATE_CERT=, UPDATE_KEY=); make image-test boots the image,
#                 make image-test-all does all that can be done to it there
# The rest: bench lint format pictures install uninstall clean packages

SHELL := /bin/bash
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all

VERSION := 0.1.0
PREFIX ?= /usr/local
DESTDIR ?=
CC ?= gcc
PKG_CONFIG ?= pkg-config
VARIANT ?= release

# What a user asks for is built on all cores, where the command line does not say otherwise.
JOBS = $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc))

OUT := build$(if $(filter-out release,$(VARIANT)),/$(VARIANT))
BINDIR := $(PREFIX)/bin
MANDIR := $(PREFIX)/share/man
SHAREDIR := $(PREFIX)/share/wallboard
UNITDIR := $(PREFIX)/lib/systemd/system
SYSUSERSDIR := $(PREFIX)/lib/sysusers.d
TMPFILESDIR := $(PREFIX)/lib/tmpfiles.d
UDEVDIR := $(PREFIX)/lib/udev/rules.d
COMPLETIONDIR := $(PREFIX)/share/bash-completion/completions

# ---- Flags ----------------------------------------------------------------------------------

WARNINGS := -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
            -Wformat=2 $(if $(findstring clang,$(CC)),,-Wno-format-truncation) -Werror
HARDEN := -fPIE -fstack-protector-strong -fstack-clash-protection -D_FORTIFY_SOURCE=2
LINK_HARDEN := -pie -s -Wl,-z,pack-relative-relocs -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack -Wl,--gc-sections -Wl,--as-needed

CPPFLAGS_ALL := -D_GNU_SOURCE -DWALLBOARD_VERSION='"$(VERSION)"' -Isrc -MMD -MP $(CPPFLAGS)

ifeq ($(VARIANT),release)
# Nothing unwinds the stack of a C program; what does not take readings or paint is made small.
CFLAGS_ALL := -std=c17 -O2 $(WARNINGS) $(HARDEN) -ffunction-sections -fdata-sections \
              -fno-asynchronous-unwind-tables -fno-unwind-tables $(CFLAGS)
SMALL_CFLAGS := -Os
LDFLAGS_ALL := $(LINK_HARDEN) $(LDFLAGS)
else ifeq ($(VARIANT),sanitized)
CFLAGS_ALL := -std=c17 -O1 -g $(WARNINGS) -fno-omit-frame-pointer \
              -fsanitize=address,undefined -fno-sanitize-recover=all $(CFLAGS)
LDFLAGS_ALL := -fsanitize=address,undefined $(LDFLAGS)
else
$(error VARIANT is '$(VARIANT)'; allowed: release sanitized)
endif

# Only the floors that may know a library get its flags.
SDL_CFLAGS = $(shell $(PKG_CONFIG) --cflags sdl2 SDL2_ttf libpng x11)
DRM_CFLAGS = $(shell $(PKG_CONFIG) --cflags libdrm)
DRM_LIBS := -ldrm
SDL_LIBS = $(shell $(PKG_CONFIG) --libs sdl2 SDL2_ttf libpng x11)
MQTT_LIBS := -lmosquitto
JSON_LIBS := -ljansson
UNICODE_LIBS := -lunistring
PACK_LIBS := -lz
HASH_LIBS := -lcrypto
TABLE_LIBS := -lcsv

# ---- Floors ---------------------------------------------------------------------------------

# From the ground up: a floor is linked with itself and what stands before it.
FLOORS := base kpi config view device mqtt screen sim ctl
library = $(OUT)/lib$(1).a
sources = $(filter-out src/sim/main.c src/ctl/main.c,$(wildcard src/$(1)/*.c src/$(1)/*.S))
objects = $(addprefix $(OUT)/obj/,$(addsuffix .o,$(sources)))

$(OUT)/obj/src/screen/%: FLOOR_CFLAGS = $(SDL_CFLAGS)
$(OUT)/obj/src/kpi/why.c.o $(OUT)/obj/src/kpi/changes.c.o: FLOOR_CFLAGS = $(SMALL_CFLAGS)
$(OUT)/obj/src/config/%: FLOOR_CFLAGS = $(SMALL_CFLAGS)
# Of the domain what stands on no reading's path.
QUIET := adopt announcement announcements catalogue closure closures finals history keep level sources
$(patsubst %,$(OUT)/obj/src/kpi/%.c.o,$(QUIET)): FLOOR_CFLAGS = $(SMALL_CFLAGS)
$(OUT)/obj/src/view/% $(OUT)/obj/src/device/% $(OUT)/obj/src/mqtt/%: FLOOR_CFLAGS = $(SMALL_CFLAGS)
$(OUT)/obj/src/device/connectors.c.o: FLOOR_CFLAGS = $(SMALL_CFLAGS) $(DRM_CFLAGS)

# What of the domain no reading passes on its way to the wall.
RARE := adopt announcement announcements catalogue closure closures dated finals glyphs history hours \
        in_hand level openings sent_text sources sum targets total words
$(RARE:%=$(OUT)/obj/src/kpi/%.c.o): FLOOR_CFLAGS = $(SMALL_CFLAGS)

define floor_rule
$(call library,$(1)): $(addprefix $(OUT)/obj/,$(addsuffix .o,$(call sources,$(1))))
	@mkdir -p $$(@D)
	@rm -f $$@
	@$(AR) crs $$@ $$^
endef
$(foreach floor,$(FLOORS),$(eval $(call floor_rule,$(floor))))

$(OUT)/obj/%.c.o: %.c Makefile
	@mkdir -p $(@D)
	@echo "  CC      $<"
	@$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) $(FLOOR_CFLAGS) -c $< -o $@

# The catalogue that is part of the program: packed as it stands in config/catalogue/, and
# assembled in.
CATALOGUE := config/catalogue/contact-centre-2.json
$(OUT)/catalogue.gz: $(CATALOGUE)
	@mkdir -p $(@D)
	@gzip -9 -n -c $< >$@

$(OUT)/obj/%.S.o: %.S Makefile $(OUT)/catalogue.gz
	@mkdir -p $(@D)
	@$(CC) $(CPPFLAGS_ALL) -DCATALOGUE_PACK='"$(OUT)/catalogue.gz"' -c $< -o $@

# ---- Programs -------------------------------------------------------------------------------

PROGRAMS := wallboard wallboard-sim wallboardctl
libraries = $(foreach floor,$(1),$(call library,$(floor)))
WALLBOARD_OBJECTS := $(addprefix $(OUT)/obj/,$(addsuffix .o,$(wildcard src/*.c)))
$(WALLBOARD_OBJECTS): FLOOR_CFLAGS = $(SMALL_CFLAGS)
WALLBOARD_FLOORS := screen mqtt device view config kpi base
SIM_FLOORS := sim mqtt device config kpi base
CTL_FLOORS := ctl mqtt device config kpi base

.PHONY: all
all: $(addprefix $(OUT)/,$(PROGRAMS) wallboard-manual)

$(OUT)/wallboard: $(WALLBOARD_OBJECTS) $(call libraries,$(WALLBOARD_FLOORS))
	@echo "  LD      $@"
	@$(CC) $(LDFLAGS_ALL) -o $@ $^ $(SDL_LIBS) $(DRM_LIBS) $(MQTT_LIBS) $(JSON_LIBS) $(UNICODE_LIBS) $(PACK_LIBS) $(HASH_LIBS) -lpthread -lm

$(OUT)/wallboard-sim: $(OUT)/obj/src/sim/main.c.o $(call libraries,$(SIM_FLOORS))
	@echo "  LD      $@"
	@$(CC) $(LDFLAGS_ALL) -o $@ $^ $(MQTT_LIBS) $(JSON_LIBS) $(UNICODE_LIBS) $(PACK_LIBS) -lpthread -lm

$(OUT)/wallboardctl: $(OUT)/obj/src/ctl/main.c.o $(call libraries,$(CTL_FLOORS))
	@echo "  LD      $@"
	@$(CC) $(LDFLAGS_ALL) -o $@ $^ $(MQTT_LIBS) $(JSON_LIBS) $(UNICODE_LIBS) $(PACK_LIBS) $(TABLE_LIBS) $(HASH_LIBS) -lpthread -lm

# Writes the manual pages that follow from the tables.
$(OUT)/wallboard-manual: $(OUT)/obj/src/manual/main.c.o $(call libraries,config kpi base)
	@echo "  LD      $@"
	@$(CC) $(LDFLAGS_ALL) -o $@ $^ $(JSON_LIBS) $(UNICODE_LIBS) $(PACK_LIBS) -lm

# ---- Tests ----------------------------------------------------------------------------------

# tests/<floor>/test_*.c is linked with that floor and all below; tests/integration with all.
TEST_SOURCES := $(wildcard tests/*/test_*.c)
TESTS := $(patsubst tests/%.c,$(OUT)/tests/%,$(TEST_SOURCES))
SUPPORT := $(OUT)/libsupport.a

$(SUPPORT): $(patsubst %,$(OUT)/obj/%.o,$(wildcard tests/support/*.c))
	@mkdir -p $(@D)
	@rm -f $@
	@$(AR) crs $@ $^

below_base := base
below_kpi := kpi $(below_base)
below_config := config $(below_kpi)
below_view := view $(below_config)
below_device := device $(below_config)
below_mqtt := mqtt device $(below_config)
below_screen := screen $(below_view)
below_sim := $(SIM_FLOORS)
below_ctl := $(CTL_FLOORS)
below_wallboard := $(WALLBOARD_FLOORS)
below_integration := $(WALLBOARD_FLOORS)

# tests/wallboard mirrors the files at the top of src/.
TOP_OBJECTS := $(filter-out %/main.c.o,$(WALLBOARD_OBJECTS))

$(OUT)/obj/tests/%: FLOOR_CFLAGS = -Itests $(SDL_CFLAGS) -Wno-missing-prototypes

.SECONDEXPANSION:
test_floor = $(word 1,$(subst /, ,$(1)))
$(OUT)/tests/%: $(OUT)/obj/tests/%.c.o $$(SUPPORT) \
                $$(if $$(filter wallboard,$$(call test_floor,$$*)),$$(TOP_OBJECTS)) \
                $$(call libraries,$$(below_$$(call test_floor,$$*)))
	@mkdir -p $(@D)
	@echo "  LD      $@"
	@$(CC) $(LDFLAGS_ALL) -o $@ $^ -lcmocka \
	    $(if $(filter screen integration wallboard,$(call test_floor,$*)),$(SDL_LIBS)) \
	    $(MQTT_LIBS) $(JSON_LIBS) $(UNICODE_LIBS) $(PACK_LIBS) $(HASH_LIBS) $(TABLE_LIBS) $(DRM_LIBS) -lpthread -lm

.PHONY: test tests-built
test: packages
	@$(MAKE) $(JOBS) --no-print-directory VARIANT=sanitized tests-built
	@tests/run.sh build/sanitized

tests-built: all $(TESTS)

# Cross-built, and as much of it run by an emulator as goes quickly.
.PHONY: arm64-test
arm64-test:
	@tests/arm64.sh $(VERSION)

# ---- Demo, pictures, bench ------------------------------------------------------------------

.PHONY: demo pictures
demo: packages
	@$(MAKE) $(JOBS) --no-print-directory all
	@src/sim/demo.sh $(OUT) "$(SECONDS)" "$(BOARD)"

pictures: packages
	@$(MAKE) --no-print-directory all $(OUT)/tests/wallboard/test_pictures
	@tests/pictures/contact-sheet.sh $(OUT)

-include tests/bench/bench.mk

# ---- Installation ---------------------------------------------------------------------------

MANUALS := src/wallboard.1 src/sim/wallboard-sim.1 src/ctl/wallboardctl.1
MADE_MANUALS := man5/wallboard-board.5 man5/wallboard-device.5 man7/wallboard-topics.7
BOARDS := $(wildcard config/boards/*.json)
SOURCES := $(wildcard config/sources/*.json)
SERVICE := firmware/systemd
# What runs a program that was built for another processor: an emulator, where the kernel knows none.
RUN ?=

.PHONY: install uninstall
install: all
	install -d $(DESTDIR)$(BINDIR) $(addprefix $(DESTDIR)$(MANDIR)/man,1 5 7) $(DESTDIR)$(SHAREDIR)/boards $(DESTDIR)$(SHAREDIR)/sources \
	    $(DESTDIR)$(SHAREDIR)/catalogue $(DESTDIR)$(COMPLETIONDIR)
	install -m 755 $(addprefix $(OUT)/,$(PROGRAMS)) $(DESTDIR)$(BINDIR)
	install -m 644 src/ctl/wallboardctl.bash $(DESTDIR)$(COMPLETIONDIR)/wallboardctl
	install -m 644 $(MANUALS) $(DESTDIR)$(MANDIR)/man1
	$(RUN) $(OUT)/wallboard-manual board > $(DESTDIR)$(MANDIR)/man5/wallboard-board.5
	$(RUN) $(OUT)/wallboard-manual device > $(DESTDIR)$(MANDIR)/man5/wallboard-device.5
	$(RUN) $(OUT)/wallboard-manual topics < src/manual/wallboard-topics.7.in > $(DESTDIR)$(MANDIR)/man7/wallboard-topics.7
	chmod 644 $(addprefix $(DESTDIR)$(MANDIR)/,$(MADE_MANUALS))
	install -m 644 $(BOARDS) $(DESTDIR)$(SHAREDIR)/boards
	install -m 644 $(SOURCES) $(DESTDIR)$(SHAREDIR)/sources
	install -m 644 $(wildcard config/catalogue/*.json) $(DESTDIR)$(SHAREDIR)/catalogue
	install -m 644 config/device.example.json $(DESTDIR)$(SHAREDIR)
	$(RUN) $(OUT)/wallboard --schema > $(DESTDIR)$(SHAREDIR)/board.schema.json
	install -d $(addprefix $(DESTDIR),$(UNITDIR) $(SYSUSERSDIR) $(TMPFILESDIR) $(UDEVDIR))
	sed 's#@BINDIR@#$(BINDIR)#' $(SERVICE)/wallboard.service.in > $(DESTDIR)$(UNITDIR)/wallboard.service
	chmod 644 $(DESTDIR)$(UNITDIR)/wallboard.service
	install -m 644 $(SERVICE)/wallboard.sysusers $(DESTDIR)$(SYSUSERSDIR)/wallboard.conf
	install -m 644 $(SERVICE)/wallboard.tmpfiles $(DESTDIR)$(TMPFILESDIR)/wallboard.conf
	install -m 644 $(SERVICE)/70-wallboard.rules $(DESTDIR)$(UDEVDIR)
	@sed 's#@SHAREDIR@#$(SHAREDIR)#' $(SERVICE)/enable.txt

uninstall:
	rm -f $(addprefix $(DESTDIR)$(BINDIR)/,$(PROGRAMS)) $(DESTDIR)$(COMPLETIONDIR)/wallboardctl
	rm -f $(addprefix $(DESTDIR)$(MANDIR)/man1/,$(notdir $(MANUALS))) $(addprefix $(DESTDIR)$(MANDIR)/,$(MADE_MANUALS))
	rm -rf $(DESTDIR)$(SHAREDIR)
	rm -f $(DESTDIR)$(UNITDIR)/wallboard.service $(DESTDIR)$(SYSUSERSDIR)/wallboard.conf
	rm -f $(DESTDIR)$(TMPFILESDIR)/wallboard.conf $(DESTDIR)$(UDEVDIR)/70-wallboard.rules

# ---- Packages -------------------------------------------------------------------------------

.PHONY: deb
deb: packages
	@.ci/install-packages deb
	@image/deb.sh $(VERSION) $(ARCHITECTURE)

# ---- Card -----------------------------------------------------------------------------------

export DEBUG DEBUG_KEY UPDATE_KEYRING UPDATE_CERT UPDATE_KEY

.PHONY: image bundle image-test image-test-all
image: packages
	@image/debug.sh check
	@.ci/install-packages image
	@image/deb.sh $(VERSION) arm64 room
	@image/card.sh $(VERSION)

# Of the image as it lies there.
bundle: packages
	@.ci/install-packages image
	@image/bundle.sh build/image/root.squashfs $(VERSION) build/image/wallboard-$(VERSION)-arm64.raucb

# STEPS="6 7": only these, of the image as it lies there. Of a debug image what is its own. The first
# five have the machine to themselves, as their times are those that are promised.
ALL_MORE = then 6 8 12 beside 10 11 9 7 monitor
image-test image-test-all: packages
	@.ci/install-packages image-test
	@$(MAKE) $(JOBS) --no-print-directory all
	@$(if $(STEPS),,$(MAKE) --no-print-directory image LEVEL=$(or $(LEVEL),3))
	@python3 image/boot_test build/image/wallboard.img $(OUT)/wallboard build/image-test \
	    $(or $(STEPS),$(if $(DEBUG),debug),1 2 3 4 5 $(if $(filter image-test,$@),,$(ALL_MORE)))

# ---- Everything else ------------------------------------------------------------------------

.PHONY: packages clean lint format
packages:
	@.ci/install-packages

LINTED = $(shell git ls-files 'src/*.c')

lint:
	@.ci/install-packages lint
	@clang-format --dry-run -Werror $$(git ls-files 'src/*.[ch]' 'tests/*.[ch]')
	@echo $(LINTED) | tr ' ' '\n' | xargs -n 1 -P 2 sh -c 'clang-tidy --quiet "$$0" -- \
	    -std=c17 -D_GNU_SOURCE -DWALLBOARD_VERSION=\"lint\" -Isrc $(SDL_CFLAGS) $(DRM_CFLAGS) 2>/dev/null'
	@shellcheck .ci/run .ci/install-packages $$(git ls-files '*.sh' firmware/initrd/init firmware/root/usr/lib image/debug/usr/lib/wallboard/ssh/host-key)
	@tests/floors/test_floors.sh

format:
	@.ci/install-packages lint
	@clang-format -i $$(git ls-files 'src/*.[ch]' 'tests/*.[ch]')

clean:
	rm -rf build

-include $(shell find $(OUT)/obj -name '*.d' 2>/dev/null)
