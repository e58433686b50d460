/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
#include "iso.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "memory.h"
#include "process.h"
#include "report.h"
#include "scratch.h"

/* Reproducible: every time stamp and the volume's identity are this constant. */
#define EPOCH         "946684800" /* 2000-01-01 00:00:00 UTC */
#define EPOCH_XORRISO "2000010100000000"

static const char grub_config[] = "set timeout=0\n"
                                  "serial --unit=0 --speed=115200\n"
                                  "terminal_input serial console\n"
                                  "terminal_output console\n"
                                  "menuentry bulkhead {\n"
                                  "    multiboot /boot/module.img\n"
                                  "}\n";

static void require_tools(void)
{
    static const char *const tools[][2] = {
        {"grub-mkrescue", "grub-common"}, {"xorriso", "xorriso"}, {"mformat", "mtools"}};
    char *missing = text("%s", "");

    for (size_t i = 0; i < sizeof tools / sizeof tools[0]; i++)
        if (!process_exists(tools[i][0]))
            missing = text("%s %s", missing, tools[i][1]);
    if (access("/usr/lib/grub/i386-pc", F_OK) != 0 &&
        access("/usr/local/lib/grub/i386-pc", F_OK) != 0)
        missing = text("%s grub-pc-bin", missing);
    if (*missing)
        give_up("a CD image needs more tools; install%s", missing);
}

static void copy(const char *from, const char *to)
{
    FILE *source = fopen(from, "rb"), *target = fopen(to, "wb");
    char bytes[65536];
    size_t count;

    if (!source || !target)
        give_up("cannot copy %s to %s: %s", from, to, strerror(errno));
    while ((count = fread(bytes, 1, sizeof bytes, source)) > 0)
        fwrite(bytes, 1, count, target);
    fclose(source);
    if (ferror(target) || fclose(target) != 0)
        give_up("cannot write %s: %s", to, strerror(errno));
}

static void write_text(const char *path, const char *content)
{
    FILE *file = fopen(path, "wb");

    if (!file || fputs(content, file) < 0 || fclose(file) != 0)
        give_up("cannot write %s: %s", path, strerror(errno));
}

void iso_write(const char *path, const char *image)
{
    require_tools();
    const char *root = scratch_file("cd");
    const char *boot = text("%s/boot", root);

    mkdir(root, 0755);
    mkdir(boot, 0755);
    mkdir(text("%s/grub", boot), 0755);
    copy(image, text("%s/module.img", boot));
    write_text(text("%s/grub/grub.cfg", boot), grub_config);

    setenv("SOURCE_DATE_EPOCH", EPOCH, 1);
    setenv("GRUB_FAT_SERIAL_NUMBER", "00000000", 1);
    setenv("TZ", "UTC", 1);
    process_run((char *[]){
        text("grub-mkrescue"), text("--directory=/usr/lib/grub/i386-pc"), text("--fonts="),
        text("--locales="), text("--themes="), text("--compress=no"),
        text("--install-modules=multiboot normal serial terminal iso9660 biosdisk part_msdos"),
        text("-o"), text("%s", path), text("%s", root), text("--"), text("-volume_date"),
        text("all_file_dates"), text(EPOCH_XORRISO), text("-volume_date"), text("uuid"),
        text(EPOCH_XORRISO), text("-volume_date"), text("c"), text(EPOCH_XORRISO),
        text("-volume_date"), text("m"), text(EPOCH_XORRISO), NULL});
}
