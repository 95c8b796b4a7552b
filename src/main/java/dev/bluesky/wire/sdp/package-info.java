/**
 * Session descriptions as text (RFC 8866): lines in, lines out, nothing is lost that is not
 * understood.
 *
 * <p>Imports the JDK alone. All types are immutable; parsing is bounded in lines, line length and
 * media sections, and its only failure is {@link dev.bluesky.wire.sdp.MalformedSdpException}.
 */
@NullMarked
package dev.bluesky.wire.sdp;

import org.jspecify.annotations.NullMarked;
