/**
 * The conference page in Debian's Chromium, driven as a person would: one browser for each person,
 * with Chromium's fake camera (a moving picture) and fake microphone (a beep each second).
 */
@NullMarked
package dev.bluesky.it.browser;

import org.jspecify.annotations.NullMarked;
