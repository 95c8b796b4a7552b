package dev.bluesky.bench.peers;

import dev.bluesky.bench.load.Admission;
import dev.bluesky.bench.load.Entrance;
import dev.bluesky.bench.load.Program;
import dev.bluesky.bench.load.Wish;
import dev.bluesky.it.raw.RawAnswer;
import dev.bluesky.it.raw.RawOffer;
import dev.bluesky.it.raw.RawOptions;
import dev.bluesky.it.raw.RawOptions.Habit;
import dev.bluesky.it.raw.RawSection;
import dev.bluesky.srtp.SrtpKeys;
import dev.bluesky.srtp.SrtpProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The program of {@code src/bench/c}, which is told keys instead of shaking hands. */
final class Floor implements ServerUnderTest {
    private static final String SOURCE = Path.of("src", "bench", "c", "floor.c").toString();
    private static final String PASSWORD = "theFloorHasOnePassword22";
    private static final SrtpProfile PROFILE = SrtpProfile.SRTP_AEAD_AES_128_GCM;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Of a DTLS that never happens. */
    private static final String FINGERPRINT = "sha-256 00" + ":00".repeat(31);

    private final Program program;
    private final String port;
    private int peers;

    private Floor(Program program) throws IOException {
        this.program = program;
        port = program.line();
    }

    static Floor start(Path folder) throws IOException {
        String floor = Program.folder(folder).resolve("floor").toString();
        Program.run(Map.of(), List.of("gcc", "-O2", "-o", floor, SOURCE, "-lcrypto"));
        return new Floor(Program.start(folder.resolve("floor.log"), List.of(floor, PASSWORD)));
    }

    @Override
    public long pid() {
        return program.pid();
    }

    @Override
    public Entrance open() {
        return new Room();
    }

    @Override
    public void close() throws IOException {
        program.close();
    }

    private void tell(String line) {
        try {
            String said = program.ask(line);
            if (!said.equals("ok")) {
                throw new IOException("the floor " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Room implements Entrance {
        private final Published published = new Published();

        @Override
        public RawOptions options() {
            return OPTIONS.without(Habit.SHAKING_HANDS);
        }

        @Override
        public Admission publish(String user, RawOffer offer) {
            published.add(user, offer);
            return admit("publisher", "recvonly", offer, "");
        }

        @Override
        public Admission receive(String user, Wish wish, RawOffer offer) {
            int audio = published.audio(wish).ssrc();
            int video = published.video(wish).ssrc();
            return admit("viewer", "sendonly", offer, " " + audio + " " + video);
        }

        /** Both ends get the same keys. */
        private Admission admit(String part, String direction, RawOffer offer, String more) {
            byte[] key = bytes(PROFILE.keyBytes());
            byte[] salt = bytes(PROFILE.saltBytes());
            HexFormat hex = HexFormat.of();
            int number = peers++;
            tell(part + " " + number + " " + hex.formatHex(key) + hex.formatHex(salt) + more);
            byte[] both = concatenated(key, key, salt, salt);
            return new Admission(
                    RawAnswer.parse(answer(number, direction, offer)),
                    Optional.of(SrtpKeys.split(PROFILE, both)));
        }

        @Override
        public void stopReceiving(String user, Wish wish) {
            // Who is gone is sent to until the room is closed.
        }

        @Override
        public void close() {
            tell("clear");
            peers = 0;
        }
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static byte[] concatenated(byte[]... parts) {
        var all = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private String answer(int number, String direction, RawOffer offer) {
        List<String> lines = new ArrayList<>(List.of("v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-"));
        lines.add("t=0 0");
        for (RawSection section : offer.sections()) {
            int payloadType = section.codecs().get(0).payloadType();
            lines.add("m=" + section.kind() + " 9 UDP/TLS/RTP/SAVPF " + payloadType);
            lines.add("c=IN IP4 0.0.0.0");
            lines.add("a=mid:" + section.mid());
            lines.add("a=" + direction);
            lines.add("a=rtpmap:" + payloadType + " " + section.codecs().get(0).encoding());
            lines.add(String.format(Locale.ROOT, "a=ice-ufrag:peer%04d", number));
            lines.add("a=ice-pwd:" + PASSWORD);
            lines.add("a=fingerprint:" + FINGERPRINT);
            lines.add("a=setup:passive");
            lines.add("a=candidate:1 1 udp 2130706431 127.0.0.1 " + port + " typ host");
        }
        return lines.stream().collect(Collectors.joining("\r\n", "", "\r\n"));
    }
}
