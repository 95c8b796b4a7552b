/**
 * Moving pictures that look like a meeting, drawn by the tests themselves: people before their
 * cameras, and what somebody shows on a screen. Nobody's face, and nothing to download.
 */
@NullMarked
package dev.bluesky.it.scene;

import org.jspecify.annotations.NullMarked;
