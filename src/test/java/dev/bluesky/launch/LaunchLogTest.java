package dev.bluesky.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
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

    private static LogRecord record(String logger, @Nullable Throwable thrown) {
        LogRecord record = new LogRecord(Level.SEVERE, "message");
        record.setLoggerName(logger);
        record.setThrown(thrown);
        return record;
    }
}
