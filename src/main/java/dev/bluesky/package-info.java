/**
 * Blue Sky: video conferencing as one web application. Start here.
 *
 * <p>A request, such as an offer that is posted:
 *
 * <pre>
 *   web.PeerConnectionResource        HTTP and JSON in, HTTP and JSON out
 *     → negotiate.Offer               the offer, checked; its text is wire.sdp's
 *     → sfu.Sfu → sfu.Room            which room, whose turn, is there a place
 *       → sfu.PeerConnection          the engine port: what any engine can do
 *         → engine.nativertc          a command of the room, on a thread of the engine
 *       ← the answer's SDP            the room commits: who is in it, who publishes what
 *   ← web                             200; a refusal becomes problem+json in ProblemMapper
 *     ⇢ web.EventStream               and everybody who listens hears of it
 * </pre>
 *
 * <p>Media never passes this code as packets; libwebrtc hands it on as tracks:
 *
 * <pre>
 *   browser → NativePeerConnection (Publisher) → Publication → Subscriber → NativePeerConnection → browser
 * </pre>
 *
 * <table>
 * <caption>What lives where; ArchitectureTest keeps the arrows</caption>
 * <tr><th>package</th><th>what</th><th>imports</th></tr>
 * <tr><td>{@code wire}</td><td>numbers as bytes, for the formats below it</td><td>the JDK</td></tr>
 * <tr><td>{@code wire.sdp}</td><td>session descriptions as text</td><td>the JDK</td></tr>
 * <tr><td>{@code config}</td><td>what an administrator may set</td><td>the JDK</td></tr>
 * <tr><td>{@code negotiate}</td><td>what an offer asks for; pure</td><td>{@code wire}, {@code config}</td></tr>
 * <tr><td>{@code sfu}</td><td>rooms, people, limits, events, the engine port</td>
 *     <td>{@code negotiate}, {@code wire}, {@code config}</td></tr>
 * <tr><td>{@code engine.nativertc}</td><td>the engine on libwebrtc; alone sees {@code dev.onvoid}</td>
 *     <td>{@code sfu} and what it imports</td></tr>
 * <tr><td>{@code web}</td><td>resources, JSON, event streams; sees {@code jakarta}</td>
 *     <td>{@code sfu} and what it imports</td></tr>
 * <tr><td>{@code boot}</td><td>starts and stops it all with the servlet context</td><td>everything</td></tr>
 * <tr><td>{@code launch}</td><td>{@code java -jar}: Tomcat around the very same file</td>
 *     <td>{@code config}, Tomcat</td></tr>
 * </table>
 *
 * <p>Being built, and not used by the running application yet: the forwarding engine's parts. They
 * are told the time and have no socket: {@code wire.stun} and {@code ice} (the ICE-lite agent),
 * {@code srtp}, {@code wire.rtp}, {@code wire.rtcp} and {@code media.receive} (the receiving side
 * of a stream), {@code media.codec} (payload descriptors), {@code media.send} (a viewer's stream),
 * {@code media.forward} (which packet goes to whom), and {@code negotiate.AnswerWriter}. {@code
 * dtls}, which alone sees BouncyCastle, runs its handshakes on an executor that it is given. What
 * is missing is the loop that owns the socket, the peer that strings the parts together, and the
 * engine behind the port.
 *
 * <p>Whose threads: {@code web} runs on the container's, which wait with a time limit and touch no
 * media; {@code sfu} is called by all and guards each room with one monitor; an engine has its own.
 */
@NullMarked
package dev.bluesky;

import org.jspecify.annotations.NullMarked;
