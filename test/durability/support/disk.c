/*
 * A disk that tests can look into, and spoil: preloaded before libc, it sees every write to the
 * files of one folder ($DISK_FOLDER). No privileges are needed.
 *
 *   $DISK_RECORD  a file to which each operation is written down, in the order in which they were made
 *   $DISK_BYTES   a file that holds how many bytes the disk has: beyond them, ENOSPC
 *   $DISK_FAILS   a file: while it is there, fsync fails with EIO
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OPENED = 1, WRITTEN = 2, SYNCED = 3, TRUNCATED = 4, UNLINKED = 5, RENAMED = 6 };
struct head { uint32_t op, file, length; uint32_t spare; uint64_t place; };

#define MOST 4096
static struct { char *path; int append; ino_t inode; } files[MOST]; /* by descriptor */
static char *names[MOST];                              /* a file's number is its place here */
static int64_t sizes[MOST];
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static int record = -2;

#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = dlsym(RTLD_NEXT, name)

static int (*plain_open)(const char *, int, ...);
static int (*plain_close)(int);
static ssize_t (*plain_write)(int, const void *, size_t);

static const char *watched(const char *path) {
  const char *folder = getenv("DISK_FOLDER");
  return folder && path && strncmp(path, folder, strlen(folder)) == 0 ? path : NULL;
}

static uint32_t number(const char *path) {
  for (int n = 0; n < MOST; n++) {
    if (!names[n]) { names[n] = strdup(path); sizes[n] = 0; return n; }
    if (strcmp(names[n], path) == 0) return n;
  }
  abort();
}

static void ready(void) {
  if (!plain_open) plain_open = dlsym(RTLD_NEXT, "open");
  if (!plain_write) plain_write = dlsym(RTLD_NEXT, "write");
  if (!plain_close) plain_close = dlsym(RTLD_NEXT, "close");
  if (record != -2) return;
  const char *path = getenv("DISK_RECORD");
  record = path ? plain_open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
}

static void note(uint32_t op, uint32_t file, uint64_t place, const void *data, uint32_t length) {
  ready();
  if (record < 0) return;
  struct head head = { op, file, length, 0, place };
  struct iovec parts[2] = { { &head, sizeof head }, { (void *)data, length } };
  if (writev(record, parts, length ? 2 : 1) < 0) abort();
}

static int64_t bytes_of_disk(void) {
  const char *path = getenv("DISK_BYTES");
  if (!path) return INT64_MAX;
  char text[32] = { 0 };
  ready();
  int fd = plain_open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return INT64_MAX;
  if (read(fd, text, sizeof text - 1) < 0) text[0] = 0;
  plain_close(fd);
  return text[0] ? atoll(text) : INT64_MAX;
}

/* Whether a file may grow so far; takes the room where it may. */
static int grows(uint32_t file, int64_t end) {
  if (end <= sizes[file]) return 1;
  int64_t used = 0;
  for (int n = 0; n < MOST && names[n]; n++) used += sizes[n];
  if (used + end - sizes[file] > bytes_of_disk()) return 0;
  sizes[file] = end;
  return 1;
}

static int opened(int fd, const char *path, int flags) {
  if (fd < 0 || fd >= MOST || !watched(path)) return fd;
  pthread_mutex_lock(&turn);
  free(files[fd].path);
  files[fd].path = strdup(path);
  files[fd].append = (flags & O_APPEND) != 0;
  uint32_t file = number(path);
  struct stat now;
  if (fstat(fd, &now) == 0) {
    files[fd].inode = now.st_ino;
    if (S_ISREG(now.st_mode)) sizes[file] = now.st_size;
  }
  note(OPENED, file, (flags & O_TRUNC) != 0, path, strlen(path));
  pthread_mutex_unlock(&turn);
  return fd;
}

