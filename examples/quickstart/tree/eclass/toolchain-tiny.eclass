# Copyright 2026 The envc authors
# Distributed under the terms of the Apache License, Version 2.0

# @ECLASS: toolchain-tiny.eclass
# @MAINTAINER:
# The envc authors
# @SUPPORTED_EAPIS: 8
# @BLURB: The compiler for CHOST, and what programs use instead of a C library.

case ${EAPI} in
	8) ;;
	*) die "${ECLASS}: EAPI ${EAPI} is not supported" ;;
esac

if [[ -z ${_TOOLCHAIN_TINY_ECLASS} ]]; then
_TOOLCHAIN_TINY_ECLASS=1

# @FUNCTION: toolchain-tiny_cc
# @DESCRIPTION:
# Prints the compiler for CHOST: CC when it is set, otherwise by the cpu.
toolchain-tiny_cc() {
	if [[ -n ${CC} ]]; then
		echo "${CC}"
	elif [[ ${CHOST} == aarch64-* ]]; then
		echo aarch64-linux-gnu-gcc
	else
		echo gcc
	fi
}

# @FUNCTION: toolchain-tiny_header
# @DESCRIPTION:
# Prints tiny.h: program start, system calls and a few functions on strings.
toolchain-tiny_header() {
	cat <<-'EOF'
	/* What a program uses instead of a C library. Include it once. */
	typedef unsigned long usize;
	typedef long isize;
	typedef unsigned char u8;
	typedef unsigned int u32;
	#define NULL ((void *)0)
	#define AT_FDCWD (-100)
	#define O_RDONLY 0
	#define O_WRONLY 1
	#define O_CREAT 0100
	#define O_TRUNC 01000
	#define O_APPEND 02000
	#define O_CLOEXEC 02000000
	#if defined(__x86_64__)
	#define O_DIRECTORY 0200000
	enum { NR_read = 0, NR_write = 1, NR_close = 3, NR_poll_p = 271, NR_sigaction = 13, NR_ioctl = 16, NR_dup3 = 292,
	  NR_pipe2 = 293, NR_nanosleep = 35, NR_getpid = 39, NR_socket = 41, NR_sendto = 44, NR_recvfrom = 45, NR_clone = 56,
	  NR_execve = 59, NR_exit = 231, NR_wait4 = 61, NR_kill = 62, NR_uname = 63, NR_getcwd = 79, NR_chdir = 80, NR_umask = 95,
	  NR_getuid = 102, NR_getgid = 104, NR_geteuid = 107, NR_getegid = 108, NR_sync = 162, NR_mount = 165, NR_umount2 = 166,
	  NR_reboot = 169, NR_sethostname = 170, NR_getdents64 = 217, NR_openat = 257, NR_mkdirat = 258, NR_fchownat = 260,
	  NR_fstatat = 262, NR_unlinkat = 263, NR_renameat2 = 316, NR_linkat = 265, NR_symlinkat = 266, NR_readlinkat = 267, NR_fchmodat = 268,
	  NR_faccessat = 269, NR_setsid = 112 };
	static isize sys6(long n, long a, long b, long c, long d, long e, long f) {
	  register long r10 __asm__("r10") = d;
	  register long r8 __asm__("r8") = e;
	  register long r9 __asm__("r9") = f;
	  long r;
	  __asm__ volatile("syscall" : "=a"(r) : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9) : "rcx", "r11", "memory");
	  return r;
	}
	__asm__(".globl _start\n_start:\n xor %ebp,%ebp\n mov %rsp,%rdi\n and $-16,%rsp\n call start_c\n hlt\n");
	#elif defined(__aarch64__)
	#define O_DIRECTORY 040000
	enum { NR_read = 63, NR_write = 64, NR_close = 57, NR_poll_p = 73, NR_sigaction = 134, NR_ioctl = 29, NR_dup3 = 24,
	  NR_pipe2 = 59, NR_nanosleep = 101, NR_getpid = 172, NR_socket = 198, NR_sendto = 206, NR_recvfrom = 207, NR_clone = 220,
	  NR_execve = 221, NR_exit = 94, NR_wait4 = 260, NR_kill = 129, NR_uname = 160, NR_getcwd = 17, NR_chdir = 49, NR_umask = 166,
	  NR_getuid = 174, NR_getgid = 176, NR_geteuid = 175, NR_getegid = 177, NR_sync = 81, NR_mount = 40, NR_umount2 = 39,
	  NR_reboot = 142, NR_sethostname = 161, NR_getdents64 = 61, NR_openat = 56, NR_mkdirat = 34, NR_fchownat = 54,
	  NR_fstatat = 79, NR_unlinkat = 35, NR_renameat2 = 276, NR_linkat = 37, NR_symlinkat = 36, NR_readlinkat = 78, NR_fchmodat = 53,
	  NR_faccessat = 48, NR_setsid = 157 };
	static isize sys6(long n, long a, long b, long c, long d, long e, long f) {
	  register long x8 __asm__("x8") = n;
	  register long x0 __asm__("x0") = a;
	  register long x1 __asm__("x1") = b;
	  register long x2 __asm__("x2") = c;
	  register long x3 __asm__("x3") = d;
	  register long x4 __asm__("x4") = e;
	  register long x5 __asm__("x5") = f;
	  __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
	  return x0;
	}
	__asm__(".globl _start\n_start:\n mov x29,#0\n mov x30,#0\n mov x0,sp\n and sp,x0,#-16\n bl start_c\n");
	#else
	#error "this cpu is not known"
	#endif
	#define sys(n, ...) SYS_(n, ##__VA_ARGS__, 0, 0, 0, 0, 0, 0)
	#define SYS_(n, a, b, c, d, e, f, ...) sys6(n, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f))
	#define UNUSED __attribute__((unused))

	int main(int argc, char **argv, char **envp);
	static char **environment UNUSED;

	static UNUSED void quit(int code) {
	  for (;;) sys(NR_exit, code);
	}
	__attribute__((used, noreturn)) void start_c(long *stack) {
	  int argc = (int)stack[0];
	  char **argv = (char **)(stack + 1);
	  environment = argv + argc + 1;
	  quit(main(argc, argv, environment));
	  __builtin_unreachable();
	}
	/* The compiler may call these four by itself. */
	void *memcpy(void *to, const void *from, usize n) {
	  for (usize i = 0; i < n; i++) ((u8 *)to)[i] = ((const u8 *)from)[i];
	  return to;
	}
	void *memmove(void *to, const void *from, usize n) {
	  u8 *t = to;
	  const u8 *f = from;
	  if (t < f) for (usize i = 0; i < n; i++) t[i] = f[i];
	  else while (n--) t[n] = f[n];
	  return to;
	}
	void *memset(void *to, int c, usize n) {
	  for (usize i = 0; i < n; i++) ((u8 *)to)[i] = (u8)c;
	  return to;
	}
	int memcmp(const void *a, const void *b, usize n) {
	  for (usize i = 0; i < n; i++) if (((const u8 *)a)[i] != ((const u8 *)b)[i]) return ((const u8 *)a)[i] - ((const u8 *)b)[i];
	  return 0;
	}
	static UNUSED usize len(const char *s) {
	  usize n = 0;
	  while (s[n]) n++;
	  return n;
	}
	static UNUSED int same(const char *a, const char *b) {
	  while (*a && *a == *b) a++, b++;
	  return *a == *b;
	}
	static UNUSED int order(const char *a, const char *b) {
	  while (*a && *a == *b) a++, b++;
	  return (u8)*a - (u8)*b;
	}
	static UNUSED const char *find(const char *s, char c) {
	  for (; *s; s++) if (*s == c) return s;
	  return NULL;
	}
	static UNUSED int write_all(int fd, const char *s, usize n) {
	  while (n > 0) {
	    isize w = sys(NR_write, fd, s, n);
	    if (w <= 0) return -1;
	    s += w;
	    n -= (usize)w;
	  }
	  return 0;
	}
	static char out_buffer[4096];
	static usize out_used;
	static UNUSED int flush(void) {
	  int r = write_all(1, out_buffer, out_used);
	  out_used = 0;
	  return r;
	}
	static UNUSED void put_n(const char *s, usize n) {
	  for (usize i = 0; i < n; i++) {
	    if (out_used == sizeof out_buffer) flush();
	    out_buffer[out_used++] = s[i];
	  }
	}
	static UNUSED void put(const char *s) { put_n(s, len(s)); }
	static UNUSED char *digits(char *end, unsigned long n, unsigned base) {
	  *--end = 0;
	  do *--end = "0123456789abcdef"[n % base]; while (n /= base);
	  return end;
	}
	static UNUSED void put_number(unsigned long n, unsigned base) {
	  char text[72];
	  put(digits(text + sizeof text, n, base));
	}
	static UNUSED void complain(const char *a, const char *b) {
	  write_all(2, a, len(a));
	  if (b) {
	    write_all(2, ": ", 2);
	    write_all(2, b, len(b));
	  }
	  write_all(2, "\n", 1);
	}
	static UNUSED const char *reason(isize error) {
	  switch (-error) {
	    case 1: return "not permitted";
	    case 2: return "no such file or directory";
	    case 8: return "not a program";
	    case 9: return "bad file descriptor";
	    case 13: return "permission denied";
	    case 16: return "busy";
	    case 17: return "exists already";
	    case 20: return "not a directory";
	    case 21: return "is a directory";
	    case 22: return "invalid argument";
	    case 28: return "no space left";
	    case 30: return "read-only file system";
	    case 39: return "directory not empty";
	    default: return "error";
	  }
	}
	/* Decimal (or octal) digits; -1 when the text is something else. */
	static UNUSED long number(const char *s, int base) {
	  long n = 0;
	  if (!*s) return -1;
	  for (; *s; s++) {
	    if (*s < '0' || *s >= '0' + base || n > (1L << 50)) return -1;
	    n = n * base + (*s - '0');
	  }
	  return n;
	}
	static UNUSED const char *variable(char **envp, const char *name) {
	  usize n = len(name);
	  for (; *envp; envp++) if (!memcmp(*envp, name, n) && (*envp)[n] == '=') return *envp + n + 1;
	  return NULL;
	}
	EOF
}

fi
