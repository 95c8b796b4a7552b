/**
 * {@code java -jar bluesky.war}: an embedded Tomcat that runs the very file it came in.
 *
 * <p>{@link dev.bluesky.launch.Main} lies at the root of the WAR, alone and on nothing but the JDK.
 * It unpacks the file into a private temporary folder and starts {@link
 * dev.bluesky.launch.EmbeddedServer} in a class loader of {@code WEB-INF/embed} (Tomcat) and {@code
 * WEB-INF/classes}. The web application then has its own loader, as on any other server, and its
 * own copies of every class: nothing is shared with this package, and on another server nothing of
 * this package is ever loaded.
 *
 * <p>What people see: progress on standard output, then one line with the address; or one line on
 * standard error that says why not, and exit code 1. The shutdown hook stops Tomcat, so the
 * application closes its calls, and removes the folder.
 */
@NullMarked
package dev.bluesky.launch;

import org.jspecify.annotations.NullMarked;
