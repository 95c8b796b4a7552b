package dev.bluesky.engine.forward;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.bluesky.dtls.DtlsListener;
import dev.bluesky.dtls.DtlsVerdict;
import dev.bluesky.dtls.KeyAgreement;
import dev.bluesky.it.raw.RawAnswer;
import dev.bluesky.it.raw.RawIdentity;
import dev.bluesky.it.raw.RawOffer;
import dev.bluesky.it.raw.RawSection;
import dev.bluesky.negotiate.Offer;
import dev.bluesky.peer.Link;
import dev.bluesky.peer.MediaContext;
import dev.bluesky.peer.NtpClock;
import dev.bluesky.sfu.MediaRoom;
import dev.bluesky.sfu.PeerConnection;
import dev.bluesky.sfu.UserId;
import dev.bluesky.srtp.SrtpKeys;
import dev.bluesky.srtp.SrtpProfile;
import dev.bluesky.srtp.SrtpProtector;
import dev.bluesky.wire.NetworkOrder;
import dev.bluesky.wire.sdp.MediaDirection;
import dev.bluesky.wire.stun.StunMessages;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any datagrams of peers that are connected, protected and not, end nobody's connection. The input
 * is a row of datagrams, each behind a byte that says whose (the last bit: publisher, viewer) and
 * how (the two before: as it is, as RTP, as RTCP, or nothing but time passes), and one of its
 * length.
 */
class EngineFuzzTest {
    private static final int SSRC = 0x11111111;
    private static final RawIdentity IDENTITY = RawIdentity.random();
    private static final SrtpProfile PROFILE = SrtpProfile.SRTP_AEAD_AES_128_GCM;
    private static final SrtpKeys KEYS = SrtpKeys.split(PROFILE, new byte[PROFILE.exportedBytes()]);

    /** Stands for the SSRC of the viewer's picture. */
    private static final int ANY_SSRC = 0x22222222;

    private static final int VIEWER_PORT = 2000;
    private static final int SPARE_BYTES = 64;
    private static final long STEP_NS = 7_000_000L;
    private static final int SSRCS = 64;

    static Stream<byte[]> datagrams() {
        String picture = "8060 0001 00000001 11111111 10500000 9d012a400 1b400 070707";
        return Stream.of(
                input(2, picture),
                input(2, picture, 2, picture.replace("8060 0001", "8060 0009")),
                input(2, picture, 2, "90e0 0002 00000001 11111111 bede0001 40310000 10500000"),
                input(2, picture, 2, "8061 0001 00000001 11111112 0001 10500000"),
                input(4, "80c80006 11111111 e0000000 00000000 00000001 00000001 00000001"),
                input(4, "81cb0001 11111111", 2, picture),
                input(5, "81ce0002 00000001 22222222"),
                input(5, "81cd0003 00000001 22222222 0001ffff"),
                input(5, "8fcd0004 00000001 22222222 0000ffff 00000000"),
                input(0, "16fefd0000000000000000000c 010000000000000000000000"),
                input(1, "000100002112a442000000000000000000000000"),
                input(6, "00", 2, picture));
    }

    /** Numbers and hexadecimal texts in turn. */
    private static byte[] input(Object... parts) {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        for (int i = 0; i < parts.length; i += 2) {
            String digits = parts[i + 1].toString().replace(" ", "");
            byte[] datagram = HexFormat.of().parseHex(digits, 0, digits.length() & ~1);
            input.write((Integer) parts[i]);
            input.write(datagram.length);
            input.writeBytes(datagram);
        }
        return input.toByteArray();
    }

    @MethodSource("datagrams")
    @FuzzTest(maxDuration = "5m")
    void whatAConnectedPeerSendsEndsNoConnection(byte @NotNull [] input) {
        Engine engine = new Engine();
        for (int at = 0; at + 2 <= input.length; ) {
            int how = input[at] & 0xFF;
            int length = Math.min(input[at + 1] & 0xFF, input.length - at - 2);
            engine.take(how, Arrays.copyOfRange(input, at + 2, at + 2 + length));
            at += 2 + length;
        }
        engine.assertNobodyIsGone();
    }

    @Test
    void aPictureReachesTheViewer() {
        Engine engine = new Engine();
        byte[] picture = datagrams().findFirst().orElseThrow();
        int before = engine.sentToViewer;
        engine.take(picture[0], Arrays.copyOfRange(picture, 2, picture.length));
        assertThat(engine.sentToViewer).isEqualTo(before + 1);
    }

    /** A publisher and a viewer of his, connected. */
    private static final class Engine implements Link {
        private final VirtualEngine engine;
        private final Party publisher;
        private final Party viewer;
        private long nowNs = 1;
        private int sentToViewer;

