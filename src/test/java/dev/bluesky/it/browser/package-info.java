/**
 * The conference page in Debian's Chromium and Firefox, driven as a person would: one browser for
 * each person, with the browser's fake camera (a moving picture) and fake microphone (a tone).
 */
@NullMarked
package dev.bluesky.it.browser;

import org.jspecify.annotations.NullMarked;
