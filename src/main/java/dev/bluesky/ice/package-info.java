/**
 * The server's half of ICE: a lite, controlled agent (<a
 * href="https://www.rfc-editor.org/rfc/rfc8445">RFC 8445</a>), consent as far as a lite agent has
 * it (<a href="https://www.rfc-editor.org/rfc/rfc7675">RFC 7675</a>), host candidates for answers
 * (<a href="https://www.rfc-editor.org/rfc/rfc8839">RFC 8839</a>, TCP by <a
 * href="https://www.rfc-editor.org/rfc/rfc6544">RFC 6544</a>).
 *
 * <p>Pure: no socket, clock, thread or lock; time is an argument in nanoseconds of a monotonic
 * clock. An agent and a {@link dev.bluesky.ice.UfragTable} belong to one thread.
 *
 * <p>Invariants: The agent only ever answers, to the address that asked, and never with more bytes
 * than it was asked with. What is not authenticated gets no answer and changes nothing. The peer's
 * candidates are not even a parameter: no address is looked up or probed because a peer named it.
 * The path changes on an authenticated check only.
 *
 * <p>A limit of every lite agent: STUN's short-term credentials do not tell a replay, so who can
 * both record a peer's check and send it again from another address draws the (encrypted) media
 * there until the peer's next check, seconds later.
 */
@NullMarked
package dev.bluesky.ice;

import org.jspecify.annotations.NullMarked;
