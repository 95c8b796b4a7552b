/**
 * Tests of the shipped WAR inside each servlet container: the build runs these same classes once
 * per server (see the executions of the failsafe plugin).
 *
 * <p>Deployed is {@code target/bluesky.war} itself. Few classes: Payara Micro boots a server for
 * each.
 */
@NullMarked
package dev.bluesky.it.server;

import org.jspecify.annotations.NullMarked;
