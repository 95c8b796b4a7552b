package dev.bluesky.bench.load;

import dev.bluesky.it.raw.RawSection;
import dev.bluesky.wire.sdp.MediaDirection;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What a viewer wants to receive.
 *
 * @param peer whom, {@link #EVERYBODY} for the whole room
 * @param lines its m-lines
 */
public record Wish(String peer, List<Line> lines) {
    static final String EVERYBODY = "*";

    /** Of {@code 25slots}: one large picture, and small ones below it. */
    private static final int PICTURES = 9;

    private static final int VOICES = 4;
    private static final List<PictureSize> ALL_SIZES = List.of(PictureSize.values());
    private static final int ANY = 0;

    /**
     * An m-line.
     *
     * @param height of the picture that is wanted, 0 if nothing is said
     * @param stream which of a publisher's streams that should bring
     */
    public record Line(String mid, boolean isVideo, int height, int stream) {
        RawSection section() {
            MediaDirection direction = MediaDirection.RECVONLY;
            return (isVideo ? RawSection.video(direction) : RawSection.audio(direction))
                    .withMid(mid);
        }
    }

    public Wish {
        lines = List.copyOf(lines);
    }

    /** A publisher who sends one size. */
    static Wish all(String publisher) {
        return new Wish(publisher, List.of(voice("0", 1), new Line("1", true, ANY, 0)));
    }

    /** A publisher who sends every size. */
    static Wish one(String publisher, PictureSize size) {
        return new Wish(publisher, List.of(voice("0"), picture("1", size)));
    }

    /** The room, of people who send every size. */
    static Wish room() {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < VOICES; i++) {
            lines.add(voice("a" + i));
        }
        for (int i = 0; i < PICTURES; i++) {
            lines.add(picture("v" + i, i == 0 ? PictureSize.LARGE : PictureSize.SMALL));
        }
        return new Wish(EVERYBODY, lines);
    }

    /** The room, of so many others who send one size. */
    static Wish everybody(int others) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < others; i++) {
            lines.add(voice("a" + i, 1));
            lines.add(new Line("v" + i, true, ANY, 0));
        }
        return new Wish(EVERYBODY, lines);
    }

    private static Line voice(String mid) {
        return voice(mid, ALL_SIZES.size());
    }

    private static Line voice(String mid, int stream) {
        return new Line(mid, false, ANY, stream);
    }

    private static Line picture(String mid, PictureSize size) {
        return new Line(mid, true, size.height(), ALL_SIZES.indexOf(size));
    }

    /** Whether it is of the whole room. */
    public boolean isOfEverybody() {
        return peer.equals(EVERYBODY);
    }

    /** Which of the publisher's sizes its first picture should come in, the smallest is 0. */
    public int videoStream() {
        return lines.stream().filter(Line::isVideo).findFirst().orElseThrow().stream();
    }

    /** Whether there is anything to say beyond the offer. */
    boolean hasView() {
        return lines.stream().anyMatch(line -> line.height != ANY);
    }

    /** The body of {@code PUT …/view}. */
    JsonObject view() {
        JsonArrayBuilder slots = Json.createArrayBuilder();
        lines.stream()
                .filter(line -> line.height != ANY)
                .forEach(
                        line ->
                                slots.add(
                                        Json.createObjectBuilder()
                                                .add("mid", line.mid)
                                                .add("height", line.height)));
        return Json.createObjectBuilder().add("slots", slots).build();
    }
}
