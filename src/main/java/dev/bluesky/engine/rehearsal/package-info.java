/**
 * Calls that nobody makes: what a server plays to itself after its start, so that the JIT compiler
 * has met the code of joining and forwarding before the first caller comes.
 *
 * <pre>
 *   Scene → Rehearsal → RehearsedPublisher | RehearsedViewer → RehearsedPeer
 *         → the engine's own MediaRoom (offers) and LoopHandler (datagrams) → back to the peers
 * </pre>
 *
 * <p>Everything is real but the network and the clock: session descriptions, connectivity checks,
 * DTLS handshakes, SRTP, RTP with losses, RTCP. Datagrams go from hand to hand, and {@link
 * dev.bluesky.engine.rehearsal.RehearsalLoop time} passes as fast as the processor can play it. The
 * engine's side is made for the occasion: no port, no counter and no room of the running server is
 * touched. Only a rehearsal's own thread is in here, but for those of DTLS and the engine's
 * workers, which hand over to it what they found.
 */
@NullMarked
package dev.bluesky.engine.rehearsal;

import org.jspecify.annotations.NullMarked;
