#ifndef FILE_EXCHANGE_H
#define FILE_EXCHANGE_H

/// Exchanges two paths of one file system in a single step (`renameat2` with RENAME_EXCHANGE).
/// Returns 0, or the value of `errno`.
int file_exchange(const char *first, const char *second);

/// Renames a path in a single step and fails with EEXIST where the target exists
/// (`renameat2` with RENAME_NOREPLACE). Returns 0, or the value of `errno`.
int file_rename_new(const char *source, const char *target);

#endif
