/* SPDX-License-Identifier: BSD-2-Clause
 * Copyright (c) 2026 The Bulkhead developers */
/*
 * Bootable CD images.
 */
#ifndef HOST_ISO_H
#define HOST_ISO_H

/** Make a CD image on which GRUB boots the image file, or give up. */
void iso_write(const char *path, const char *image);

#endif
