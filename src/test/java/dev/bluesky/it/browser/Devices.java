package dev.bluesky.it.browser;

/** What a browser does when the page asks for camera and microphone. */
public enum Devices {
    /** Gives Chromium's fake devices without asking. */
    GRANTED,
    /**
     * The same, and into the microphone somebody speaks; else it beeps, mostly too short for
     * speech.
     */
    SPEECH,
    /** The same, and before the camera sits Maya, whom the tests have drawn. */
    FILMED,
    /** The same, with two cameras. */
    TWO_CAMERAS,
    /** The same, with none. */
    NO_CAMERA,
    /** Has devices, but nobody who allows them: headless Chromium then refuses. */
    DENIED
}
