/* tsh: a small shell. Lists, pipelines, redirections, quoting, variables, command substitution,
 * if, while, until, for, groups, subshells. Needs nothing but the kernel. */
#include "tiny.h"

/* Memory: one arena for the lines being run, one for variables. */
static char arena[1 << 20];
static usize arena_used;
static void *take(usize n) {
  n = (n + 15) & ~15UL;
  if (arena_used + n > sizeof arena) {
    complain("tsh", "out of memory");
    quit(2);
  }
  void *p = arena + arena_used;
  arena_used += n;
  return memset(p, 0, n);
}

#define MAX_VARIABLES 256
static struct {
  char text[512]; /* NAME=value */
  u8 exported;
} variables[MAX_VARIABLES];
static int variable_count;
static int last_status;
static long shell_pid;
static int interactive;
static char *arguments[64];
static int argument_count; /* without $0 */
static int stop_on_error;
static int leaving, leave_code;

static int name_length(const char *s) {
  int n = 0;
  while (s[n] == '_' || (s[n] >= 'a' && s[n] <= 'z') || (s[n] >= 'A' && s[n] <= 'Z') || (n && s[n] >= '0' && s[n] <= '9')) n++;
  return n;
}
static int slot_of(const char *name, usize n) {
  for (int i = 0; i < variable_count; i++)
    if (!memcmp(variables[i].text, name, n) && variables[i].text[n] == '=') return i;
  return -1;
}
static const char *get(const char *name, usize n) {
  int i = slot_of(name, n);
  return i < 0 ? NULL : variables[i].text + n + 1;
}
static void set(const char *name, usize n, const char *value, int exported) {
  int i = slot_of(name, n);
  usize v = len(value);
  if (i < 0) {
    if (variable_count == MAX_VARIABLES || n + v + 2 > sizeof variables[0].text) {
      complain("tsh", "too many or too long variables");
      return;
    }
    i = variable_count++;
    variables[i].exported = 0;
  } else if (n + v + 2 > sizeof variables[0].text) {
    complain("tsh", "too long a value");
    return;
  }
  char copy[512];
  memcpy(copy, value, v + 1);
  memcpy(variables[i].text, name, n);
  variables[i].text[n] = '=';
  memcpy(variables[i].text + n + 1, copy, v + 1);
  variables[i].exported |= (u8)exported;
}
static void unset(const char *name) {
  int i = slot_of(name, len(name));
  if (i >= 0) variables[i] = variables[--variable_count];
}

/* Tokens and the tree. */
enum kind { SIMPLE, PIPE, AND, OR, SEQUENCE, BACKGROUND, NOT, IF, WHILE, UNTIL, FOR, GROUP, SUBSHELL };
struct words {
  char *text;
  struct words *next;
};
struct redirect {
  int fd;
  char op; /* < > a(ppend) & (duplicate) */
  char *target;
  struct redirect *next;
};
struct node {
  enum kind kind;
  struct node *a, *b, *c;
  struct words *words;
  struct redirect *redirects;
};

static const char *at;
static int incomplete, wrong;

static void skip_blank(void) {
  for (;;) {
    if (*at == ' ' || *at == '\t') at++;
    else if (*at == '\\' && at[1] == '\n') at += 2;
    else if (*at == '#') while (*at && *at != '\n') at++;
    else return;
  }
}
static void skip_lines(void) {
  for (skip_blank(); *at == '\n' || *at == ';'; skip_blank()) at++;
}
static void skip_newlines(void) {
  for (skip_blank(); *at == '\n'; skip_blank()) at++;
}
static int is_end(char c) { return !c || find(" \t\n;|&<>()", c) != NULL; }

