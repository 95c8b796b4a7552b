package dev.bluesky.ice;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.bluesky.wire.stun.StunMessages;
import dev.bluesky.wire.stun.StunView;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UfragTableTest {
    private final UfragTable<String> table = new UfragTable<>();
    private final StunView view = new StunView();

    private StunView check(String username) {
        byte[] check = StunMessages.check(username, 1).bytes();
        view.wrap(check, 0, check.length);
        return view;
    }

    @Test
    void aCheckFindsTheOwnerOfItsLocalUfrag() {
        table.add("AAAA", "anna");
        table.add("BBBB", "bert");
        assertThat(table.find(check("AAAA:BBBB"))).contains("anna");
        assertThat(table.find(check("BBBB:x:y"))).contains("bert");
        assertThat(table.find(check("CCCC:AAAA"))).isEmpty();
        assertThat(table.find(check("AAAA"))).isEmpty();
        assertThat(table.find(check(":AAAA"))).isEmpty();
        assertThat(table.find(check("AAA:AAAA"))).isEmpty();
    }

    @Test
    void aUfragHasOneOwnerUntilItIsRemoved() {
        assertThat(table.add("AAAA", "anna")).isTrue();
        assertThat(table.add("AAAA", "eve")).isFalse();
        assertThat(table.find(check("AAAA:x"))).contains("anna");
        table.remove("AAAA");
        table.remove("AAAA");
        assertThat(table.find(check("AAAA:x"))).isEmpty();
        assertThat(table.size()).isZero();
    }

    @Test
    void lookingUpDoesNotDisturbWhatIsStored() {
        for (int i = 0; i < 1000; i++) {
            table.add("ufrag" + i, "owner" + i);
        }
        for (int i = 0; i < 2000; i++) {
            boolean known = i < 1000;
            assertThat(table.find(check("ufrag" + i + ":x")).isPresent()).isEqualTo(known);
        }
    }

    @Test
    void aFloodOfUnknownUfragsAllocatesNothing() {
        table.add("AAAA", "anna");
        byte[] flood = StunMessages.check("unknown1:x", 1).signed("p").fingerprinted();
        int at = new String(flood, StandardCharsets.ISO_8859_1).indexOf("unknown1");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        int found = 0;
        for (int i = 0; i < 1_000_000; i++) {
            flood[at] = (byte) i;
            view.wrap(flood, 0, flood.length);
            found += table.find(view).isPresent() ? 1 : 0;
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(found).isZero();
        // class loading and compilation take their share; one object each would be 16 MB
        assertThat(allocated).isLessThan(500_000);
    }
}
