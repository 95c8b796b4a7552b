/**
 * What a forwarding server must know of a payload without decoding it: does a key frame begin here,
 * which layer is this, and where do the numbers sit that must stay continuous for a viewer.
 *
 * <p>VP8 (RFC 7741), VP9 (RFC 9628), H.264 (RFC 6184), H.265 (RFC 7798), AV1 (the RTP payload
 * format of the Alliance for Open Media, version 1.0), Opus (RFC 7587), redundant audio (RFC 2198).
 *
 * <p>Invariants: a reader touches no byte outside of the payload that it was given, throws for no
 * content, allocates nothing and keeps nothing; its result is written into a {@link
 * dev.bluesky.media.codec.FrameInfo} of the caller. A payload that is cut short or lies about a
 * size is not well-formed and never starts a key frame. Stateless, so any thread may call; a {@code
 * FrameInfo} belongs to one.
 */
@NullMarked
package dev.bluesky.media.codec;

import org.jspecify.annotations.NullMarked;
