/** Behaviour of the STUN codec, against the vectors of RFC 5769 and against hostile bytes. */
@NullMarked
package dev.bluesky.wire.stun;

import org.jspecify.annotations.NullMarked;
