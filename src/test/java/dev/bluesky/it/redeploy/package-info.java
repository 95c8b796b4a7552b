/** Deploying, using and undeploying the WAR again and again in one running Tomcat. */
@NullMarked
package dev.bluesky.it.redeploy;

import org.jspecify.annotations.NullMarked;
