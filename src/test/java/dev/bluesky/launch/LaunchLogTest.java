package dev.bluesky.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LaunchLogTest {
    @Test
    void firstFailureIsTheCauseOfTheFirstExceptionThatTomcatLogged() {
        LaunchLog log = new LaunchLog();
        log.publish(record("org.apache.catalina.core.StandardContext", null));
        log.publish(
                record(
                        "org.apache.catalina.core.X",
                        new IllegalStateException("outer", new Exception("no disk"))));
        log.publish(
                record("org.apache.catalina.core.X", new IllegalStateException("a consequence")));

        assertThat(log.firstFailure()).isEqualTo("no disk");
    }

    @Test
    void failureWithoutAMessageIsNamedByItsType() {
        assertThat(LaunchLog.rootReason(new IllegalStateException(new NullPointerException())))
                .isEqualTo("java.lang.NullPointerException");
    }

    @Test
    void startWithoutAnyExceptionSaysSo() {
        assertThat(new LaunchLog().firstFailure()).isEqualTo("the log has no reason");
    }

    @Test
    void clientsThatLeaveBeforeTheirAnswerAreNoFailureAndOtherFaultsAre() {
        List<LogRecord> shown = new ArrayList<>();
        LaunchLog log =
                new LaunchLog(
                        new Handler() {
                            @Override
                            public void publish(LogRecord record) {
                                shown.add(record);
                            }

                            @Override
                            public void flush() {}

                            @Override
                            public void close() {}
                        });
        LogRecord fault = record("org.glassfish.jersey.X", new IOException("disk full"));
        log.publish(fault);
        log.publish(
                record(
                        "org.glassfish.jersey.X",
                        new IllegalStateException(
                                new ClientAbortException(new IOException("Broken pipe")))));

        assertThat(shown).containsExactly(fault);
    }

    private static LogRecord record(String logger, @Nullable Throwable thrown) {
        LogRecord record = new LogRecord(Level.SEVERE, "message");
        record.setLoggerName(logger);
        record.setThrown(thrown);
        return record;
    }
}
