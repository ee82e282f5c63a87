/* tinyutils: the few programs that a shell needs around it, in one. Which of them it is, is told by
 * the name it is called by; `tinyutils NAME …` works too. */
#include "tiny.h"

struct status {
  u32 mode, uid, gid, nlink;
  long size, mtime;
};
static isize status_of(const char *path, struct status *s, int follow) {
  long st[24];
  u32 *w = (u32 *)st;
  isize e = sys(NR_fstatat, AT_FDCWD, path, st, follow ? 0 : 0x100);
  if (e < 0) return e;
#if defined(__x86_64__)
  s->nlink = (u32)st[2];
  s->mode = w[6];
  s->uid = w[7];
  s->gid = w[8];
#else
  s->mode = w[4];
  s->nlink = w[5];
  s->uid = w[6];
  s->gid = w[7];
#endif
  s->size = st[6];
  s->mtime = st[11];
  return 0;
}
static int failed(const char *what, isize e) {
  flush();
  complain(what, reason(e));
  return 1;
}
static void pad(unsigned long n, unsigned width) {
  char text[32];
  char *d = digits(text + sizeof text, n, 10);
  for (usize i = len(d); i < width; i++) put(" ");
  put(d);
}
static void two(long n) {
  put(n < 10 ? "0" : "");
  put_number((unsigned long)n, 10);
}
/* Days to a date: Howard Hinnant's civil calendar, from 1 March. */
static void put_time(long seconds) {
  long days = seconds / 86400, rest = seconds % 86400;
  if (rest < 0) days--, rest += 86400;
  long z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097, day = z - era * 146097;
  long year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
  long in_year = day - (365 * year + year / 4 - year / 100), m = (5 * in_year + 2) / 153;
  long month = m < 10 ? m + 3 : m - 9;
  put_number((unsigned long)(year + era * 400 + (month <= 2)), 10);
  put("-");
  two(month);
  put("-");
  two(in_year - (153 * m + 2) / 5 + 1);
  put(" ");
  two(rest / 3600);
  put(":");
  two(rest / 60 % 60);
}

