package dev.bluesky.wire.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a description line by line; used once. */
final class SessionDescriptionReader {

    private final List<SdpLine> session = new ArrayList<>();
    private final List<MediaSection> sections = new ArrayList<>();
    private @Nullable MediaLine media;
    private List<SdpLine> mediaLines = new ArrayList<>();
    private int lines;

    SessionDescription read(String text) {
        int from = 0;
        while (from < text.length()) {
            int newLine = text.indexOf('\n', from);
            int to = newLine < 0 ? text.length() : newLine;
            line(withoutCarriageReturn(text, from, to));
            from = to + 1;
        }
        endSection();
        return checked(new SessionDescription(session, sections));
    }

    private static String withoutCarriageReturn(String text, int from, int to) {
        boolean carriageReturn = to > from && text.charAt(to - 1) == '\r';
        return text.substring(from, carriageReturn ? to - 1 : to);
    }

    private void line(String text) {
        if (++lines > SessionDescription.LINES_MAX) {
            throw new MalformedSdpException("more than " + SessionDescription.LINES_MAX + " lines");
        }
        if (text.isEmpty()) {
            return;
        }
        if (text.length() > SessionDescription.LINE_CHARS_MAX) {
            throw new MalformedSdpException(
                    "a line has more than " + SessionDescription.LINE_CHARS_MAX + " characters");
        }
        requireNoControlCharacter(text);
        add(SdpLine.parse(text));
    }

    /** A lone CR or NUL inside a line would be read as a line end, or as the end, by others. */
    private static void requireNoControlCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' && text.charAt(i) != '\t') {
                throw new MalformedSdpException("a line holds a control character");
            }
        }
    }

    private void add(SdpLine line) {
        if (line.type() == 'm') {
            endSection();
            if (sections.size() == SessionDescription.MEDIA_SECTIONS_MAX) {
                throw new MalformedSdpException(
                        "more than " + SessionDescription.MEDIA_SECTIONS_MAX + " m= lines");
            }
            media = MediaLine.parse(line.value());
        } else if (media == null) {
            session.add(line);
        } else {
            mediaLines.add(line);
        }
    }

    private void endSection() {
        if (media != null) {
            sections.add(new MediaSection(media, mediaLines));
            media = null;
            mediaLines = new ArrayList<>();
        }
    }

    private static SessionDescription checked(SessionDescription description) {
        if (description.lines().isEmpty()
                || !description.lines().get(0).equals(new SdpLine('v', "0"))) {
            throw new MalformedSdpException("the first line is not v=0");
        }
        if (description.origin().split(" ", -1).length != 6) {
            throw new MalformedSdpException("the o= line does not have six fields");
        }
        return description;
    }
}
