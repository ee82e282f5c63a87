/// A compiler of locales: from the sources that glibc installs (/usr/share/i18n) to the files that
/// its `localedef --no-archive` writes (/usr/lib/locale/NAME/LC_*), byte for byte, for either byte
/// order.
///
/// [LocaleCompiler] is the way in. A file of a category is read by the class named after it, and
/// laid out by [CategoryWriter]. The formats are those of glibc 2.36 to 2.43; the sources followed
/// are locale/programs and locale/localeinfo.h of glibc.
@NullMarked
package dev.envc.rootfs.locale;

import org.jspecify.annotations.NullMarked;
