package dev.bluesky.it.browser;

/** A camera whose system can blur what is behind the person, as no machine that tests has one. */
final class BlurringCamera {
    /** Makes one of each camera of a page, if it runs before the page's own code. */
    static final String SCRIPT =
            """
            const of = MediaStreamTrack.prototype;
            const { getCapabilities, getSettings, applyConstraints } = of;
            const video = (track) => track.kind === "video";
            of.getCapabilities = function () {
              const blur = video(this) ? { backgroundBlur: [false, true] } : {};
              return { ...getCapabilities.call(this), ...blur };
            };
            of.getSettings = function () {
              const blur = video(this) ? { backgroundBlur: this.blurred ?? false } : {};
              return { ...getSettings.call(this), ...blur };
            };
            of.applyConstraints = async function ({ backgroundBlur, ...rest }) {
              await applyConstraints.call(this, rest);
              window.blurred = this.blurred = backgroundBlur ?? false;
            };
            """;

    /** Whether the last one was told to blur. */
    static final String IS_BLURRED = "return window.blurred === true";

    private BlurringCamera() {}
}