        Engine() {
            engine =
                    new VirtualEngine(
                            command -> command.run(nowNs),
                            new MediaContext(NtpClock.at(Instant.EPOCH, nowNs)),
                            (setup, listener) -> new KnownKeys(listener),
                            new SecureRandom());
            MediaRoom room = engine.openRoom();
            UserId alice = new UserId("alice");
            publisher =
                    new Party(
                            room.publish(alice, reason -> {}),
                            MediaDirection.SENDONLY,
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 1000));
            viewer =
                    new Party(
                            room.receive(new UserId("bob"), alice, reason -> {}),
                            MediaDirection.RECVONLY,
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), VIEWER_PORT));
        }

        void take(int how, byte[] datagram) {
            Party party = (how & 1) == 0 ? publisher : viewer;
            switch (how >> 1 & 3) {
                case 0 -> receive(party.address, datagram);
                case 1 -> receive(party.address, party.sealed(datagram, true));
                case 2 -> receive(party.address, party.sealed(viewer.meant(datagram), false));
                default -> {
                    nowNs += STEP_NS * (1 + datagram.length);
                    engine.handler().tick(nowNs);
                }
            }
        }

        private void receive(InetSocketAddress source, byte[] datagram) {
            byte[] buffer = Arrays.copyOf(datagram, datagram.length + SPARE_BYTES);
            engine.handler().datagram(this, source, buffer, 0, datagram.length, nowNs);
            engine.handler().turnEnded(nowNs);
        }

        void assertNobodyIsGone() {
            assertThat(engine.counters()).doesNotContainKey("demux-drop.failed");
            assertThat(engine.peers()).isEqualTo(2);
        }

        @Override
        public Object origin(InetSocketAddress source) {
            return source;
        }

        @Override
        public String protocol() {
            return "udp";
        }

        @Override
        public boolean send(byte[] buffer, int offset, int length, InetSocketAddress to) {
            sentToViewer += to.getPort() == VIEWER_PORT ? 1 : 0;
            return true;
        }

        @Override
        public void proved() {}

        @Override
        public void release() {}

        /** One peer, as it looks from outside. */
        private final class Party {
            private final InetSocketAddress address;
            private final List<Integer> ssrcs;
            private final SrtpProtector protector =
                    new SrtpProtector(PROFILE, KEYS.client(), SSRCS);

            Party(PeerConnection connection, MediaDirection direction, InetSocketAddress address) {
                this.address = address;
                RawOffer offer =
                        RawOffer.of(
                                IDENTITY,
                                RawSection.audio(direction),
                                RawSection.video(direction).withSsrcs(SSRC, SSRC + 1));
                RawAnswer answer =
                        RawAnswer.parse(
                                connection
                                        .negotiate(Offer.parse(offer.sdp()))
                                        .toCompletableFuture()
                                        .join());
                ssrcs = answer.ssrcs("1");
                String username = answer.ice().ufrag() + ":" + IDENTITY.ice().ufrag();
                receive(
                        address,
                        StunMessages.check(username, 1)
                                .useCandidate()
                                .signed(answer.ice().password())
                                .fingerprinted());
                receive(address, new byte[] {22, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
            }

            /**
             * Feedback about the SSRC that the engine has chosen in place of the one that is known.
             */
            byte[] meant(byte[] rtcp) {
                byte[] meant = rtcp.clone();
                for (int at = 0; at + 4 <= meant.length; at += 4) {
                    if (NetworkOrder.int32(meant, at) == ANY_SSRC) {
                        NetworkOrder.put32(meant, at, ssrcs.get(0));
                    }
                }
                return meant;
            }

            /** Protected if it can be. */
            byte[] sealed(byte[] plain, boolean rtp) {
                byte[] packet = Arrays.copyOf(plain, plain.length + SPARE_BYTES);
                int length =
                        rtp
                                ? protector.protectRtp(packet, 0, plain.length)
                                : protector.protectRtcp(packet, 0, plain.length);
                return length < 0 ? plain : Arrays.copyOf(packet, length);
            }
        }
    }

    /** There are keys as soon as anything of DTLS comes. */
    private static final class KnownKeys implements KeyAgreement {
        private final DtlsListener listener;
        private boolean agreed;

        KnownKeys(DtlsListener listener) {
            this.listener = listener;
        }

        @Override
        public void start() {}

        @Override
        public DtlsVerdict receive(byte[] buffer, int offset, int length) {
            if (!agreed) {
                agreed = true;
                listener.completed(KEYS);
            }
            return DtlsVerdict.ACCEPTED;
        }

        @Override
        public void close() {}
    }
}
