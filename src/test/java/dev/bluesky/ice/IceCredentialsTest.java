package dev.bluesky.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IceCredentialsTest {
    @Test
    void randomOnesDifferAndUseTheWholeAlphabet() {
        SecureRandom random = new SecureRandom();
        Set<String> ufrags = new HashSet<>();
        Set<Integer> characters = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            IceCredentials credentials = IceCredentials.random(random);
            ufrags.add(credentials.ufrag());
            credentials.password().chars().forEach(characters::add);
            assertThat(credentials.password()).hasSize(24);
        }
        assertThat(ufrags).hasSize(1000);
        assertThat(characters).hasSize(64);
    }

    @Test
    void thePasswordDoesNotShow() {
        IceCredentials credentials = new IceCredentials("ufrag", "secret+secret+secret+12");
        assertThat(credentials.toString()).contains("ufrag").doesNotContain("secret");
    }

    @Test
    void lengthsAndAlphabetAreThoseOfTheRfc() {
        assertThat(IceCredentials.isUfrag("abc")).isFalse();
        assertThat(IceCredentials.isUfrag("ab+/")).isTrue();
        assertThat(IceCredentials.isUfrag("a".repeat(256))).isTrue();
        assertThat(IceCredentials.isUfrag("a".repeat(257))).isFalse();
        for (String wrong : new String[] {"ab:d", "ab d", "ab\r\nd", "abc\u00e9", "abc\u0161"}) {
            assertThat(IceCredentials.isUfrag(wrong)).as(wrong).isFalse();
        }
        assertThatThrownBy(() -> new IceCredentials("abcd", "p".repeat(21)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("ppp");
    }
}
