package dev.bluesky.wire.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A session description (RFC 8866): the session's lines, then the media sections, in order.
 *
 * @param lines the lines before the first {@code m=} line
 * @param media the media sections
 */
public record SessionDescription(List<SdpLine> lines, List<MediaSection> media) {

    /** Sections a description may have; a conference of a hundred needs two each at the most. */
    public static final int MEDIA_SECTIONS_MAX = 256;

    static final int LINES_MAX = 20_000;
    static final int LINE_CHARS_MAX = 4_096;

    /** Keeps copies. */
    public SessionDescription {
        lines = List.copyOf(lines);
        media = List.copyOf(media);
    }

    /**
     * Reads a description; line ends may be CRLF or LF.
     *
     * @throws MalformedSdpException if it is none, or is over the limits
     */
    public static SessionDescription parse(String text) {
        return new SessionDescriptionReader().read(text);
    }

    /** The value of the first session-level attribute of that name; "" for a flag. */
    public Optional<String> attribute(String name) {
        return lines.stream()
                .filter(line -> line.isAttribute(name))
                .findFirst()
                .flatMap(line -> line.attributeValue(name));
    }

    /** The values of all session-level attributes of that name, in order. */
    public List<String> attributes(String name) {
        return lines.stream()
                .filter(line -> line.isAttribute(name))
                .flatMap(line -> line.attributeValue(name).stream())
                .toList();
    }

    /** The value of the {@code o=} line (RFC 8866 section 5.2); always there after parsing. */
    public String origin() {
        return lines.stream()
                .filter(line -> line.type() == 'o')
                .findFirst()
                .map(SdpLine::value)
                .orElseThrow(() -> new MalformedSdpException("there is no o= line"));
    }

    /** The same description with each media section passed through the function. */
    public SessionDescription mapMedia(UnaryOperator<MediaSection> function) {
        return new SessionDescription(lines, media.stream().map(function).toList());
    }

    /** The same description without the session-level attributes of that name. */
    public SessionDescription withoutAttribute(String name) {
        return new SessionDescription(
                lines.stream().filter(line -> !line.isAttribute(name)).toList(), media);
    }

    /** The text, each line ended by CRLF. */
    @Override
    public String toString() {
        List<Object> all = new ArrayList<>(lines);
        for (MediaSection section : media) {
            all.add(section.media());
            all.addAll(section.lines());
        }
        StringBuilder text = new StringBuilder();
        all.forEach(line -> text.append(line).append("\r\n"));
        return text.toString();
    }
}
