/**
 * Clients for the integration tests and the bench: libwebrtc peers that publish a known picture and
 * tone and measure what arrives, and the HTTP calls of {@code http-api.md}.
 *
 * <p>The peers speak WebRTC as browsers do (JSEP, RFC 8829) through webrtc-java. Their sockets bind
 * 0.0.0.0 and their offers name no candidate: the server announces 127.0.0.1 and learns the peer's
 * address from the connectivity checks (RFC 8445, section 7.3.1.3), so all traffic stays on
 * loopback.
 *
 * <p>Threads: a peer is used by one test thread; its callbacks come on libwebrtc's threads, which a
 * Java exception would abort, so each callback catches everything and the meters hold what it
 * found.
 */
@NullMarked
package dev.bluesky.it.peer;

import org.jspecify.annotations.NullMarked;
