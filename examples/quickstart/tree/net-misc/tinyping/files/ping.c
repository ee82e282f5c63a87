/* ping: one ICMP echo to an IPv4 address. A raw socket needs CAP_NET_RAW, which the file has. */
#include "tiny.h"

static int address(const char *s, u8 *out) {
  for (int i = 0; i < 4; i++) {
    int n = 0, any = 0;
    for (; *s >= '0' && *s <= '9' && n < 256; s++, any = 1) n = n * 10 + (*s - '0');
    if (!any || n > 255 || (i < 3 && *s++ != '.')) return -1;
    out[i] = (u8)n;
  }
  return *s ? -1 : 0;
}
int main(int argc, char **argv, char **envp) {
  (void)envp;
  u8 to[16] = {2};
  const char *text = argc > 1 ? argv[1] : "127.0.0.1";
  if (address(text, to + 4)) {
    complain(text, "not an IPv4 address");
    return 2;
  }
  isize fd = sys(NR_socket, 2, 3, 1);
  if (fd < 0) {
    complain("raw socket", reason(fd));
    return 1;
  }
  u8 packet[8] = {8, 0, 0, 0, 'e', 'n', 0, 1};
  u32 sum = 0;
  for (int i = 0; i < 8; i += 2) sum += (u32)packet[i] << 8 | packet[i + 1];
  sum = (sum & 0xffff) + (sum >> 16);
  packet[2] = (u8)(~sum >> 8);
  packet[3] = (u8)~sum;
  if (sys(NR_sendto, fd, packet, sizeof packet, 0, to, sizeof to) < 0) {
    complain(text, "cannot be reached");
    return 1;
  }
  for (int i = 0; i < 20; i++) {
    struct {
      int fd;
      short events, revents;
    } wait = {(int)fd, 1, 0};
    long time[2] = {1, 0};
    if (sys(NR_poll_p, &wait, 1, time, 0, 8) <= 0) break;
    u8 answer[256];
    isize n = sys(NR_recvfrom, fd, answer, sizeof answer, 0, 0, 0);
    usize ip = (usize)(answer[0] & 15) * 4;
    if (n >= (isize)ip + 8 && answer[ip] == 0 && !memcmp(answer + ip + 4, packet + 4, 4)) {
      put("answer from ");
      put(text);
      put("\n");
      return flush() ? 1 : 0;
    }
  }
  complain(text, "no answer");
  return 1;
}