#define OPENING(name) \
  int name(const char *path, int flags, ...) { \
    va_list more; va_start(more, flags); int mode = va_arg(more, int); va_end(more); \
    REAL(int, #name, const char *, int, ...); \
    return opened(real(path, flags, mode), path, flags); \
  }
OPENING(open)
OPENING(open64)

/* Some close without telling libc, and the number goes to another file: the inode tells. */
static int ours(int fd) {
  struct stat now;
  if (fd < 0 || fd >= MOST || !files[fd].path) return 0;
  return fstat(fd, &now) == 0 && now.st_ino == files[fd].inode;
}

int close(int fd) {
  REAL(int, "close", int);
  if (fd >= 0 && fd < MOST && files[fd].path) {
    pthread_mutex_lock(&turn);
    free(files[fd].path);
    files[fd].path = NULL;
    pthread_mutex_unlock(&turn);
  }
  return real(fd);
}

static ssize_t written(int fd, const void *data, size_t length, int64_t place,
                       ssize_t (*write_it)(int, const void *, size_t, int64_t)) {
  pthread_mutex_lock(&turn);
  uint32_t file = number(files[fd].path);
  ssize_t done = -1;
  if (!grows(file, place + (int64_t)length)) errno = ENOSPC;
  else {
    done = write_it(fd, data, length, place);
    if (done > 0) note(WRITTEN, file, place, data, done);
  }
  pthread_mutex_unlock(&turn);
  return done;
}

static ssize_t at_place(int fd, const void *data, size_t length, int64_t place) {
  REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
  return real(fd, data, length, place);
}
static ssize_t where_it_is(int fd, const void *data, size_t length, int64_t place) {
  (void)place;
  return plain_write(fd, data, length);
}

ssize_t write(int fd, const void *data, size_t length) {
  ready();
  if (!ours(fd)) return plain_write(fd, data, length);
  int64_t place = lseek64(fd, 0, files[fd].append ? SEEK_END : SEEK_CUR);
  return written(fd, data, length, place, where_it_is);
}
ssize_t pwrite(int fd, const void *data, size_t length, off_t place) {
  if (!ours(fd)) return at_place(fd, data, length, place);
  return written(fd, data, length, place, at_place);
}
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t place) {
  return pwrite(fd, data, length, place);
}

static int synced(int fd, int (*sync_it)(int)) {
  if (!ours(fd)) return sync_it(fd);
  const char *fails = getenv("DISK_FAILS");
  if (fails && access(fails, F_OK) == 0) { errno = EIO; return -1; }
  pthread_mutex_lock(&turn);
  int done = sync_it(fd);
  if (done == 0) note(SYNCED, number(files[fd].path), 0, NULL, 0);
  pthread_mutex_unlock(&turn);
  return done;
}
int fsync(int fd) { REAL(int, "fsync", int); return synced(fd, real); }
int fdatasync(int fd) { REAL(int, "fdatasync", int); return synced(fd, real); }

static int truncated(int fd, int64_t length) {
  REAL(int, "ftruncate64", int, off64_t);
  if (!ours(fd)) return real(fd, length);
  pthread_mutex_lock(&turn);
  uint32_t file = number(files[fd].path);
  int done = -1;
  if (!grows(file, length)) errno = ENOSPC;
  else if ((done = real(fd, length)) == 0) {
    sizes[file] = length;
    note(TRUNCATED, file, length, NULL, 0);
  }
  pthread_mutex_unlock(&turn);
  return done;
}
int ftruncate(int fd, off_t length) { return truncated(fd, length); }
int ftruncate64(int fd, off64_t length) { return truncated(fd, length); }

static int gone(int done, const char *path) {
  if (done != 0 || !watched(path)) return done;
  pthread_mutex_lock(&turn);
  uint32_t file = number(path);
  sizes[file] = 0;
  note(UNLINKED, file, 0, NULL, 0);
  pthread_mutex_unlock(&turn);
  return done;
}
int unlink(const char *path) {
  REAL(int, "unlink", const char *);
  return gone(real(path), path);
}

int rename(const char *from, const char *to) {
  REAL(int, "rename", const char *, const char *);
  int done = real(from, to);
  if (done != 0 || !watched(to)) return done;
  pthread_mutex_lock(&turn);
  uint32_t old = number(from), now = number(to);
  sizes[now] = sizes[old];
  sizes[old] = 0;
  note(RENAMED, old, now, NULL, 0);
  pthread_mutex_unlock(&turn);
  return done;
}
