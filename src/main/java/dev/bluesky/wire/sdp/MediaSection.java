package dev.bluesky.wire.sdp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A media section: its {@code m=} line and every line up to the next one (RFC 8866 section 5.14).
 *
 * @param media the {@code m=} line
 * @param lines the others, in order
 */
public record MediaSection(MediaLine media, List<SdpLine> lines) {

    private static final Pattern NAME_BOUNDS = Pattern.compile("[ /]");

    /** Keeps a copy of the lines. */
    public MediaSection {
        lines = List.copyOf(lines);
    }

    /** The value of the first attribute of that name; "" for a flag. */
    public Optional<String> attribute(String name) {
        return lines.stream()
                .filter(line -> line.isAttribute(name))
                .findFirst()
                .flatMap(line -> line.attributeValue(name));
    }

    /** The values of all attributes of that name, in order. */
    public List<String> attributes(String name) {
        return lines.stream()
                .filter(line -> line.isAttribute(name))
                .flatMap(line -> line.attributeValue(name).stream())
                .toList();
    }

    /** The identification tag ({@code a=mid}, RFC 5888 section 4). */
    public Optional<String> mid() {
        return attribute("mid");
    }

    /** The direction; {@code sendrecv} where none is written (RFC 8866 section 6.7). */
    public MediaDirection direction() {
        return lines.stream()
                .filter(line -> line.type() == 'a')
                .flatMap(line -> MediaDirection.of(line.value()).stream())
                .findFirst()
                .orElse(MediaDirection.SENDRECV);
    }

    /**
     * Whether the section is rejected or stopped: port 0 and not {@code bundle-only} (RFC 8843).
     */
    public boolean isRejected() {
        return media.port() == 0 && attribute("bundle-only").isEmpty();
    }

    /** Codec name in upper case by payload type, from the {@code a=rtpmap} lines. */
    public Map<String, String> codecs() {
        Map<String, String> codecs = new LinkedHashMap<>();
        for (String rtpmap : attributes("rtpmap")) {
            String[] fields = NAME_BOUNDS.split(rtpmap, 3);
            if (fields.length > 1) {
                codecs.put(fields[0], fields[1].toUpperCase(Locale.ROOT));
            }
        }
        return codecs;
    }

    /** The same section with another {@code m=} line. */
    public MediaSection withMedia(MediaLine other) {
        return new MediaSection(other, lines);
    }

    /** The same section without the lines that match. */
    public MediaSection without(Predicate<SdpLine> unwanted) {
        return new MediaSection(media, lines.stream().filter(unwanted.negate()).toList());
    }

    /** The same section with more lines at its end. */
    public MediaSection with(List<SdpLine> more) {
        List<SdpLine> all = new ArrayList<>(lines);
        all.addAll(more);
        return new MediaSection(media, all);
    }
}
