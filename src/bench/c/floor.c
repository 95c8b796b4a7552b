/* SPDX-License-Identifier: Apache-2.0
 *
 * The least that a forwarder can do packet by packet: receive a datagram, decrypt it
 * (AEAD_AES_128_GCM, RFC 7714), encrypt it for each viewer, and hand all of that to the kernel in
 * one sendmmsg. No DTLS, no RTCP, no retransmissions, no rewriting: what it costs is a floor for
 * whoever sends packets one by one, not a server.
 *
 * Keys come as lines on standard input, each answered with "ok":
 *
 *     publisher NUMBER KEYS             who sends with these
 *     viewer NUMBER KEYS SSRC...        who receives these streams with those
 *     clear                             forget everybody
 *
 * KEYS are the master key and the master salt in hex. Addresses are learned from connectivity
 * checks (RFC 8445): the ICE username of whoever has a number is "peer" and the number in four
 * digits or more, the password the first argument. The first line of output is the UDP port.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    PEERS = 4096,
    STREAMS = 256,
    VIEWERS = 1024,
    PACKET = 2048,
    KEY = 16,
    SALT = 12,
    TAG = 16,
    FIXED_HEADER = 12,
    SOCKET_BUFFER = 4 << 20,
    READS_PER_TURN = 64,
    LINE = 8192
};

/* One end of a connection: its address once known, and its session keys. */
struct peer {
    int known;
    int reachable;
    struct sockaddr_in address;
    EVP_CIPHER_CTX *cipher;
    unsigned char salt[SALT];
};

/* A stream's packet index as we receive it. */
struct stream {
    uint32_t ssrc;
    int begun;
    uint32_t roll_over;
    uint16_t highest;
    int viewers;
    struct {
        struct peer *peer;
        int begun;
        uint32_t first_roll_over;
    } to[VIEWERS];
};

static struct peer peers[PEERS];
static struct stream streams[STREAMS];
static int stream_count;
static const char *password;
static int udp;

static unsigned char outgoing[VIEWERS][PACKET];
static struct iovec vectors[VIEWERS];
static struct mmsghdr messages[VIEWERS];

static uint16_t get16(const unsigned char *at) { return at[0] << 8 | at[1]; }

static uint32_t get32(const unsigned char *at) { return (uint32_t)get16(at) << 16 | get16(at + 2); }

static void put16(unsigned char *at, uint16_t value) {
    at[0] = value >> 8;
    at[1] = value;
}

static void put32(unsigned char *at, uint32_t value) {
    put16(at, value >> 16);
    put16(at + 2, value);
}

static void fail(const char *what) {
    perror(what);
    exit(1);
}

/* ---- keys (RFC 3711 section 4.3, RFC 7714 section 11) ---- */

static void derive(const unsigned char *master, int label, unsigned char *key, int bytes) {
    unsigned char counter[16] = {0}, block[32];
    int written;
    memcpy(counter, master + KEY, SALT);
    counter[7] ^= label;
    EVP_CIPHER_CTX *ctr = EVP_CIPHER_CTX_new();
    unsigned char zeros[16] = {0};
    EVP_EncryptInit_ex(ctr, EVP_aes_128_ctr(), NULL, master, counter);
    EVP_EncryptUpdate(ctr, block, &written, zeros, sizeof zeros);
    EVP_CIPHER_CTX_free(ctr);
    memcpy(key, block, bytes);
}

static int from_hex(const char *hex, unsigned char *bytes, int count) {
    for (int i = 0; i < count; i++) {
        if (sscanf(hex + 2 * i, "%2hhx", &bytes[i]) != 1) {
            return 0;
        }
    }
    return 1;
}

static void keep(struct peer *peer, const unsigned char *master, int encrypting) {
    unsigned char key[KEY];
    derive(master, 0, key, KEY);
    derive(master, 2, peer->salt, SALT);
    peer->cipher = EVP_CIPHER_CTX_new();
    EVP_CipherInit_ex(peer->cipher, EVP_aes_128_gcm(), NULL, key, NULL, encrypting);
    peer->known = 1;
    peer->reachable = 0;
}

static void vector(const struct peer *peer, uint32_t ssrc, uint32_t roll_over, uint16_t number,
                   unsigned char *iv) {
    memset(iv, 0, SALT);
    put32(iv + 2, ssrc);
    put32(iv + 6, roll_over);
    put16(iv + 10, number);
    for (int i = 0; i < SALT; i++) {
        iv[i] ^= peer->salt[i];
    }
}

/* ---- packets ---- */

/* Bytes of the header, which is not encrypted; 0 if there is no RTP packet. */
static int header_bytes(const unsigned char *packet, int length) {
    if (length < FIXED_HEADER + TAG) {
        return 0;
    }
    int header = FIXED_HEADER + 4 * (packet[0] & 0x0F);
    if (packet[0] & 0x10) {
        header += header + 4 <= length ? 4 + 4 * get16(packet + header + 2) : length;
    }
    return header + TAG <= length ? header : 0;
}

