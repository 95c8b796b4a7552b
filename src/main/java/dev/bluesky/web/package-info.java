/**
 * The HTTP side ({@code src/site/markdown/http-api.md}): JAX-RS resources that turn requests into
 * calls of {@link dev.bluesky.sfu.Sfu}, and its answers, refusals and events into JSON-B records,
 * problem+json (RFC 9457) and Server-Sent Events.
 *
 * <p>Runs on the container's threads, one request each, of which as many as there are cores compute
 * at a time ({@link dev.bluesky.sfu.RequestTurns}); only {@link dev.bluesky.web.EventStreams} has
 * threads of its own. There is no state here but the open event streams: the application-scoped
 * objects are attributes of the servlet context, which {@code boot} sets.
 */
@NullMarked
package dev.bluesky.web;

import org.jspecify.annotations.NullMarked;
