package dev.bluesky.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bluesky.wire.sdp.MediaSection;
import dev.bluesky.wire.sdp.SessionDescription;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SsrcGroupsTest {

    private static SsrcGroups groups(String... values) {
        StringBuilder sdp = new StringBuilder("v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n");
        sdp.append("m=video 9 UDP/TLS/RTP/SAVPF 96\r\n");
        for (String value : values) {
            sdp.append("a=ssrc-group:").append(value).append("\r\n");
        }
        MediaSection section = SessionDescription.parse(sdp.toString()).media().get(0);
        return SsrcGroups.of(section);
    }

    @Test
    void retransmissionsKnowWhatTheyRepeatAndLayersAreInOrder() {
        SsrcGroups groups = groups("SIM 1 2 4294967295", "FID 1 11", "FID 2 12");

        assertThat(groups.layers()).containsExactly(1L, 2L, 4_294_967_295L);
        assertThat(groups.originals()).isEqualTo(Map.of(11L, 1L, 12L, 2L));
    }

    @Test
    void groupsOfOtherKindsAndSizesSayNothing() {
        SsrcGroups groups =
                groups("FEC-FR 1 2", "FID 1", "FID 1 2 3", "FID", "DUP 4 5", "FIDO 6 7");

        assertThat(groups).isEqualTo(SsrcGroups.NONE);
    }

    @Test
    void theFirstOfContradictingGroupsCounts() {
        SsrcGroups groups = groups("FID 1 9", "FID 2 9", "SIM 1 2", "SIM 3 4");

        assertThat(groups.originals()).isEqualTo(Map.of(9L, 1L));
        assertThat(groups.layers()).containsExactly(1L, 2L);
    }

    @Test
    void whatIsNoSsrcIsPassedOver() {
        SsrcGroups groups = groups("SIM 1 -2 4294967296 x 3", "FID 5 99999999999");

        assertThat(groups.layers()).containsExactly(1L, 3L);
        assertThat(groups.originals()).isEmpty();
    }
}
