/**
 * STUN messages as bytes: what ICE needs of <a href="https://www.rfc-editor.org/rfc/rfc8489">RFC
 * 8489</a> (short-term credentials with HMAC-SHA1, FINGERPRINT, XOR-MAPPED-ADDRESS) and the
 * attributes of <a href="https://www.rfc-editor.org/rfc/rfc8445#section-16.1">RFC 8445 section
 * 16.1</a>.
 *
 * <p>Imports the JDK and {@code wire}'s byte order. {@link dev.bluesky.wire.stun.StunView} reads a
 * message in the caller's buffer without copying and without allocation; {@link
 * dev.bluesky.wire.stun.StunResponseWriter} writes answers into the caller's buffer, {@link
 * dev.bluesky.wire.stun.StunRequestWriter} the checks of a client, which only rehearsals are. Input
 * of any kind yields a {@link dev.bluesky.wire.stun.StunFault}, never an exception. Views, keys and
 * writers belong to one thread.
 *
 * <p>Not here, because ICE does not use it: long-term credentials, MESSAGE-INTEGRITY-SHA256 (an
 * unknown comprehension-required attribute when it comes before MESSAGE-INTEGRITY, ignored after
 * it) and the classic STUN of RFC 3489 without a magic cookie.
 */
@NullMarked
package dev.bluesky.wire.stun;

import org.jspecify.annotations.NullMarked;
