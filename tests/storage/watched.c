/* Notes, in order, what a program writes to and synchronises of the files under WATCHED_DIR, so that a test can play back a power cut.
 *
 * Loaded before the C library (LD_PRELOAD). Each note in the file WATCHED_LOG: one letter (W rite, T runcate, S ync, U nlink), length of the
 * name, name, offset, length, and for a write its bytes; all numbers 8 bytes in the order of the machine. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int out = -1;

static ssize_t (*real_write)(int, const void *, size_t);

static void note(char what, const char *name, uint64_t at, uint64_t length, const void *bytes, uint64_t size) {
    const char *dir = getenv("WATCHED_DIR"), *log = getenv("WATCHED_LOG");
    if (!dir || !log || strncmp(name, dir, strlen(dir)) != 0) return;
    if (!real_write) real_write = dlsym(RTLD_NEXT, "write");
    pthread_mutex_lock(&lock);
    if (out < 0) out = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    uint64_t head[4] = {strlen(name), at, length, size};
    real_write(out, &what, 1);
    real_write(out, head, sizeof head);
    real_write(out, name, head[0]);
    if (size) real_write(out, bytes, size);
    pthread_mutex_unlock(&lock);
}

static int name_of(int fd, char *name, size_t size) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, name, size - 1);
    if (n <= 0) return 0;
    name[n] = 0;
    return 1;
}

#define REAL(type, symbol, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = dlsym(RTLD_NEXT, symbol)

ssize_t write(int fd, const void *bytes, size_t n) {
    REAL(ssize_t, "write", int, const void *, size_t);
    char name[4096];
    off_t at = lseek(fd, 0, SEEK_CUR);
    ssize_t done = real(fd, bytes, n);
    if (done > 0 && fd != out && name_of(fd, name, sizeof name)) note('W', name, at < 0 ? 0 : (uint64_t)at, done, bytes, done);
    return done;
}

static ssize_t written(int fd, const void *bytes, ssize_t done, uint64_t at) {
    char name[4096];
    if (done > 0 && name_of(fd, name, sizeof name)) note('W', name, at, done, bytes, done);
    return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t n, off_t at) {
    REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
    return written(fd, bytes, real(fd, bytes, n, at), at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t n, off64_t at) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    return written(fd, bytes, real(fd, bytes, n, at), at);
}

static int synced(int fd, int done) {
    char name[4096];
    if (done == 0 && name_of(fd, name, sizeof name)) note('S', name, 0, 0, NULL, 0);
    return done;
}

int fsync(int fd) {
    REAL(int, "fsync", int);
    return synced(fd, real(fd));
}

int fdatasync(int fd) {
    REAL(int, "fdatasync", int);
    return synced(fd, real(fd));
}

static int cut(int fd, int done, uint64_t length) {
    char name[4096];
    if (done == 0 && name_of(fd, name, sizeof name)) note('T', name, 0, length, NULL, 0);
    return done;
}

int ftruncate(int fd, off_t length) {
    REAL(int, "ftruncate", int, off_t);
    return cut(fd, real(fd, length), length);
}

int ftruncate64(int fd, off64_t length) {
    REAL(int, "ftruncate64", int, off64_t);
    return cut(fd, real(fd, length), length);
}

int unlink(const char *name) {
    REAL(int, "unlink", const char *);
    int done = real(name);
    if (done == 0) note('U', name, 0, 0, NULL, 0);
    return done;
}
