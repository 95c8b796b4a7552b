/**
 * What an offer asks for and whether it can be served (RFC 8829 as revised by RFC 9429, RFC 8843,
 * RFC 8842, RFC 8839).
 *
 * <p>Pure: no clock, no thread, no socket. An {@link dev.bluesky.negotiate.Offer} that exists has
 * passed every check that does not depend on an engine.
 */
@NullMarked
package dev.bluesky.negotiate;

import org.jspecify.annotations.NullMarked;
