/**
 * The native engine: peer connections of libwebrtc through webrtc-java, the only place that imports
 * {@code dev.onvoid}. A relay hands the track that a publisher's connection receives to the
 * connections of those who receive it; libwebrtc decodes it once and encodes it again for each of
 * them. Measured costs: {@code src/site/markdown/native-engine.md}.
 *
 * <p>The path of a call: {@link dev.bluesky.engine.nativertc.NativeEngine} opens a {@code
 * NativeRoom}; it makes {@code NativePeerConnection}s, each with a role ({@code Publisher} or
 * {@code Subscriber}) that binds it to a {@code Publication}; {@code NativeLink} is the libwebrtc
 * object itself.
 *
 * <p>Threads: a room's commands run one after the other on its {@code CommandQueue}, on threads of
 * the engine, which may block in libwebrtc's calls for milliseconds. libwebrtc's callbacks arrive
 * on its signalling thread, must not block and must not throw (an uncaught exception aborts the
 * JVM): they only enqueue commands.
 *
 * <p>Invariants: a sender's track is replaced before the connection that it came from is closed; a
 * native connection is closed and released exactly once; there is one pair of factories.
 */
@NullMarked
package dev.bluesky.engine.nativertc;

import org.jspecify.annotations.NullMarked;