static int list_one(const char *path, const char *name, int details) {
  struct status s;
  isize e = status_of(path, &s, 0);
  if (e < 0) return failed(path, e);
  if (details) {
    char mode[11] = "?rwxrwxrwx";
    mode[0] = "?pc?d?b?-?l?s???"[s.mode >> 12 & 15];
    for (int i = 0; i < 9; i++) if (!(s.mode >> (8 - i) & 1)) mode[1 + i] = '-';
    if (s.mode & 04000) mode[3] = s.mode & 0100 ? 's' : 'S';
    if (s.mode & 02000) mode[6] = s.mode & 0010 ? 's' : 'S';
    if (s.mode & 01000) mode[9] = s.mode & 0001 ? 't' : 'T';
    put(mode);
    pad(s.nlink, 4);
    pad(s.uid, 6);
    pad(s.gid, 6);
    pad((unsigned long)s.size, 10);
    put(" ");
    put_time(s.mtime);
    put(" ");
  }
  put(name);
  if (details && (s.mode & 0170000) == 0120000) {
    char target[4096];
    isize n = sys(NR_readlinkat, AT_FDCWD, path, target, sizeof target);
    put(" -> ");
    if (n > 0) put_n(target, (usize)n);
  }
  put("\n");
  return 0;
}
static char names[1 << 18];
static char *sorted[8192];
static int read_names(const char *directory, char *memory, usize size, char **list, int most, int all) {
  isize fd = sys(NR_openat, AT_FDCWD, directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (fd < 0) return (int)fd;
  int count = 0;
  char buffer[4096] __attribute__((aligned(8)));
  for (isize n; (n = sys(NR_getdents64, fd, buffer, sizeof buffer)) > 0;) {
    for (isize i = 0; i < n; i += *(unsigned short *)(buffer + i + 16)) {
      const char *name = buffer + i + 19;
      usize l = len(name) + 1;
      if ((*name == '.' && !all) || count == most || l > size) continue;
      list[count++] = memcpy(memory, name, l);
      memory += l;
      size -= l;
    }
  }
  sys(NR_close, fd);
  for (int i = 1; i < count; i++) {
    char *x = list[i];
    int j = i;
    for (; j > 0 && order(list[j - 1], x) > 0; j--) list[j] = list[j - 1];
    list[j] = x;
  }
  return count;
}
static int join(char *full, usize size, const char *directory, const char *name) {
  usize d = len(directory), n = len(name);
  if (d + n + 2 > size) return -1;
  memcpy(full, directory, d);
  if (d && full[d - 1] != '/') full[d++] = '/';
  memcpy(full + d, name, n + 1);
  return 0;
}
/* Options of one letter each; returns where the operands start. */
static int options(char **argv, const char *known, u8 *set) {
  int i = 1;
  for (; argv[i] && argv[i][0] == '-' && argv[i][1]; i++) {
    if (same(argv[i], "--")) return i + 1;
    for (const char *o = argv[i] + 1; *o; o++) {
      if (!find(known, *o)) {
        complain(argv[0], "an unknown option");
        quit(2);
      }
      set[(u8)*o] = 1;
    }
  }
  return i;
}

static int do_ls(char **argv) {
  u8 set[256] = {0};
  int i = options(argv, "la1d", set), status = 0;
  static char *here[] = {".", NULL};
  char **paths = argv[i] ? argv + i : here;
  int several = paths[0] && paths[1];
  for (; *paths; paths++) {
    struct status s;
    isize e = status_of(*paths, &s, !set['l'] && !set['d']);
    if (e < 0) {
      status = failed(*paths, e);
      continue;
    }
    if ((s.mode & 0170000) != 0040000 || set['d']) {
      status |= list_one(*paths, *paths, set['l']);
      continue;
    }
    if (several) {
      put(*paths);
      put(":\n");
    }
    int count = read_names(*paths, names, sizeof names, sorted, 8192, set['a']);
    if (count < 0) status = failed(*paths, count);
    for (int k = 0; k < count; k++) {
      char full[4096];
      if (!join(full, sizeof full, *paths, sorted[k])) status |= list_one(full, sorted[k], set['l']);
    }
  }
  return status;
}
static int copy_fd(int from, int to) {
  static char buffer[1 << 16];
  for (isize n; (n = sys(NR_read, from, buffer, sizeof buffer)) != 0;) {
    if (n < 0) return (int)n;
    if (write_all(to, buffer, (usize)n)) return -28;
  }
  return 0;
}
static int do_cat(char **argv) {
  int status = 0;
  if (!argv[1]) return copy_fd(0, 1) < 0;
  for (char **p = argv + 1; *p; p++) {
    isize fd = same(*p, "-") ? 0 : sys(NR_openat, AT_FDCWD, *p, O_RDONLY, 0);
    isize e = fd < 0 ? fd : copy_fd((int)fd, 1);
    if (e < 0) status = failed(*p, e);
    if (fd > 0) sys(NR_close, fd);
  }
  return status;
}
/* The name of an id from a file of lines name:x:id:… */
static void put_name(const char *file, unsigned long id) {
  static char text[1 << 14];
  isize fd = sys(NR_openat, AT_FDCWD, file, O_RDONLY, 0);
  if (fd < 0) return;
  isize n = sys(NR_read, fd, text, sizeof text - 1);
  sys(NR_close, fd);
  for (char *line = text; n > 0 && line < text + n;) {
    char *end = line;
    while (end < text + n && *end != '\n') end++;
    *end = 0;
    const char *a = find(line, ':'), *b = a ? find(a + 1, ':') : NULL, *c = b ? find(b + 1, ':') : NULL;
    if (c) {
      *(char *)c = 0;
      if (number(b + 1, 10) == (long)id) {
        put("(");
        put_n(line, (usize)(a - line));
        put(")");
        return;
      }
    }
    line = end + 1;
  }
}
static int do_id(char **argv) {
  u8 set[256] = {0};
  options(argv, "ug", set);
  unsigned long uid = (unsigned long)sys(NR_geteuid), gid = (unsigned long)sys(NR_getegid);
  if (set['u'] || set['g']) {
    put_number(set['u'] ? uid : gid, 10);
  } else {
    put("uid=");
    put_number(uid, 10);
    put_name("/etc/passwd", uid);
    put(" gid=");
    put_number(gid, 10);
    put_name("/etc/group", gid);
  }
  put("\n");
  return 0;
}
static int do_env(char **argv) {
  (void)argv;
  for (char **e = environment; *e; e++) {
    put(*e);
    put("\n");
  }
  return 0;
}
static int do_uname(char **argv) {
  u8 set[256] = {0};
  options(argv, "asnrvm", set);
  static char fields[6][65];
  sys(NR_uname, fields);
  int any = 0;
  for (int i = 0; i < 5; i++) {
    if (!set['a'] && !set[(u8)"snrvm"[i]] && !(i == 0 && !argv[1])) continue;
    if (any++) put(" ");
    put(fields[i]);
  }
  put("\n");
  return 0;
}
static int do_hostname(char **argv) {
  static char fields[6][65];
  if (argv[1]) {
    isize e = sys(NR_sethostname, argv[1], len(argv[1]));
    return e < 0 ? failed(argv[1], e) : 0;
  }
  sys(NR_uname, fields);
  put(fields[1]);
  put("\n");
  return 0;
}
static int do_mkdir(char **argv) {
  u8 set[256] = {0};
  int i = options(argv, "p", set), status = 0;
  for (; argv[i]; i++) {
    for (char *s = argv[i] + 1; set['p'] && *s; s++) {
      if (*s != '/') continue;
      *s = 0;
      sys(NR_mkdirat, AT_FDCWD, argv[i], 0777);
      *s = '/';
    }
    isize e = sys(NR_mkdirat, AT_FDCWD, argv[i], 0777);
    if (e < 0 && !(set['p'] && e == -17)) status = failed(argv[i], e);
  }
  return status;
}
static int remove_tree(const char *path, int recursive, int force) {
  isize e = sys(NR_unlinkat, AT_FDCWD, path, 0);
  if (e == -21 && recursive) {
    static char memory[1 << 18];
    static usize used;
    usize mark = used;
    char *list[512];
    int count;
    do {
      count = read_names(path, memory + mark, sizeof memory - mark, list, 512, 1);
      int removed = 0;
      for (int i = 0; i < count; i++) {
        char full[1024];
        if (same(list[i], ".") || same(list[i], "..") || join(full, sizeof full, path, list[i])) continue;
        used = (usize)(list[i] - memory) + len(list[i]) + 1;
        if (used < mark + (sizeof memory - mark) / 2) used = mark + (sizeof memory - mark) / 2;
        removed += !remove_tree(full, 1, force);
      }
      used = mark;
      if (!removed) break;
    } while (count > 2);
    e = sys(NR_unlinkat, AT_FDCWD, path, 0x200);
  }
  if (e < 0 && !(force && e == -2)) return failed(path, e);
  return 0;
}
static int do_rm(char **argv) {
  u8 set[256] = {0};
  int i = options(argv, "rRf", set), status = 0;
  for (; argv[i]; i++) status |= remove_tree(argv[i], set['r'] | set['R'], set['f']);
  return status;
}
static int do_rmdir(char **argv) {
  int status = 0;
  for (char **p = argv + 1; *p; p++) {
    isize e = sys(NR_unlinkat, AT_FDCWD, *p, 0x200);
    if (e < 0) status = failed(*p, e);
  }
  return status;
}
static int do_ln(char **argv) {
  u8 set[256] = {0};
  int i = options(argv, "sf", set);
  if (!argv[i] || !argv[i + 1]) return failed("ln", -22);
  if (set['f']) sys(NR_unlinkat, AT_FDCWD, argv[i + 1], 0);
  isize e = set['s'] ? sys(NR_symlinkat, argv[i], AT_FDCWD, argv[i + 1])
                     : sys(NR_linkat, AT_FDCWD, argv[i], AT_FDCWD, argv[i + 1], 0);
  return e < 0 ? failed(argv[i + 1], e) : 0;
}
static int do_mv(char **argv) {
  if (!argv[1] || !argv[2]) return failed("mv", -22);
  isize e = sys(NR_renameat2, AT_FDCWD, argv[1], AT_FDCWD, argv[2], 0);
  return e < 0 ? failed(argv[1], e) : 0;
}
static int do_cp(char **argv) {
  struct status s;
  if (!argv[1] || !argv[2]) return failed("cp", -22);
  isize from = sys(NR_openat, AT_FDCWD, argv[1], O_RDONLY, 0);
  if (from < 0 || status_of(argv[1], &s, 1) < 0) return failed(argv[1], from);
  isize to = sys(NR_openat, AT_FDCWD, argv[2], O_WRONLY | O_CREAT | O_TRUNC, s.mode & 0777);
  if (to < 0) return failed(argv[2], to);
  isize e = copy_fd((int)from, (int)to);
  return e < 0 ? failed(argv[2], e) : 0;
}
static int do_touch(char **argv) {
  int status = 0;
  for (char **p = argv + 1; *p; p++) {
    isize fd = sys(NR_openat, AT_FDCWD, *p, O_WRONLY | O_CREAT, 0666);
    if (fd < 0) status = failed(*p, fd);
    else sys(NR_close, fd);
  }
  return status;
}
static int do_chmod(char **argv) {
  long mode = argv[1] ? number(argv[1], 8) : -1;
  if (mode < 0 || mode > 07777) return failed("chmod", -22);
  int status = 0;
  for (char **p = argv + 2; *p; p++) {
    isize e = sys(NR_fchmodat, AT_FDCWD, *p, mode);
    if (e < 0) status = failed(*p, e);
  }
  return status;
}
static int do_chown(char **argv) {
  char *colon = argv[1] ? (char *)find(argv[1], ':') : NULL;
  if (colon) *colon = 0;
  long uid = argv[1] ? number(argv[1], 10) : -1, gid = colon ? number(colon + 1, 10) : -1;
  if (uid < 0) return failed("chown", -22);
  int status = 0;
  for (char **p = argv + 2; *p; p++) {
    isize e = sys(NR_fchownat, AT_FDCWD, *p, uid, gid, 0);
    if (e < 0) status = failed(*p, e);
  }
  return status;
}
static int do_readlink(char **argv) {
  char target[4096];
  isize n = argv[1] ? sys(NR_readlinkat, AT_FDCWD, argv[1], target, sizeof target) : -22;
  if (n < 0) return 1;
  put_n(target, (usize)n);
  put("\n");
  return 0;
}
static int do_sleep(char **argv) {
  long time[2] = {argv[1] ? number(argv[1], 10) : 0, 0};
  return sys(NR_nanosleep, time, 0) < 0;
}
static int do_true(char **argv) {
  (void)argv;
  return 0;
}
static int do_false(char **argv) {
  (void)argv;
  return 1;
}
static int do_head(char **argv) {
  long lines = 10;
  int i = 1;
  if (argv[i] && same(argv[i], "-n") && argv[i + 1]) {
    lines = number(argv[i + 1], 10);
    i += 2;
  }
  isize fd = argv[i] ? sys(NR_openat, AT_FDCWD, argv[i], O_RDONLY, 0) : 0;
  if (fd < 0) return failed(argv[i], fd);
  char c;
  while (lines > 0 && sys(NR_read, fd, &c, 1) == 1) {
    put_n(&c, 1);
    lines -= c == '\n';
  }
  return 0;
}
static int do_wc(char **argv) {
  u8 set[256] = {0};
  int i = options(argv, "lwc", set);
  isize fd = argv[i] ? sys(NR_openat, AT_FDCWD, argv[i], O_RDONLY, 0) : 0;
  if (fd < 0) return failed(argv[i], fd);
  unsigned long counts[3] = {0, 0, 0};
  int inside = 0;
  static char buffer[1 << 16];
  for (isize n; (n = sys(NR_read, fd, buffer, sizeof buffer)) > 0;) {
    counts[2] += (unsigned long)n;
    for (isize k = 0; k < n; k++) {
      int blank = buffer[k] == ' ' || buffer[k] == '\t' || buffer[k] == '\n';
      counts[0] += buffer[k] == '\n';
      counts[1] += !blank && !inside;
      inside = !blank;
    }
  }
  int all = !set['l'] && !set['w'] && !set['c'], any = 0;
  for (int k = 0; k < 3; k++) {
    if (!all && !set[(u8)"lwc"[k]]) continue;
    if (any++) put(" ");
    put_number(counts[k], 10);
  }
  if (argv[i]) {
    put(" ");
    put(argv[i]);
  }
  put("\n");
  return 0;
}
static int do_sync(char **argv) {
  (void)argv;
  sys(NR_sync);
  return 0;
}
#ifdef WITH_MOUNT
static int do_mount(char **argv) {
  const char *type = NULL;
  int i = 1;
  if (!argv[1]) {
    static char *mounts[] = {"cat", "/proc/mounts", NULL};
    return do_cat(mounts);
  }
  if (argv[i] && same(argv[i], "-t") && argv[i + 1]) {
    type = argv[i + 1];
    i += 2;
  }
  if (!argv[i] || !argv[i + 1]) return failed("mount", -22);
  isize e = sys(NR_mount, argv[i], argv[i + 1], type, 0, 0);
  return e < 0 ? failed(argv[i + 1], e) : 0;
}
static int do_umount(char **argv) {
  isize e = argv[1] ? sys(NR_umount2, argv[1], 0) : -22;
  return e < 0 ? failed("umount", e) : 0;
}
#endif
#ifdef WITH_POWER
static int down(unsigned what) {
  sys(NR_sync);
  isize e = sys(NR_reboot, 0xfee1dead, 672274793, what, 0);
  return e < 0 ? failed("reboot", e) : 0;
}
static int do_poweroff(char **argv) {
  (void)argv;
  return down(0x4321fedc);
}
static int do_reboot(char **argv) {
  (void)argv;
  return down(0x01234567);
}
/* The first process: mounts what the kernel offers, runs a shell on the console, reaps what is left
 * to it, and switches off when the shell ends. */
static int do_init(char **argv) {
  (void)argv;
  static const char *const mounts[][3] = {{"proc", "/proc", "proc"}, {"sysfs", "/sys", "sysfs"}, {"devtmpfs", "/dev", "devtmpfs"}, {"tmpfs", "/run", "tmpfs"}, {"tmpfs", "/tmp", "tmpfs"}};
  for (usize i = 0; i < sizeof mounts / sizeof *mounts; i++) sys(NR_mount, mounts[i][0], mounts[i][1], mounts[i][2], 0, 0);
  long shell = sys(NR_clone, 17, 0, 0, 0, 0);
  if (shell == 0) {
    static char *const command[] = {"-sh", NULL};
    static char *const envp[] = {"HOME=/root", "TERM=linux", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", NULL};
    sys(NR_setsid);
    isize console = sys(NR_openat, AT_FDCWD, "/dev/console", 2, 0);
    for (int i = 0; console >= 0 && i < 3; i++) sys(NR_dup3, console, i, 0);
    sys(NR_ioctl, 0, 0x540E, 0);
    sys(NR_execve, "/bin/sh", command, envp);
    quit(127);
  }
  int status;
  for (long pid; (pid = sys(NR_wait4, -1, &status, 0, 0)) != shell && (pid > 0 || pid == -4);) {}
  return sys(NR_getpid) == 1 ? down(0x4321fedc) : 0;
}
#endif

static const struct {
  const char *name;
  int (*run)(char **argv);
} applets[] = {
  {"cat", do_cat}, {"chmod", do_chmod}, {"chown", do_chown}, {"cp", do_cp}, {"env", do_env}, {"false", do_false},
  {"head", do_head}, {"hostname", do_hostname}, {"id", do_id}, {"ln", do_ln}, {"ls", do_ls}, {"mkdir", do_mkdir},
  {"mv", do_mv}, {"readlink", do_readlink}, {"rm", do_rm}, {"rmdir", do_rmdir}, {"sleep", do_sleep}, {"sync", do_sync},
  {"touch", do_touch}, {"true", do_true}, {"uname", do_uname}, {"wc", do_wc},
#ifdef WITH_MOUNT
  {"mount", do_mount}, {"umount", do_umount},
#endif
#ifdef WITH_POWER
  {"init", do_init}, {"poweroff", do_poweroff}, {"reboot", do_reboot},
#endif
};

int main(int argc, char **argv, char **envp) {
  (void)envp;
  for (int again = 0; again < 2 && argc > again; again++) {
    const char *name = argv[again];
    for (const char *s = argv[again]; *s; s++) if (*s == '/' && s[1]) name = s + 1;
    for (usize i = 0; i < sizeof applets / sizeof *applets; i++) {
      if (!same(name, applets[i].name)) continue;
      int status = applets[i].run(argv + again);
      return flush() ? 1 : status;
    }
  }
  for (usize i = 0; i < sizeof applets / sizeof *applets; i++) {
    put(applets[i].name);
    put("\n");
  }
  flush();
  return argc > 1 ? 127 : 0;
}
