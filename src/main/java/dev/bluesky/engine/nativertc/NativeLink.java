package dev.bluesky.engine.nativertc;

import dev.bluesky.sfu.Refusal;
import dev.bluesky.sfu.SfuException;
import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.PortAllocatorConfig;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCBundlePolicy;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * One peer connection of libwebrtc, with its asynchronous steps made blocking. Used by one thread
 * at a time, never by a callback.
 */
final class NativeLink {

    /** libwebrtc answers within milliseconds; longer means that it is stuck. */
    private static final long STEP_TIMEOUT_SECONDS = 5;

    private final RTCPeerConnection peerConnection;

    private NativeLink(RTCPeerConnection peerConnection) {
        this.peerConnection = peerConnection;
    }

    /** A connection whose one socket is bound to 0.0.0.0 and the port. */
    static NativeLink open(
            PeerConnectionFactory factory, int port, PeerConnectionObserver observer) {
        RTCConfiguration configuration = new RTCConfiguration();
        configuration.bundlePolicy = RTCBundlePolicy.MAX_BUNDLE;
        configuration.portAllocatorConfig =
                new PortAllocatorConfig(
                        port,
                        port,
                        PortAllocatorConfig.PORTALLOCATOR_DISABLE_ADAPTER_ENUMERATION
                                | PortAllocatorConfig.PORTALLOCATOR_DISABLE_TCP);
        return new NativeLink(factory.createPeerConnection(configuration, observer));
    }

    /**
     * @throws SfuException MALFORMED if libwebrtc refuses the offer
     */
    void setOffer(String sdp) {
        RTCSessionDescription offer = new RTCSessionDescription(RTCSdpType.OFFER, sdp);
        set(observer -> peerConnection.setRemoteDescription(offer, observer), Refusal.MALFORMED);
    }

    String createAnswer() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        peerConnection.createAnswer(
                new RTCAnswerOptions(),
                new CreateSessionDescriptionObserver() {
                    @Override
                    public void onSuccess(RTCSessionDescription description) {
                        answer.complete(description.sdp);
                    }

                    @Override
                    public void onFailure(String error) {
                        answer.completeExceptionally(refused(Refusal.UNSERVABLE, error));
                    }
                });
        return await(answer);
    }

    /**
     * @throws SfuException UNSERVABLE if the offer has what libwebrtc notices only now, such as a
     *     fingerprint of the wrong length
     */
    void setAnswer(String sdp) {
        RTCSessionDescription answer = new RTCSessionDescription(RTCSdpType.ANSWER, sdp);
        set(observer -> peerConnection.setLocalDescription(answer, observer), Refusal.UNSERVABLE);
    }

    private static void set(Consumer<SetSessionDescriptionObserver> step, Refusal onFailure) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        SetSessionDescriptionObserver observer =
                new SetSessionDescriptionObserver() {
                    @Override
                    public void onSuccess() {
                        done.complete(true);
                    }

                    @Override
                    public void onFailure(String error) {
                        done.completeExceptionally(refused(onFailure, error));
                    }
                };
        try {
            step.accept(observer);
        } catch (Error e) {
            throw unreadable(e);
        }
        await(done);
    }

    /** webrtc-java throws a bare Error for a description that libwebrtc cannot read. */
    private static SfuException unreadable(Error error) {
        if (error.getClass() != Error.class) {
            throw error;
        }
        return refused(Refusal.MALFORMED, String.valueOf(error.getMessage()));
    }

    private static SfuException refused(Refusal refusal, String error) {
        return new SfuException(refusal, "The offer cannot be used: " + error);
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(STEP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SfuException refusal) {
                throw refusal;
            }
            throw new SfuException(Refusal.FAILED, "The native engine failed.", e);
        } catch (TimeoutException e) {
            throw new SfuException(Refusal.TIMED_OUT, "The native engine does not answer.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SfuException(Refusal.STOPPING, "The server is stopping.", e);
        }
    }

    /** The transceivers by mid, in the order of the offer's m-lines. */
    Map<String, RTCRtpTransceiver> transceivers() {
        Map<String, RTCRtpTransceiver> byMid = new LinkedHashMap<>();
        for (RTCRtpTransceiver transceiver : peerConnection.getTransceivers()) {
            byMid.put(transceiver.getMid(), transceiver);
        }
        return byMid;
    }

    /** Ends the connection and frees its memory; the object is not usable any more. */
    void close() {
        NativeReference reference = NativeReference.of(peerConnection);
        peerConnection.close();
        reference.release();
    }
}
