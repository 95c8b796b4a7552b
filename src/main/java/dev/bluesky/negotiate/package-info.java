/**
 * What an offer asks for, whether it can be served, and the forwarding engine's answer to it (RFC
 * 8829 as revised by RFC 9429, RFC 8843, RFC 8842, RFC 8839). The native engine's answers are
 * libwebrtc's.
 *
 * <p>Pure: no clock, no thread, no socket. An {@link dev.bluesky.negotiate.Offer} that exists has
 * passed every check that does not depend on an engine. {@link
 * dev.bluesky.negotiate.NegotiatedMedia} is what it has in common with the forwarding engine, and
 * {@link dev.bluesky.negotiate.AnswerWriter} writes that down.
 */
@NullMarked
package dev.bluesky.negotiate;

import org.jspecify.annotations.NullMarked;
