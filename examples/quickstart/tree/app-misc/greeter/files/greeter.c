/* greeter: a greeting in the words of dev-libs/tinywords, whose format is its subslot. */
#include "tiny.h"

int main(int argc, char **argv, char **envp) {
  static char text[4096];
  isize fd = sys(NR_openat, AT_FDCWD, "/usr/share/tinywords/words", O_RDONLY, 0);
  isize n = fd < 0 ? fd : sys(NR_read, fd, text, sizeof text - 1);
  if (n < 0) {
    complain("/usr/share/tinywords/words", reason(n));
    return 1;
  }
  if (n < 8 || memcmp(text, "words " WORDS_FORMAT "\n", 8)) {
    complain("greeter", "the words are of another format than " WORDS_FORMAT);
    return 1;
  }
  const char *who = argc > 1 ? argv[1] : variable(envp, "USER");
  const char *line = text + 8, *end = find(line, '\n');
  put_n(line, end ? (usize)(end - line) : len(line));
  put(", ");
  put(who ? who : "stranger");
#ifdef LOUD
  put("!");
#endif
#ifdef BELL
  put("\a");
#endif
  put("\n");
  return flush() ? 1 : 0;
}
