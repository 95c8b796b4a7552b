package dev.bluesky.launch;

import java.io.Serial;

/** Why the server cannot start, as one line for the administrator. */
final class StartException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    StartException(String message, Throwable cause) {
        super(message.lines().findFirst().orElse(""), cause);
    }

    StartException(String message) {
        super(message.lines().findFirst().orElse(""));
    }
}
