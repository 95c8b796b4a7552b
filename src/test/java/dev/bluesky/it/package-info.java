/**
 * Integration tests against whole servers. Those in {@code server} run once in each servlet
 * container; those in this package start what they need themselves.
 */
@NullMarked
package dev.bluesky.it;

import org.jspecify.annotations.NullMarked;
