package dev.bluesky.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.apache.catalina.connector.ClientAbortException;

/**
 * The log of {@code java -jar}: one line a record on standard error, ours from INFO, others from
 * WARNING.
 *
 * <p>While the server starts, what Tomcat has to say is held back: a start that fails has one line
 * of ours instead of pages of Tomcat's. An administrator's own {@code
 * java.util.logging.config.file} is left alone.
 */
final class LaunchLog extends Handler {
    private static final String FORMAT_KEY = "java.util.logging.SimpleFormatter.format";
    private static final String FORMAT = "%1$tF %1$tT %4$s %3$s: %5$s%6$s%n";

    // A logger that nobody holds is collected, and its level with it.
    private static final Logger OURS = Logger.getLogger("dev.bluesky");

    /** Jersey warns at each start that types which we do not use are not there. */
    private static final Logger WITHOUT_ACTIVATION =
            Logger.getLogger("org.glassfish.jersey.message.internal.MessagingBinders");

    private final Handler console;
    private final List<LogRecord> held = new ArrayList<>();
    private boolean holding = true;

    LaunchLog() {
        this(new ConsoleHandler());
    }

    LaunchLog(Handler console) {
        this.console = console;
    }

    static LaunchLog install() {
        LaunchLog log = new LaunchLog();
        if (System.getProperty("java.util.logging.config.file") == null) {
            log.becomeTheOnlyHandler();
        }
        return log;
    }

    private void becomeTheOnlyHandler() {
        if (System.getProperty(FORMAT_KEY) == null) {
            System.setProperty(FORMAT_KEY, FORMAT);
        }
        console.setFormatter(new SimpleFormatter());
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        root.addHandler(this);
        OURS.setLevel(Level.INFO);
        WITHOUT_ACTIVATION.setLevel(Level.SEVERE);
    }

    @Override
    public synchronized void publish(LogRecord record) {
        String logger = String.valueOf(record.getLoggerName());
        if (holding && logger.startsWith("org.apache.")) {
            held.add(record);
        } else if (!isAboutAClientThatIsGone(record)) {
            console.publish(record);
        }
    }

    /** Whoever leaves before the first byte of an answer is no fault; Jersey takes it for one. */
    private static boolean isAboutAClientThatIsGone(LogRecord record) {
        for (Throwable cause = record.getThrown(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ClientAbortException) {
                return true;
            }
        }
        return false;
    }

    /** The start has succeeded: shows what was held back, and holds no more. */
    synchronized void release() {
        holding = false;
        held.forEach(console::publish);
        held.clear();
    }

    /** The first failure that was held back, as one line. */
    synchronized String firstFailure() {
        return held.stream()
                .flatMap(record -> Optional.ofNullable(record.getThrown()).stream())
                .findFirst()
                .map(LaunchLog::rootReason)
                .orElse("the log has no reason");
    }

    static String rootReason(Throwable failure) {
        Throwable root = root(failure);
        return root.getMessage() == null ? root.getClass().getName() : root.getMessage();
    }

    static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    @Override
    public void flush() {
        console.flush();
    }

    /** Standard error stays open for the last words of the shutdown hook. */
    @Override
    public void close() {
        console.flush();
    }
}
