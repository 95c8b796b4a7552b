/**
 * What things cost: programs that measure a whole server and print a table. Compiled with the
 * tests, whose peers they use as load; never run by the build.
 */
@NullMarked
package dev.bluesky.bench;

import org.jspecify.annotations.NullMarked;