static const char *past_substitution(const char *s) {
  int depth = 1;
  for (; *s && depth; s++) {
    if (*s == '(') depth++;
    else if (*s == ')') depth--;
    else if (*s == '\'') {
      for (s++; *s && *s != '\''; s++) {}
      if (!*s) break;
    } else if (*s == '\\' && s[1]) s++;
  }
  if (depth) incomplete = 1;
  return s;
}
/* The end of the word that starts at s, quotes included. */
static const char *past_word(const char *s) {
  while (!is_end(*s)) {
    if (*s == '\\') {
      s += s[1] ? 2 : 1;
    } else if (*s == '\'') {
      for (s++; *s && *s != '\''; s++) {}
      if (!*s) {
        incomplete = 1;
        return s;
      }
      s++;
    } else if (*s == '"') {
      for (s++; *s && *s != '"';) {
        if (*s == '\\' && s[1]) s += 2;
        else if (*s == '$' && s[1] == '(') s = past_substitution(s + 2);
        else s++;
      }
      if (!*s) {
        incomplete = 1;
        return s;
      }
      s++;
    } else if (*s == '$' && s[1] == '(') {
      s = past_substitution(s + 2);
    } else if (*s == '$' && s[1] == '{') {
      while (*s && *s != '}') s++;
      if (!*s) {
        incomplete = 1;
        return s;
      }
      s++;
    } else {
      s++;
    }
  }
  return s;
}
static char *word(void) {
  const char *end = past_word(at);
  char *text = take((usize)(end - at) + 1);
  memcpy(text, at, (usize)(end - at));
  at = end;
  return text;
}
static int peek(const char *keyword) {
  skip_blank();
  usize n = len(keyword);
  return !memcmp(at, keyword, n) && is_end(at[n]);
}
static int accept(const char *keyword) {
  if (!peek(keyword)) return 0;
  at += len(keyword);
  return 1;
}
static void expect(const char *keyword) {
  skip_lines();
  if (accept(keyword)) return;
  if (!*at) incomplete = 1;
  else wrong = 1;
}
static struct node *make(enum kind kind, struct node *a, struct node *b) {
  struct node *n = take(sizeof *n);
  n->kind = kind;
  n->a = a;
  n->b = b;
  return n;
}
static int at_reserved(void) {
  static const char *const ends[] = {"then", "else", "elif", "fi", "do", "done", "}"};
  for (usize i = 0; i < sizeof ends / sizeof *ends; i++) if (peek(ends[i])) return 1;
  return *at == ')';
}
static struct node *parse_list(void);

static int parse_redirect(struct redirect ***last) {
  const char *start = at;
  int fd = -1;
  if (*at >= '0' && *at <= '9' && (at[1] == '<' || at[1] == '>')) fd = *at++ - '0';
  if (*at != '<' && *at != '>') {
    at = start;
    return 0;
  }
  struct redirect *r = take(sizeof *r);
  r->op = *at++;
  r->fd = fd >= 0 ? fd : r->op == '>';
  if (r->op == '>' && *at == '>') {
    r->op = 'a';
    at++;
  } else if (*at == '&') {
    r->op = '&';
    at++;
  }
  skip_blank();
  if (is_end(*at)) {
    wrong = 1;
    return 0;
  }
  r->target = word();
  **last = r;
  *last = &r->next;
  return 1;
}
static struct node *parse_if(void) {
  struct node *n = make(IF, parse_list(), NULL);
  expect("then");
  n->b = parse_list();
  skip_lines();
  if (accept("elif")) {
    n->c = parse_if();
    return n;
  }
  if (accept("else")) n->c = parse_list();
  expect("fi");
  return n;
}
static struct node *parse_command(void) {
  struct node *n;
  skip_blank();
  if (accept("if")) n = parse_if();
  else if (peek("while") || peek("until")) {
    n = make(accept("while") ? WHILE : UNTIL, NULL, NULL);
    if (n->kind == UNTIL) accept("until");
    n->a = parse_list();
    expect("do");
    n->b = parse_list();
    expect("done");
  } else if (accept("for")) {
    n = make(FOR, NULL, NULL);
    skip_blank();
    n->words = take(sizeof *n->words);
    n->words->text = word();
    struct words **last = &n->words->next;
    skip_newlines();
    if (accept("in")) {
      for (skip_blank(); !is_end(*at); skip_blank()) {
        *last = take(sizeof **last);
        (*last)->text = word();
        last = &(*last)->next;
      }
    } else {
      *last = take(sizeof **last);
      (*last)->text = "\"$@\"";
    }
    expect("do");
    n->b = parse_list();
    expect("done");
  } else if (accept("{")) {
    n = make(GROUP, parse_list(), NULL);
    expect("}");
  } else if (*at == '(') {
    at++;
    n = make(SUBSHELL, parse_list(), NULL);
    skip_lines();
    if (*at == ')') at++;
    else if (!*at) incomplete = 1;
    else wrong = 1;
  } else {
    n = make(SIMPLE, NULL, NULL);
    struct words **last = &n->words;
    struct redirect **r = &n->redirects;
    for (;;) {
      skip_blank();
      if (parse_redirect(&r)) continue;
      if (wrong || is_end(*at)) break;
      *last = take(sizeof **last);
      (*last)->text = word();
      last = &(*last)->next;
    }
    if (!n->words && !n->redirects) wrong = *at != 0;
    if (!n->words && !n->redirects && !*at) incomplete = 1;
    return n;
  }
  struct redirect **r = &n->redirects;
  for (skip_blank(); parse_redirect(&r); skip_blank()) {}
  return n;
}
static struct node *parse_pipeline(void) {
  if (accept("!")) return make(NOT, parse_pipeline(), NULL);
  struct node *n = parse_command();
  skip_blank();
  if (!wrong && *at == '|' && at[1] != '|') {
    at++;
    skip_newlines();
    n = make(PIPE, n, parse_pipeline());
  }
  return n;
}
static struct node *parse_and_or(void) {
  struct node *n = parse_pipeline();
  for (;;) {
    skip_blank();
    if (wrong || !((at[0] == '&' && at[1] == '&') || (at[0] == '|' && at[1] == '|'))) return n;
    enum kind kind = *at == '&' ? AND : OR;
    at += 2;
    skip_newlines();
    n = make(kind, n, parse_pipeline());
  }
}
static struct node *parse_list(void) {
  struct node *n = NULL;
  for (skip_lines(); *at && !wrong && !at_reserved(); skip_lines()) {
    struct node *one = parse_and_or();
    skip_blank();
    if (*at == '&' && at[1] != '&') {
      at++;
      one = make(BACKGROUND, one, NULL);
    }
    n = n ? make(SEQUENCE, n, one) : one;
    skip_blank();
    if (*at && !find("\n;)", *at) && n->kind != BACKGROUND && (n->kind != SEQUENCE || n->b->kind != BACKGROUND) && !at_reserved()) wrong = 1;
  }
  return n;
}

