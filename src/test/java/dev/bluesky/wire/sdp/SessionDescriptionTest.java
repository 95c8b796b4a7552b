package dev.bluesky.wire.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionDescriptionTest {
    private static final String SESSION = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";
    private static final String AUDIO = "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n";

    static List<String> offers() {
        return RecordedOffers.names();
    }

    @ParameterizedTest
    @MethodSource("offers")
    void whatAClientOfferedIsPrintedAsItCame(String name) {
        String text = RecordedOffers.text(name);
        assertThat(SessionDescription.parse(text)).hasToString(text);
    }

    @Test
    void lineEndsWithoutCarriageReturnAreRead() {
        SessionDescription parsed = SessionDescription.parse((SESSION + AUDIO).replace("\r", ""));
        assertThat(parsed).hasToString(SESSION + AUDIO);
    }

    @Test
    void theLastLineNeedsNoEnd() {
        String text = SESSION + "m=audio 9 UDP/TLS/RTP/SAVPF 111";
        assertThat(SessionDescription.parse(text)).hasToString(text + "\r\n");
    }

    @Test
    void emptyLinesAreSkipped() {
        assertThat(SessionDescription.parse("\r\n\n" + SESSION + "\r\n" + AUDIO + "\n"))
                .hasToString(SESSION + AUDIO);
    }

    @Test
    void linesThatNobodyKnowsAreKeptInPlace() {
        String text = SESSION + "z=1 2\r\na=x-new:1\r\n" + AUDIO + "a=x-flag\r\nk=clear:x\r\n";
        assertThat(SessionDescription.parse(text)).hasToString(text);
    }

    @Test
    void unicodeIsKept() {
        String text = SESSION.replace("s=-", "s=会議 🎥 \u2028") + AUDIO;
        assertThat(SessionDescription.parse(text)).hasToString(text);
    }

    @Test
    void attributesAreFoundBySectionAndBySession() {
        SessionDescription parsed =
                SessionDescription.parse(
                        SESSION + "a=group:BUNDLE 0\r\n" + AUDIO + "a=rtcp-mux\r\na=midi:1\r\n");
        MediaSection audio = parsed.media().get(0);
        assertThat(parsed.attribute("group")).contains("BUNDLE 0");
        assertThat(parsed.attribute("mid")).isEmpty();
        assertThat(audio.attribute("rtcp-mux")).contains("");
        assertThat(audio.attributes("mid")).containsExactly("0");
    }

    @Test
    void withoutADirectionASectionSendsAndReceives() {
        assertThat(direction("")).isEqualTo(MediaDirection.SENDRECV);
        assertThat(direction("a=sendonlyish\r\n")).isEqualTo(MediaDirection.SENDRECV);
        assertThat(direction("a=sendonly\r\n")).isEqualTo(MediaDirection.SENDONLY);
        assertThat(direction("a=inactive\r\n").sends()).isFalse();
        assertThat(direction("a=recvonly\r\n").receives()).isTrue();
    }

    private static MediaDirection direction(String line) {
        return SessionDescription.parse(SESSION + AUDIO + line).media().get(0).direction();
    }

    @Test
    void portZeroRejectsASectionUnlessItIsBundleOnly() {
        String rejected = AUDIO.replace(" 9 ", " 0 ");
        assertThat(section(rejected).isRejected()).isTrue();
        assertThat(section(rejected + "a=bundle-only\r\n").isRejected()).isFalse();
        assertThat(section(AUDIO).isRejected()).isFalse();
    }

    @Test
    void codecsAreNamedInUpperCaseByPayloadType() {
        MediaSection section =
                section(AUDIO + "a=rtpmap:111 opus/48000/2\r\na=rtpmap:0\r\na=rtpmap:96 vp8/9\r\n");
        assertThat(section.codecs()).containsOnlyKeys("111", "96").containsEntry("111", "OPUS");
    }

    private static MediaSection section(String text) {
        return SessionDescription.parse(SESSION + text).media().get(0);
    }

    @Test
    void aDescriptionAtTheLimitsIsRead() {
        String longest = "a=" + "x".repeat(SessionDescription.LINE_CHARS_MAX - 2) + "\r\n";
        String most = AUDIO.repeat(SessionDescription.MEDIA_SECTIONS_MAX);
        assertThat(SessionDescription.parse(SESSION + longest + most).media())
                .hasSize(SessionDescription.MEDIA_SECTIONS_MAX);
        int lines = SessionDescription.LINES_MAX - 4;
        assertThat(SessionDescription.parse(SESSION + "a=x\n".repeat(lines)).lines())
                .hasSize(SessionDescription.LINES_MAX);
    }

    @Test
    void aLineTooManyIsRefusedEvenIfItIsEmpty() {
        int lines = SessionDescription.LINES_MAX - 4;
        assertMalformed(SESSION + "a=x\n".repeat(lines + 1), "lines");
        assertMalformed(SESSION + "\n".repeat(lines + 1), "lines");
    }

    @Test
    void aLineTooLongIsRefused() {
        String tooLong = "a=" + "x".repeat(SessionDescription.LINE_CHARS_MAX - 1);
        assertMalformed(SESSION + tooLong, "characters");
        assertMalformed(SESSION + "a=" + "x".repeat(1_000_000), "characters");
    }

    @Test
    void aMediaSectionTooManyIsRefused() {
        assertMalformed(SESSION + AUDIO.repeat(SessionDescription.MEDIA_SECTIONS_MAX + 1), "m=");
        assertMalformed(SESSION + AUDIO.repeat(10_000), "m=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\r", "\u0001", "\u001b", "\u000b"})
    void controlCharactersInsideALineAreRefused(String control) {
        assertMalformed(SESSION + "a=x" + control + "a=y\r\n", "control character");
    }

    @Test
    void aCarriageReturnDoesNotEndALineByItself() {
        assertMalformed(SESSION + "a=mid:0\ra=candidate:1\r\n", "control character");
        assertMalformed((SESSION + AUDIO).replace("\n", ""), "control character");
        assertMalformed(SESSION + "a=mid:0\r\r\n", "control character");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "o=- 1 2 IN IP4 127.0.0.1\r\nv=0\r\n",
                "v=1\r\no=- 1 2 IN IP4 127.0.0.1\r\n",
                "v=0 \r\no=- 1 2 IN IP4 127.0.0.1\r\n",
                "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n",
                "\ufeffv=0\r\no=- 1 2 IN IP4 127.0.0.1\r\n"
            })
    void theFirstLineMustBeTheVersion(String text) {
        assertThatThrownBy(() -> SessionDescription.parse(text))
                .isInstanceOf(MalformedSdpException.class);
    }

    @Test
    void theOriginMustBeThereWithSixFields() {
        assertMalformed("v=0\r\ns=-\r\n", "o=");
        assertMalformed("v=0\r\n" + AUDIO + "o=- 1 2 IN IP4 127.0.0.1\r\n", "o=");
        assertMalformed("v=0\r\no=- 1 2 IN IP4\r\n", "o=");
        assertMalformed("v=0\r\no=- 1 2 IN IP4 127.0.0.1 \r\n", "o=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "a", "=x", "A=x", "ä=x", " a=x", "a =x", "<html>"})
    void whatIsNoLineIsRefused(String line) {
        assertMalformed(SESSION + line + "\r\n", "<letter>=<value>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=",
                "m=audio",
                "m=audio 9 UDP/TLS/RTP/SAVPF",
                "m=audio 9 UDP/TLS/RTP/SAVPF ",
                "m= audio 9 UDP/TLS/RTP/SAVPF 111",
            })
    void aMediaLineWithoutFourFieldsIsRefused(String line) {
        assertMalformed(SESSION + line + "\r\n", "four fields");
    }

    @ParameterizedTest
    @ValueSource(strings = {"65536", "99999", "100000", "99999999999999999999", "-1", "9/2", "x"})
    void aMediaLinesPortMustBeAPort(String port) {
        assertMalformed(SESSION + "m=audio " + port + " RTP/AVP 0\r\n", "port");
    }

    @Test
    void whatIsRefusedIsNotQuotedAtLength() {
        assertThatThrownBy(() -> SessionDescription.parse(SESSION + "secret".repeat(100)))
                .hasMessageNotContaining("secret");
    }

    private static void assertMalformed(String text, String reason) {
        assertThatThrownBy(() -> SessionDescription.parse(text))
                .isInstanceOf(MalformedSdpException.class)
                .hasMessageContaining(reason);
    }
}
