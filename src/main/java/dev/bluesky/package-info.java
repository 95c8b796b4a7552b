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
 *         → engine.forward, or
 *           engine.nativertc          a command of the room, on a thread of the engine
 *       ← the answer's SDP            the room commits: who is in it, who publishes what
 *   ← web                             200; a refusal becomes problem+json in ProblemMapper
 *     ⇢ web.EventStream               and everybody who listens hears of it
 * </pre>
 *
 * <p>A packet, in the forwarding engine:
 *
 * <pre>
 *   loop.MediaLoop                    the datagrams that the one UDP port has
 *     → engine.forward.Demultiplexer  whose is it? STUN by its ufrag, the rest by address
 *       → peer.Peer                   ICE, DTLS, or media, which srtp decrypts in place
 *         → peer.Publisher            which stream, is it new (media.receive), NACKs, feedback
 *           → media.forward.Router    what is in it (media.codec), who gets it
 *             → media.forward.Subscription, once for each viewer
 *               → media.send          under the viewer's numbers, SSRC and payload type
 *                 → peer.PeerTransport   encrypted by srtp
 *                   → loop.UdpLink       sent at the end of the turn
 * </pre>
 *
 * <p>In the native engine media never passes this code as packets; libwebrtc hands it on as tracks:
 *
 * <pre>
 *   browser → NativePeerConnection (Publisher) → Publication → Subscriber → NativePeerConnection → browser
 * </pre>
 *
 * <table>
 * <caption>What lives where; ArchitectureTest keeps the arrows</caption>
 * <tr><th>package</th><th>what</th><th>imports</th></tr>
 * <tr><td>{@code wire}</td><td>numbers as bytes; below it the formats: {@code sdp}, {@code stun},
 *     {@code rtp}, {@code rtcp}</td><td>the JDK</td></tr>
 * <tr><td>{@code config}</td><td>what an administrator may set</td><td>the JDK</td></tr>
 * <tr><td>{@code stats}</td><td>counters and snapshots of them</td><td>the JDK</td></tr>
 * <tr><td>{@code negotiate}</td><td>what an offer asks for, and its answer; pure</td>
 *     <td>{@code wire}, {@code config}</td></tr>
 * <tr><td>{@code sfu}</td><td>rooms, people, limits, events, the engine port</td>
 *     <td>{@code negotiate}, {@code wire}, {@code config}, {@code stats}</td></tr>
 * <tr><td>{@code ice}</td><td>the ICE-lite agent, consent</td><td>{@code wire}</td></tr>
 * <tr><td>{@code srtp}</td><td>contexts, key derivation, replay windows</td><td>the JDK</td></tr>
 * <tr><td>{@code dtls}</td><td>DTLS-SRTP; alone sees BouncyCastle</td><td>{@code srtp}</td></tr>
 * <tr><td>{@code media.codec}</td><td>payload descriptors: key frame? which layer?</td><td>{@code wire}</td></tr>
 * <tr><td>{@code media.receive}</td><td>an inbound stream: loss, NACK, reports, feedback</td><td>{@code wire}</td></tr>
 * <tr><td>{@code media.send}</td><td>a viewer's stream: numbers, retransmissions, reports</td>
 *     <td>{@code media.codec}, {@code wire}</td></tr>
 * <tr><td>{@code media.forward}</td><td>which packet goes to whom</td>
 *     <td>{@code media.send}, {@code media.codec}, {@code wire}</td></tr>
 * <tr><td>{@code media.congestion}</td><td>how much a viewer's path carries; pure</td>
 *     <td>{@code wire}</td></tr>
 * <tr><td>{@code media.select}</td><td>who speaks, and who is in which slot of a viewer</td>
 *     <td>{@code wire}</td></tr>
 * <tr><td>{@code peer}</td><td>one peer: transport, and what its media is for; sans-IO</td>
 *     <td>{@code ice}, {@code dtls}, {@code srtp}, {@code media}, {@code negotiate}, {@code stats}, {@code wire}</td></tr>
 * <tr><td>{@code loop}</td><td>sockets, timers, one thread; alone sees Netty</td><td>{@code peer}</td></tr>
 * <tr><td>{@code engine.rehearsal}</td><td>calls that nobody makes, played after the start to warm up the JVM</td>
 *     <td>{@code loop}, {@code peer} and what it imports, {@code sfu}</td></tr>
 * <tr><td>{@code engine.forward}</td><td>the engine that forwards: rooms and connections on a loop</td>
 *     <td>{@code engine.rehearsal}, {@code loop}, {@code peer} and what it imports, {@code sfu}, {@code config}</td></tr>
 * <tr><td>{@code engine.nativertc}</td><td>the engine on libwebrtc; alone sees {@code dev.onvoid}</td>
 *     <td>{@code sfu} and what it imports</td></tr>
 * <tr><td>{@code web}</td><td>resources, JSON, event streams, QR codes; sees {@code jakarta}</td>
 *     <td>{@code sfu} and what it imports</td></tr>
 * <tr><td>{@code boot}</td><td>starts and stops it all with the servlet context</td><td>everything</td></tr>
 * <tr><td>{@code launch}</td><td>{@code java -jar}: Tomcat around the very same file</td>
 *     <td>{@code config}, Tomcat</td></tr>
 * </table>
 *
 * <p>{@code wire}, {@code negotiate}, {@code ice}, {@code srtp}, {@code media} and {@code peer} are
 * sans-IO: they are told the time and handed the bytes, and have no socket, thread or clock.
 *
 * <p>Whose threads: {@code web} runs on the container's, which wait with a time limit and touch no
 * media; {@code sfu} is called by all and guards each room with one monitor; an engine has its own:
 * {@code src/site/markdown/concurrency.md}.
 */
@NullMarked
package dev.bluesky;

import org.jspecify.annotations.NullMarked;
