/**
 * The only wiring: reads the configuration, makes the application-scoped objects when the container
 * starts the application, and closes them when it stops it. May import everything.
 *
 * <p>A servlet context listener and attributes rather than CDI: Tomcat has none, and a Weld inside
 * the WAR breaks Payara.
 */
@NullMarked
package dev.bluesky.boot;

import org.jspecify.annotations.NullMarked;