/* The roll-over counter that a number belongs to (RFC 3711 section 3.3.1). */
static uint32_t roll_over_of(struct stream *stream, uint16_t number) {
    if (!stream->begun) {
        stream->begun = 1;
        stream->highest = number;
    }
    int16_t ahead = (int16_t)(number - stream->highest);
    if (ahead >= 0) {
        stream->roll_over += number < stream->highest;
        stream->highest = number;
        return stream->roll_over;
    }
    return stream->roll_over - (number > stream->highest);
}

static int decrypt(struct peer *from, struct stream *stream, uint32_t roll_over,
                   unsigned char *packet, int header, int length) {
    unsigned char iv[SALT];
    int written;
    int body = length - header - TAG;
    vector(from, stream->ssrc, roll_over, get16(packet + 2), iv);
    EVP_CIPHER_CTX_ctrl(from->cipher, EVP_CTRL_GCM_SET_TAG, TAG, packet + length - TAG);
    EVP_DecryptInit_ex(from->cipher, NULL, NULL, NULL, iv);
    EVP_DecryptUpdate(from->cipher, NULL, &written, packet, header);
    EVP_DecryptUpdate(from->cipher, packet + header, &written, packet + header, body);
    return EVP_DecryptFinal_ex(from->cipher, packet + length - TAG, &written) == 1;
}

static void encrypt(struct peer *to, uint32_t ssrc, uint32_t roll_over,
                    const unsigned char *packet, int header, int length, unsigned char *sealed) {
    unsigned char iv[SALT];
    int written;
    vector(to, ssrc, roll_over, get16(packet + 2), iv);
    memcpy(sealed, packet, header);
    EVP_EncryptInit_ex(to->cipher, NULL, NULL, NULL, iv);
    EVP_EncryptUpdate(to->cipher, NULL, &written, packet, header);
    EVP_EncryptUpdate(to->cipher, sealed + header, &written, packet + header,
                      length - header - TAG);
    EVP_EncryptFinal_ex(to->cipher, sealed + length - TAG, &written);
    EVP_CIPHER_CTX_ctrl(to->cipher, EVP_CTRL_GCM_GET_TAG, TAG, sealed + length - TAG);
}

static struct stream *stream_of(uint32_t ssrc) {
    for (int i = 0; i < stream_count; i++) {
        if (streams[i].ssrc == ssrc) {
            return &streams[i];
        }
    }
    return NULL;
}

static void send_all(int count) {
    for (int sent = 0; sent < count;) {
        int now = sendmmsg(udp, messages + sent, count - sent, 0);
        if (now > 0) {
            sent += now;
        } else if (errno != EINTR) {
            sent++; /* Lost, as any datagram may be. */
        }
    }
}

static void forward(struct peer *from, unsigned char *packet, int length) {
    struct stream *stream = stream_of(get32(packet + 8));
    int header = header_bytes(packet, length);
    if (stream == NULL || header == 0) {
        return;
    }
    uint32_t roll_over = roll_over_of(stream, get16(packet + 2));
    if (!decrypt(from, stream, roll_over, packet, header, length)) {
        return;
    }
    int count = 0;
    for (int i = 0; i < stream->viewers; i++) {
        struct peer *to = stream->to[i].peer;
        if (!to->reachable) {
            continue;
        }
        if (!stream->to[i].begun) {
            stream->to[i].begun = 1;
            stream->to[i].first_roll_over = roll_over;
        }
        encrypt(to, stream->ssrc, roll_over - stream->to[i].first_roll_over, packet, header,
                length, outgoing[count]);
        vectors[count].iov_len = length;
        messages[count].msg_hdr.msg_name = &to->address;
        count++;
    }
    send_all(count);
}

/* ---- connectivity checks (RFC 8489) ---- */

static void answer_check(const unsigned char *check, int length, const struct sockaddr_in *from) {
    if (length < 20 || get16(check) != 1) {
        return;
    }
    for (int at = 20; at + 4 <= length; at += 4 + ((get16(check + at + 2) + 3) & ~3)) {
        char name[16] = "";
        int bytes = get16(check + at + 2);
        if (get16(check + at) != 6 || at + 4 + bytes > length) {
            continue;
        }
        memcpy(name, check + at + 4, bytes < 15 ? bytes : 15);
        int number = strncmp(name, "peer", 4) ? -1 : atoi(name + 4);
        if (number < 0 || number >= PEERS || !peers[number].known) {
            return;
        }
        peers[number].address = *from;
        peers[number].reachable = 1;
        unsigned char response[20 + 24];
        unsigned int hash;
        memcpy(response, check, 20);
        put16(response, 0x0101);
        put16(response + 2, 24);
        put16(response + 20, 8); /* MESSAGE-INTEGRITY */
        put16(response + 22, 20);
        HMAC(EVP_sha1(), password, strlen(password), response, 20, response + 24, &hash);
        sendto(udp, response, sizeof response, 0, (const struct sockaddr *)from, sizeof *from);
        return;
    }
}