/* Expansion. */
static int run(struct node *n);
static void run_text(const char *text);

struct field {
  char text[8192];
  usize used;
  int any;   /* something, maybe nothing but quotes, is in it */
  int globs; /* an unquoted * or ? is in it */
};
static struct words **results;

static void add_result(const char *text) {
  *results = take(sizeof **results);
  (*results)->text = take(len(text) + 1);
  memcpy((*results)->text, text, len(text));
  results = &(*results)->next;
}
static int matches(const char *p, const char *s) {
  for (; *p; p++, s++) {
    if (*p == '*') {
      for (; ; s++) {
        if (matches(p + 1, s)) return 1;
        if (!*s) return 0;
      }
    }
    if (!*s || (*p != '?' && *p != *s)) return 0;
  }
  return !*s;
}
/* Wildcards in the last part of a path. */
static int glob(const char *pattern) {
  const char *name = pattern;
  for (const char *s = pattern; *s; s++) if (*s == '/') name = s + 1;
  usize prefix = (usize)(name - pattern);
  char directory[4096];
  if (prefix >= sizeof directory) return 0;
  memcpy(directory, pattern, prefix);
  directory[prefix] = 0;
  isize fd = sys(NR_openat, AT_FDCWD, prefix ? directory : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (fd < 0) return 0;
  static char found[200][256];
  int count = 0;
  char buffer[4096] __attribute__((aligned(8)));
  for (isize n; (n = sys(NR_getdents64, fd, buffer, sizeof buffer)) > 0;) {
    for (isize i = 0; i < n; i += *(unsigned short *)(buffer + i + 16)) {
      const char *entry = buffer + i + 19;
      if (count < 200 && (*entry != '.' || *name == '.') && matches(name, entry)) memcpy(found[count++], entry, len(entry) + 1);
    }
  }
  sys(NR_close, fd);
  for (int i = 0; i < count; i++)
    for (int j = i + 1; j < count; j++)
      if (order(found[i], found[j]) > 0) {
        char swap[256];
        memcpy(swap, found[i], 256);
        memcpy(found[i], found[j], 256);
        memcpy(found[j], swap, 256);
      }
  for (int i = 0; i < count; i++) {
    memcpy(directory + prefix, found[i], len(found[i]) + 1);
    add_result(directory);
  }
  return count;
}
static void end_field(struct field *f) {
  if (f->any) {
    f->text[f->used] = 0;
    if (!f->globs || !glob(f->text)) add_result(f->text);
  }
  f->used = 0;
  f->any = f->globs = 0;
}
static void add(struct field *f, char c) {
  if (f->used + 1 < sizeof f->text) f->text[f->used++] = c;
  f->any = 1;
}
static void add_value(struct field *f, const char *value, int quoted, int split) {
  for (; *value; value++) {
    if (!quoted && split && find(" \t\n", *value)) end_field(f);
    else {
      if (!quoted && (*value == '*' || *value == '?')) f->globs = 1;
      add(f, *value);
    }
  }
}
static void add_number(struct field *f, long n) {
  char text[32];
  add_value(f, digits(text + sizeof text, (unsigned long)n, 10), 1, 0);
}
static long fork_self(void) {
  flush();
  return sys(NR_clone, 17 /* SIGCHLD */, 0, 0, 0, 0);
}
static int wait_for(long pid) {
  int status = 0;
  if (sys(NR_wait4, pid, &status, 0, 0) < 0) return 127;
  return status & 127 ? 128 + (status & 127) : (status >> 8) & 255;
}
static void substitute(struct field *f, const char *text, usize n, int quoted, int split) {
  int ends[2];
  char *command = take(n + 1);
  memcpy(command, text, n);
  if (sys(NR_pipe2, ends, 0) < 0) return;
  long pid = fork_self();
  if (pid == 0) {
    interactive = 0;
    sys(NR_dup3, ends[1], 1, 0);
    sys(NR_close, ends[0]);
    sys(NR_close, ends[1]);
    run_text(command);
    flush();
    quit(last_status);
  }
  sys(NR_close, ends[1]);
  usize lines = 0;
  char buffer[512];
  for (isize r; (r = sys(NR_read, ends[0], buffer, sizeof buffer)) > 0;) {
    for (isize i = 0; i < r; i++) {
      if (buffer[i] == '\n') {
        lines++;
        continue;
      }
      char one[2] = {'\n', 0};
      for (; lines; lines--) add_value(f, one, quoted, split);
      one[0] = buffer[i];
      add_value(f, one, quoted, split);
    }
  }
  sys(NR_close, ends[0]);
  last_status = wait_for(pid);
}
static const char *dollar(struct field *f, const char *s, int quoted, int split) {
  if (*s == '(') {
    const char *end = past_substitution(s + 1);
    substitute(f, s + 1, (usize)(end - s - 2), quoted, split);
    return end;
  }
  if (*s == '?') add_number(f, last_status);
  else if (*s == '$') add_number(f, shell_pid);
  else if (*s == '#') add_number(f, argument_count);
  else if (*s == '@' || *s == '*') {
    for (int i = 1; i <= argument_count; i++) {
      if (i > 1) {
        if (quoted && *s == '*') add(f, ' ');
        else end_field(f);
      }
      if (quoted) f->any = 1;
      add_value(f, arguments[i], quoted, split);
    }
  } else if (*s >= '0' && *s <= '9') {
    int i = *s - '0';
    if (i <= argument_count) add_value(f, arguments[i], quoted, split);
  } else if (*s == '{') {
    const char *end = find(s, '}');
    if (!end) return s;
    const char *name = s + 1;
    int n = name_length(name);
    const char *value = n ? get(name, (usize)n) : NULL;
    if (name[n] == ':' && name[n + 1] == '-' && (!value || !*value)) {
      char *other = take((usize)(end - name - n - 2) + 1);
      memcpy(other, name + n + 2, (usize)(end - name - n - 2));
      value = other;
    } else if (!n) {
      return dollar(f, name, quoted, split) + 1;
    }
    if (value) add_value(f, value, quoted, split);
    return end + 1;
  } else {
    int n = name_length(s);
    if (!n) {
      add(f, '$');
      return s;
    }
    const char *value = get(s, (usize)n);
    if (value) add_value(f, value, quoted, split);
    return s + n;
  }
  return s + 1;
}
static void expand(const char *s, int split) {
  static struct field fields[4];
  static int depth;
  struct field *f = &fields[depth++ & 3];
  f->used = 0;
  f->any = f->globs = 0;
  if (*s == '~' && (!s[1] || s[1] == '/') && get("HOME", 4)) {
    add_value(f, get("HOME", 4), 1, 0);
    s++;
  }
  while (*s) {
    if (*s == '\\' && s[1]) {
      add(f, s[1]);
      s += 2;
    } else if (*s == '\'') {
      f->any = 1;
      for (s++; *s && *s != '\''; s++) add(f, *s);
      s++;
    } else if (*s == '"') {
      f->any = argument_count > 0 || !(s[1] == '$' && s[2] == '@' && s[3] == '"');
      for (s++; *s && *s != '"';) {
        if (*s == '\\' && s[1] && find("$\"\\`", s[1])) {
          add(f, s[1]);
          s += 2;
        } else if (*s == '$') {
          s = dollar(f, s + 1, 1, split);
        } else {
          add(f, *s++);
        }
      }
      s++;
    } else if (*s == '$') {
      s = dollar(f, s + 1, 0, split);
    } else {
      if (split && (*s == '*' || *s == '?')) f->globs = 1;
      add(f, *s++);
    }
  }
  if (!split) f->globs = 0, f->any = 1;
  end_field(f);
  depth--;
}
static char *expand_one(const char *s) {
  struct words *list = NULL;
  struct words **before = results;
  results = &list;
  expand(s, 0);
  results = before;
  return list->text;
}

/* Running. */
static char **environment_now(void) {
  char **e = take((usize)(variable_count + 1) * sizeof *e);
  int n = 0;
  for (int i = 0; i < variable_count; i++) if (variables[i].exported) e[n++] = variables[i].text;
  return e;
}
static int redirect_all(struct redirect *r) {
  for (; r; r = r->next) {
    const char *target = expand_one(r->target);
    isize fd;
    if (r->op == '&') {
      fd = number(target, 10);
      if (fd < 0 || sys(NR_dup3, fd, r->fd, 0) < 0) {
        if (fd != r->fd) {
          complain(target, "bad file descriptor");
          return -1;
        }
      }
      continue;
    }
    int flags = r->op == '<' ? O_RDONLY : O_WRONLY | O_CREAT | (r->op == 'a' ? O_APPEND : O_TRUNC);
    fd = sys(NR_openat, AT_FDCWD, target, flags, 0666);
    if (fd < 0) {
      complain(target, reason(fd));
      return -1;
    }
    if (fd != r->fd) {
      sys(NR_dup3, fd, r->fd, 0);
      sys(NR_close, fd);
    }
  }
  return 0;
}
static void execute(char **argv) {
  char **envp = environment_now();
  isize error = -2;
  if (find(argv[0], '/')) {
    error = sys(NR_execve, argv[0], argv, envp);
  } else {
    const char *path = get("PATH", 4);
    for (path = path ? path : "/bin:/usr/bin"; *path;) {
      usize n = 0;
      while (path[n] && path[n] != ':') n++;
      char full[4096];
      if (n + len(argv[0]) + 2 < sizeof full) {
        memcpy(full, path, n);
        full[n] = '/';
        memcpy(full + n + 1, argv[0], len(argv[0]) + 1);
        isize e = sys(NR_execve, full, argv, envp);
        if (e != -2 && e != -20) error = e;
      }
      path += n + (path[n] == ':');
    }
  }
  complain(argv[0], error == -2 ? "not found" : reason(error));
  quit(error == -2 ? 127 : 126);
}
static int is_mode(const char *path, unsigned type) {
  u32 st[40] __attribute__((aligned(8)));
  if (sys(NR_fstatat, AT_FDCWD, path, st, 0) < 0) return 0;
#if defined(__x86_64__)
  unsigned mode = st[6];
#else
  unsigned mode = st[4];
#endif
  return !type || (mode & 0170000) == type;
}
static int test(char **a, int n) {
  if (n > 0 && same(a[0], "!")) return !test(a + 1, n - 1);
  if (n == 0) return 1;
  if (n == 1) return !*a[0];
  if (n == 2) {
    if (same(a[0], "-n")) return !*a[1];
    if (same(a[0], "-z")) return !!*a[1];
    if (same(a[0], "-e")) return !is_mode(a[1], 0);
    if (same(a[0], "-f")) return !is_mode(a[1], 0100000);
    if (same(a[0], "-d")) return !is_mode(a[1], 0040000);
    if (same(a[0], "-x")) return sys(NR_faccessat, AT_FDCWD, a[1], 1) < 0;
    if (same(a[0], "-r")) return sys(NR_faccessat, AT_FDCWD, a[1], 4) < 0;
    if (same(a[0], "-w")) return sys(NR_faccessat, AT_FDCWD, a[1], 2) < 0;
  }
  if (n == 3) {
    if (same(a[1], "=")) return !same(a[0], a[2]);
    if (same(a[1], "!=")) return same(a[0], a[2]);
    long x = number(a[0], 10), y = number(a[2], 10);
    if (x >= 0 && y >= 0) {
      if (same(a[1], "-eq")) return x != y;
      if (same(a[1], "-ne")) return x == y;
      if (same(a[1], "-lt")) return x >= y;
      if (same(a[1], "-le")) return x > y;
      if (same(a[1], "-gt")) return x <= y;
      if (same(a[1], "-ge")) return x < y;
    }
  }
  complain("test", "what is asked is not understood");
  return 2;
}
static int read_line(int fd, char *line, usize size) {
  usize n = 0;
  char c;
  for (;;) {
    isize r = sys(NR_read, fd, &c, 1);
    if (r == -4) continue;
    if (r <= 0) return n ? (int)n : -1;
    if (n + 2 < size) line[n++] = c;
    if (c == '\n') return (int)n;
  }
}
/* -1 when it is no builtin. */
static int builtin(int argc, char **argv) {
  const char *name = argv[0];
  if (same(name, ":") || same(name, "true")) return 0;
  if (same(name, "false")) return 1;
  if (same(name, "echo")) {
    int from = argc > 1 && same(argv[1], "-n") ? 2 : 1;
    for (int i = from; i < argc; i++) {
      if (i > from) put(" ");
      put(argv[i]);
    }
    if (from == 1) put("\n");
    return flush() ? 1 : 0;
  }
  if (same(name, "pwd")) {
    char path[4096];
    if (sys(NR_getcwd, path, sizeof path) < 0) return 1;
    put(path);
    put("\n");
    return flush() ? 1 : 0;
  }
  if (same(name, "cd")) {
    const char *to = argc > 1 ? argv[1] : get("HOME", 4);
    isize e = sys(NR_chdir, to ? to : "/");
    if (e < 0) complain(to ? to : "/", reason(e));
    return e < 0;
  }
  if (same(name, "exit")) {
    leaving = 1;
    leave_code = argc > 1 ? (int)number(argv[1], 10) & 255 : last_status;
    return leave_code;
  }
  if (same(name, "export") || same(name, "unset")) {
    for (int i = 1; i < argc; i++) {
      const char *equals = find(argv[i], '=');
      usize n = equals ? (usize)(equals - argv[i]) : len(argv[i]);
      if (name[0] == 'u') unset(argv[i]);
      else {
        const char *value = equals ? equals + 1 : get(argv[i], n);
        set(argv[i], n, value ? value : "", 1);
      }
    }
    return 0;
  }
  if (same(name, "umask")) {
    if (argc > 1) {
      long mask = number(argv[1], 8);
      if (mask < 0) return 1;
      sys(NR_umask, mask);
      return 0;
    }
    long mask = sys(NR_umask, 0);
    sys(NR_umask, mask);
    put("0");
    put_number((unsigned long)mask, 8);
    put("\n");
    return flush() ? 1 : 0;
  }
  if (same(name, "set")) {
    if (argc == 1) {
      for (int i = 0; i < variable_count; i++) {
        put(variables[i].text);
        put("\n");
      }
      flush();
    }
    int from = 1;
    for (; from < argc && (argv[from][0] == '-' || argv[from][0] == '+') && !same(argv[from], "--"); from++)
      if (argv[from][1] == 'e') stop_on_error = argv[from][0] == '-';
    if (from < argc && same(argv[from], "--")) {
      argument_count = 0;
      for (int i = from + 1; i < argc && argument_count < 62; i++) {
        static char kept[62][256];
        usize n = len(argv[i]) < 255 ? len(argv[i]) : 255;
        memcpy(kept[argument_count], argv[i], n);
        kept[argument_count][n] = 0;
        argument_count++;
        arguments[argument_count] = kept[argument_count - 1];
      }
    }
    return 0;
  }
  if (same(name, "shift")) {
    if (!argument_count) return 1;
    for (int i = 1; i < argument_count; i++) arguments[i] = arguments[i + 1];
    argument_count--;
    return 0;
  }
  if (same(name, "test")) return test(argv + 1, argc - 1);
  if (same(name, "[")) {
    if (!same(argv[argc - 1], "]")) {
      complain("[", "there is no ]");
      return 2;
    }
    return test(argv + 1, argc - 2);
  }
  if (same(name, "read")) {
    char line[512];
    int n = read_line(0, line, sizeof line);
    if (n < 0) return 1;
    if (line[n - 1] == '\n') n--;
    line[n] = 0;
    if (argc > 1) set(argv[1], len(argv[1]), line, 0);
    return 0;
  }
  if (same(name, "wait")) {
    int status;
    while (sys(NR_wait4, -1, &status, 0, 0) > 0) {}
    return 0;
  }
  if (same(name, "exec")) {
    if (argc > 1) execute(argv + 1);
    return 0;
  }
  return -1;
}
static int run_simple(struct node *n) {
  struct words *list = NULL;
  struct words **before = results;
  struct words *w = n->words;
  usize mark = 0;
  (void)mark;
  struct words *assignments = NULL, **last = &assignments;
  for (; w; w = w->next) {
    int k = name_length(w->text);
    if (!k || w->text[k] != '=') break;
    *last = take(sizeof **last);
    (*last)->text = w->text;
    last = &(*last)->next;
  }
  results = &list;
  for (; w; w = w->next) expand(w->text, 1);
  results = before;
  int argc = 0;
  for (struct words *x = list; x; x = x->next) argc++;
  char **argv = take((usize)(argc + 1) * sizeof *argv);
  argc = 0;
  for (struct words *x = list; x; x = x->next) argv[argc++] = x->text;
  if (!argc) {
    last_status = 0;
    for (; assignments; assignments = assignments->next) {
      usize k = (usize)name_length(assignments->text);
      set(assignments->text, k, expand_one(assignments->text + k + 1), 0);
    }
  }
  if (!argc && !n->redirects) return last_status;
  static const char *const inside[] = {":", "true", "false", "echo", "pwd", "cd", "exit", "export", "unset", "umask", "set", "shift", "test", "[", "read", "wait", "exec"};
  int is_builtin = !argc;
  for (usize i = 0; argc && i < sizeof inside / sizeof *inside; i++) is_builtin |= same(argv[0], inside[i]);
  if (is_builtin && !n->redirects) {
    for (; assignments; assignments = assignments->next) {
      usize k = (usize)name_length(assignments->text);
      set(assignments->text, k, expand_one(assignments->text + k + 1), 0);
    }
    return builtin(argc, argv);
  }
  if (is_builtin) {
    /* The shell's own descriptors are put back afterwards. */
    int saved[10];
    for (struct redirect *r = n->redirects; r; r = r->next) saved[r->fd] = -1;
    int keep = argc && same(argv[0], "exec");
    for (struct redirect *r = n->redirects; r && !keep; r = r->next)
      if (saved[r->fd] == -1 && sys(NR_dup3, r->fd, 20 + r->fd, O_CLOEXEC) >= 0) saved[r->fd] = 20 + r->fd;
    int status = redirect_all(n->redirects) ? 1 : argc ? builtin(argc, argv) : 0;
    flush();
    for (struct redirect *r = n->redirects; r && !keep; r = r->next) {
      if (saved[r->fd] > 0) {
        sys(NR_dup3, saved[r->fd], r->fd, 0);
        sys(NR_close, saved[r->fd]);
        saved[r->fd] = 0;
      } else if (saved[r->fd] == -1) {
        sys(NR_close, r->fd);
      }
    }
    return status;
  }
  long pid = fork_self();
  if (pid < 0) return 126;
  if (pid == 0) {
    long restore[4] = {0, 0, 0, 0};
    if (interactive) sys(NR_sigaction, 2, restore, 0, 8);
    for (; assignments; assignments = assignments->next) {
      usize k = (usize)name_length(assignments->text);
      set(assignments->text, k, expand_one(assignments->text + k + 1), 1);
    }
    if (redirect_all(n->redirects)) quit(1);
    execute(argv);
  }
  return wait_for(pid);
}
static int run_piped(struct node *n) {
  int ends[2];
  if (sys(NR_pipe2, ends, 0) < 0) return 126;
  long left = fork_self();
  if (left == 0) {
    interactive = 0;
    sys(NR_dup3, ends[1], 1, 0);
    sys(NR_close, ends[0]);
    sys(NR_close, ends[1]);
    quit(run(n->a));
  }
  long right = fork_self();
  if (right == 0) {
    interactive = 0;
    sys(NR_dup3, ends[0], 0, 0);
    sys(NR_close, ends[0]);
    sys(NR_close, ends[1]);
    quit(run(n->b));
  }
  sys(NR_close, ends[0]);
  sys(NR_close, ends[1]);
  wait_for(left);
  return wait_for(right);
}
static int run_forked(struct node *n, int background) {
  long pid = fork_self();
  if (pid == 0) {
    interactive = 0;
    if (redirect_all(n->redirects)) quit(1);
    int status = run(n->a);
    flush();
    quit(leaving ? leave_code : status);
  }
  return background ? 0 : wait_for(pid);
}
static int run_inner(struct node *n) {
  switch (n->kind) {
    case SIMPLE: return run_simple(n);
    case PIPE: return run_piped(n);
    case AND: return run(n->a) == 0 && !leaving ? run(n->b) : last_status;
    case OR: return run(n->a) != 0 && !leaving ? run(n->b) : last_status;
    case SEQUENCE:
      run(n->a);
      return leaving ? last_status : run(n->b);
    case BACKGROUND: return run_forked(n, 1);
    case SUBSHELL: return run_forked(n, 0);
    case NOT: return !run(n->a);
    case GROUP: return n->redirects ? run_forked(n, 0) : n->a ? run(n->a) : 0;
    case IF: {
      int e = stop_on_error;
      stop_on_error = 0;
      int c = run(n->a);
      stop_on_error = e;
      if (leaving) return last_status;
      return c == 0 ? (n->b ? run(n->b) : 0) : n->c ? run(n->c) : 0;
    }
    case WHILE:
    case UNTIL: {
      int status = 0;
      usize mark = arena_used;
      while (!leaving) {
        int e = stop_on_error;
        stop_on_error = 0;
        int c = run(n->a) == 0;
        stop_on_error = e;
        if (c != (n->kind == WHILE) || leaving) break;
        status = run(n->b);
        arena_used = mark;
      }
      return status;
    }
    case FOR: {
      struct words *list = NULL;
      struct words **before = results;
      results = &list;
      for (struct words *w = n->words->next; w; w = w->next) expand(w->text, 1);
      results = before;
      int status = 0;
      usize mark = arena_used;
      for (; list && !leaving; list = list->next) {
        set(n->words->text, len(n->words->text), list->text, 0);
        status = run(n->b);
        arena_used = mark;
      }
      return status;
    }
  }
  return 2;
}
static int run(struct node *n) {
  if (!n) return last_status = 0;
  struct redirect *r = n->kind == WHILE || n->kind == FOR || n->kind == IF || n->kind == UNTIL ? n->redirects : NULL;
  if (r) {
    long pid = fork_self();
    if (pid == 0) {
      interactive = 0;
      n->redirects = NULL;
      if (redirect_all(r)) quit(1);
      int status = run(n);
      flush();
      quit(leaving ? leave_code : status);
    }
    return last_status = wait_for(pid);
  }
  last_status = run_inner(n);
  if (stop_on_error && last_status && n->kind == SIMPLE && !leaving) {
    leaving = 1;
    leave_code = last_status;
  }
  return last_status;
}
/* Runs what is complete; 0 when more lines are needed. */
static int run_complete(const char *text) {
  usize mark = arena_used;
  const char *outer = at;
  at = text;
  incomplete = wrong = 0;
  struct node *n = parse_list();
  int more = incomplete && !wrong;
  if (!more && (wrong || *at)) {
    complain("tsh", "this is not understood");
    last_status = 2;
    if (!interactive) leaving = 1, leave_code = 2;
  } else if (!more) {
    run(n);
    flush();
  }
  at = outer;
  arena_used = mark;
  return !more;
}
static void run_text(const char *text) {
  if (!run_complete(text)) {
    complain("tsh", "the text ends too early");
    last_status = 2;
  }
}
static void run_file(int fd) {
  static char text[1 << 16];
  usize used = 0;
  while (!leaving) {
    if (interactive) {
      const char *prompt = get(used ? "PS2" : "PS1", 3);
      write_all(2, prompt ? prompt : "", prompt ? len(prompt) : 0);
    }
    int n = read_line(fd, text + used, sizeof text - used - 1);
    if (n < 0) break;
    used += (usize)n;
    text[used] = 0;
    if (run_complete(text)) used = 0;
  }
  if (used && !leaving) {
    complain("tsh", "the text ends too early");
    last_status = 2;
  }
}
int main(int argc, char **argv, char **envp) {
  shell_pid = sys(NR_getpid);
  for (; *envp; envp++) {
    int n = name_length(*envp);
    if (n && (*envp)[n] == '=') set(*envp, (usize)n, *envp + n + 1, 1);
  }
  if (!get("PATH", 4)) set("PATH", 4, "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", 1);
  if (!get("PS1", 3)) set("PS1", 3, sys(NR_geteuid) ? "$ " : "# ", 0);
  if (!get("PS2", 3)) set("PS2", 3, "> ", 0);
  const char *command = NULL;
  int from = 1;
  for (; from < argc && argv[from][0] == '-' && argv[from][1]; from++) {
    if (same(argv[from], "--")) {
      from++;
      break;
    }
    for (const char *o = argv[from] + 1; *o; o++) {
      if (*o == 'e') stop_on_error = 1;
      else if (*o == 'c' && from + 1 < argc) command = argv[from + 1];
    }
    if (command) {
      from += 2;
      break;
    }
  }
  arguments[0] = argv[0];
  int script = -1;
  if (!command && from < argc) {
    script = (int)sys(NR_openat, AT_FDCWD, argv[from], O_RDONLY | O_CLOEXEC, 0);
    if (script < 0) {
      complain(argv[from], reason(script));
      return 127;
    }
    arguments[0] = argv[from++];
  } else if (command && from < argc) {
    arguments[0] = argv[from++];
  }
  for (; from < argc && argument_count < 62; from++) arguments[++argument_count] = argv[from];
  if (command) run_text(command);
  else {
    u8 terminal[64];
    interactive = script < 0 && sys(NR_ioctl, 0, 0x5401, terminal) == 0;
    if (interactive) {
#if defined(__x86_64__)
      static const long ignore[4] = {1, 0, 0, 0};
#else
      static const long ignore[4] = {1, 0, 0, 0};
#endif
      sys(NR_sigaction, 2, ignore, 0, 8);
    }
    run_file(script < 0 ? 0 : script);
  }
  flush();
  return leaving ? leave_code : last_status;
}
