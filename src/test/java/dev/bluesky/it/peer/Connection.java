package dev.bluesky.it.peer;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.PortAllocatorConfig;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCBundlePolicy;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtpEncodingParameters;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One libwebrtc peer connection on loopback: blocking calls in place of observers, and a close that
 * leaks nothing.
 */
final class Connection implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Connection.class.getName());
    private static final int ANY_ADDRESS_UDP_ONLY =
            PortAllocatorConfig.PORTALLOCATOR_DISABLE_ADAPTER_ENUMERATION
                    | PortAllocatorConfig.PORTALLOCATOR_DISABLE_TCP;
    private static final long SIGNALLING_SECONDS = 10;

    private final RTCPeerConnection peer;
    private final List<RTCRtpTransceiver> transceivers = new ArrayList<>();
    private final int udpPort;
    private volatile RTCPeerConnectionState state = RTCPeerConnectionState.NEW;
    private boolean closed;

    /**
     * @param udpPort the local port, or 0 for any; only a connection that answers needs to know its
     *     port
     * @param onTrack hears each remote track, on libwebrtc's signalling thread
     */
    Connection(PeerConnectionFactory factory, int udpPort, Consumer<MediaStreamTrack> onTrack) {
        this.udpPort = udpPort;
        RTCConfiguration configuration = new RTCConfiguration();
        configuration.bundlePolicy = RTCBundlePolicy.MAX_BUNDLE;
        configuration.portAllocatorConfig =
                new PortAllocatorConfig(udpPort, udpPort, ANY_ADDRESS_UDP_ONLY);
        peer = factory.createPeerConnection(configuration, new Observer(onTrack));
    }

    RTCPeerConnectionState state() {
        return state;
    }

    /** Creates an offer without candidates and makes it the local description. */
    String offer(boolean iceRestart) {
        RTCOfferOptions options = new RTCOfferOptions();
        options.iceRestart = iceRestart;
        Created created = new Created();
        peer.createOffer(options, created);
        return setLocal(created.await());
    }

    /** Takes the answer to the last {@link #offer}. */
    void accept(String answer) {
        set(RTCSdpType.ANSWER, answer);
    }

    /**
     * Answers an offer as a server would: with its own candidate, 127.0.0.1 and the port of the
     * constructor.
     */
    String answer(String offer) {
        set(RTCSdpType.OFFER, offer);
        Created created = new Created();
        peer.createAnswer(new RTCAnswerOptions(), created);
        String candidate = "a=candidate:1 1 udp 2130706431 127.0.0.1 " + udpPort + " typ host\r\n";
        return setLocal(created.await()).replaceAll("(a=ice-ufrag)", candidate + "$1");
    }

    private String setLocal(RTCSessionDescription description) {
        Done done = new Done();
        peer.setLocalDescription(description, done);
        done.await();
        return withoutCandidates(description.sdp);
    }

    private void set(RTCSdpType type, String sdp) {
        Done done = new Done();
        peer.setRemoteDescription(new RTCSessionDescription(type, sdp), done);
        done.await();
    }

    private static String withoutCandidates(String sdp) {
        return sdp.lines()
                .filter(line -> !line.startsWith("a=candidate:"))
                .filter(line -> !line.equals("a=end-of-candidates"))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    RTCRtpTransceiver addTransceiver(MediaStreamTrack track, RTCRtpTransceiverDirection direction) {
        return addTransceiver(track, direction, List.of());
    }

    /**
     * @param encodings what is sent of the track, empty for one of it as it is
     */
    RTCRtpTransceiver addTransceiver(
            MediaStreamTrack track,
            RTCRtpTransceiverDirection direction,
            List<RTCRtpEncodingParameters> encodings) {
        RTCRtpTransceiverInit init = new RTCRtpTransceiverInit();
        init.direction = direction;
        init.sendEncodings.addAll(encodings);
        init.streamIds = List.of("stream");
        RTCRtpTransceiver transceiver = peer.addTransceiver(track, init);
        transceivers.add(transceiver);
        return transceiver;
    }

    /** Closes the sockets and frees the native connection; a second call does nothing. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        List<NativeReference> references = new ArrayList<>();
        transceivers.forEach(transceiver -> references.add(NativeReference.of(transceiver)));
        references.add(NativeReference.of(peer));
        peer.close();
        references.forEach(NativeReference::release);
    }

    private final class Observer implements PeerConnectionObserver {
        private final Consumer<MediaStreamTrack> onTrack;

        Observer(Consumer<MediaStreamTrack> onTrack) {
            this.onTrack = onTrack;
        }

        @Override
        public void onIceCandidate(RTCIceCandidate candidate) {
            // Never told to the other side: see package-info.
        }

        @Override
        public void onConnectionChange(RTCPeerConnectionState now) {
            state = now;
        }

        @Override
        public void onTrack(RTCRtpTransceiver transceiver) {
            try {
                onTrack.accept(transceiver.getReceiver().getTrack());
            } catch (Throwable t) {
                LOG.log(Level.ERROR, "a remote track could not be taken", t);
            }
        }
    }

    private static <T> T awaitOn(CompletableFuture<T> future, String what) {
        return future.orTimeout(SIGNALLING_SECONDS, TimeUnit.SECONDS)
                .exceptionally(
                        failure -> {
                            throw new IllegalStateException(what + " failed", failure);
                        })
                .join();
    }

    private static final class Created implements CreateSessionDescriptionObserver {
        private final CompletableFuture<RTCSessionDescription> result = new CompletableFuture<>();

        @Override
        public void onSuccess(RTCSessionDescription description) {
            result.complete(description);
        }

        @Override
        public void onFailure(String error) {
            result.completeExceptionally(new IllegalStateException(error));
        }

        RTCSessionDescription await() {
            return awaitOn(result, "creating a description");
        }
    }

    private static final class Done implements SetSessionDescriptionObserver {
        private final CompletableFuture<Boolean> result = new CompletableFuture<>();

        @Override
        public void onSuccess() {
            result.complete(true);
        }

        @Override
        public void onFailure(String error) {
            result.completeExceptionally(new IllegalStateException(error));
        }

        void await() {
            awaitOn(result, "setting a description");
        }
    }
}