static struct peer *peer_at(const struct sockaddr_in *address) {
    static struct peer *last;
    if (last != NULL && last->reachable && last->address.sin_port == address->sin_port) {
        return last;
    }
    for (int i = 0; i < PEERS; i++) {
        if (peers[i].reachable && peers[i].address.sin_port == address->sin_port) {
            return last = &peers[i];
        }
    }
    return NULL;
}

static void receive(void) {
    unsigned char packet[PACKET];
    struct sockaddr_in from;
    for (int i = 0; i < READS_PER_TURN; i++) {
        socklen_t size = sizeof from;
        int length =
            recvfrom(udp, packet, sizeof packet, MSG_DONTWAIT, (struct sockaddr *)&from, &size);
        if (length < 0) {
            return;
        }
        int is_rtcp = length > 1 && packet[1] >= 192 && packet[1] <= 223;
        if (length > 0 && packet[0] < 4) {
            answer_check(packet, length, &from);
        } else if (length > 0 && packet[0] >= 128 && !is_rtcp) {
            struct peer *peer = peer_at(&from);
            if (peer != NULL) {
                forward(peer, packet, length);
            }
        }
    }
}

/* ---- commands ---- */

static void clear(void) {
    for (int i = 0; i < PEERS; i++) {
        EVP_CIPHER_CTX_free(peers[i].cipher);
        memset(&peers[i], 0, sizeof peers[i]);
    }
    memset(streams, 0, stream_count * sizeof *streams);
    stream_count = 0;
}

static int subscribe(struct peer *peer, uint32_t ssrc) {
    struct stream *stream = stream_of(ssrc);
    if (stream == NULL && stream_count < STREAMS) {
        stream = &streams[stream_count++];
        stream->ssrc = ssrc;
    }
    if (stream == NULL || stream->viewers == VIEWERS) {
        return 0;
    }
    stream->to[stream->viewers++].peer = peer;
    return 1;
}

static int admit(char *words, int is_viewer) {
    char *rest;
    char *number = strtok_r(words, " ", &rest);
    char *keys = strtok_r(NULL, " ", &rest);
    unsigned char master[KEY + SALT];
    if (number == NULL || keys == NULL || strlen(keys) != 2 * sizeof master
        || !from_hex(keys, master, sizeof master) || atoi(number) < 0 || atoi(number) >= PEERS) {
        return 0;
    }
    struct peer *peer = &peers[atoi(number)];
    keep(peer, master, is_viewer);
    for (char *ssrc = strtok_r(NULL, " ", &rest); ssrc != NULL; ssrc = strtok_r(NULL, " ", &rest)) {
        if (!subscribe(peer, strtoul(ssrc, NULL, 10))) {
            return 0;
        }
    }
    return 1;
}

static int obey(char *line) {
    if (!strncmp(line, "publisher ", 10)) {
        return admit(line + 10, 0);
    }
    if (!strncmp(line, "viewer ", 7)) {
        return admit(line + 7, 1);
    }
    clear();
    return !strcmp(line, "clear");
}

/* Returns whether there may be more. */
static int command(void) {
    static char line[LINE];
    static int filled;
    int bytes = read(0, line + filled, sizeof line - 1 - filled);
    if (bytes <= 0) {
        return 0;
    }
    filled += bytes;
    line[filled] = 0;
    for (char *end; (end = strchr(line, '\n')) != NULL;) {
        *end = 0;
        puts(obey(line) ? "ok" : "refused");
        filled -= end + 1 - line;
        memmove(line, end + 1, filled + 1);
    }
    return 1;
}

static void open_socket(void) {
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t size = sizeof address;
    int bytes = SOCKET_BUFFER;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    udp = socket(AF_INET, SOCK_DGRAM, 0);
    if (udp < 0 || bind(udp, (struct sockaddr *)&address, size) < 0
        || getsockname(udp, (struct sockaddr *)&address, &size) < 0) {
        fail("socket");
    }
    setsockopt(udp, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
    setsockopt(udp, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
    printf("%d\n", ntohs(address.sin_port));
}

int main(int count, char **arguments) {
    if (count != 2) {
        fprintf(stderr, "floor PASSWORD\n");
        return 2;
    }
    password = arguments[1];
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (int i = 0; i < VIEWERS; i++) {
        vectors[i].iov_base = outgoing[i];
        messages[i].msg_hdr.msg_iov = &vectors[i];
        messages[i].msg_hdr.msg_iovlen = 1;
        messages[i].msg_hdr.msg_namelen = sizeof(struct sockaddr_in);
    }
    open_socket();
    struct pollfd waits[] = {{.fd = udp, .events = POLLIN}, {.fd = 0, .events = POLLIN}};
    for (;;) {
        if (poll(waits, 2, -1) < 0 && errno != EINTR) {
            fail("poll");
        }
        if (waits[0].revents) {
            receive();
        }
        if (waits[1].revents && !command()) {
            return 0;
        }
    }
}
