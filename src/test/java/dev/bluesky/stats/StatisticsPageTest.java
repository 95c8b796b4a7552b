package dev.bluesky.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The page is written from the enums' Javadoc: {@code mvn test -Dtest=StatisticsPageTest
 * -Dwrite-pages=true}.
 */
class StatisticsPageTest {
    private static final Path PAGE = Path.of("src/site/markdown/statistics.md");
    private static final Path SOURCES = Path.of("src/main/java");

    /** What is no drop, and so is never counted as one. */
    private static final Set<String> UNCOUNTED = Set.of("NONE", "ACCEPTED");

    /** What is counted under one prefix. */
    enum Table {
        LOOP("loop", "loop.LoopCounter"),
        DEMUX_DROP("demux-drop", "engine.forward.DemuxDrop"),
        TRANSPORT("transport", "peer.Traffic"),
        TRANSPORT_DROP("transport-drop", "peer.TransportDrop"),
        ICE_DROP("ice-drop", "ice.IceDropReason"),
        DTLS_DROP("dtls-drop", "dtls.DtlsVerdict"),
        SRTP_DROP("srtp-drop", "srtp.SrtpDrop"),
        INBOUND_DROP("inbound-drop", "peer.InboundDrop"),
        INBOUND("<kind>.<ssrc>", "peer.InboundCounter"),
        SEND_DROP("send-drop", "media.send.DropReason"),
        OUTBOUND("<kind>.<ssrc>", "peer.OutboundCounter"),
        SENDING("sending", "peer.SendingCounter"),
        SENDING_NOW("sending", "peer.SendingGauge");

        private final String prefix;
        private final String type;

        Table(String prefix, String type) {
            this.prefix = prefix;
            this.type = "dev.bluesky." + type;
        }

        private String start() {
            return "<!-- %s: written by StatisticsPageTest -->\n".formatted(type);
        }

        private String end() {
            return "<!-- end of %s -->\n".formatted(type);
        }

        private String written() throws IOException, ClassNotFoundException {
            Path source = SOURCES.resolve(type.replace('.', '/') + ".java");
            String code = Files.readString(source);
            StringBuilder table =
                    new StringBuilder(start()).append("\n| name | what |\n|---|---|\n");
            for (Enum<?> constant : constants()) {
                if (!UNCOUNTED.contains(constant.name())) {
                    table.append(
                            "| `%s.%s` | %s |\n"
                                    .formatted(
                                            prefix,
                                            Counters.label(constant),
                                            description(code, constant)));
                }
            }
            return table.append('\n').append(end()).toString();
        }

        private List<Enum<?>> constants() throws ClassNotFoundException {
            List<Enum<?>> constants = new ArrayList<>();
            for (Object constant : Class.forName(type).getEnumConstants()) {
                constants.add((Enum<?>) constant);
            }
            return constants;
        }
    }

    private static String description(String code, Enum<?> constant) {
        Matcher javadoc =
                Pattern.compile(
                                "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*" + constant.name() + "\\b",
                                Pattern.DOTALL)
                        .matcher(code);
        assertThat(javadoc.find()).as("Javadoc of " + constant).isTrue();
        return javadoc.group(1)
                .replaceAll("\\n\\s*\\*", " ")
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\{@link (?:[a-z]+\\.)*([^}]*)}", "`$1`")
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .strip();
    }

    @ParameterizedTest
    @EnumSource
    void pageListsEveryNameWithWhatTheCodeSaysOfIt(Table table)
            throws IOException, ClassNotFoundException {
        String page = Files.readString(PAGE);
        if (Boolean.getBoolean("write-pages")) {
            page =
                    page.substring(0, page.indexOf(table.start()))
                            + table.written()
                            + page.substring(page.indexOf(table.end()) + table.end().length());
            Files.writeString(PAGE, page);
        }

        assertThat(page).contains(table.written());
    }

    @Test
    void everyEnumThatIsCountedHasATable() throws IOException {
        Pattern counted = Pattern.compile("new Counters<>\\((\\w+)\\.class\\)");
        List<String> types = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Matcher found = counted.matcher(Files.readString(file));
                while (found.find()) {
                    types.add(found.group(1));
                }
            }
        }

        List<String> tables =
                Stream.of(Table.values())
                        .map(table -> table.type.substring(table.type.lastIndexOf('.') + 1))
                        .toList();
        assertThat(types).isNotEmpty();
        assertThat(tables).containsAll(types);
    }
}
