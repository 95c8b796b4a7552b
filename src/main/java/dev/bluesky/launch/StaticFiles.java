package dev.bluesky.launch;

import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;

/**
 * What a Tomcat that is installed has in its conf/web.xml: the servlet for files, and types for
 * their names.
 */
final class StaticFiles {
    private StaticFiles() {}

    /**
     * The types of our own files, with their charset, are in the application's web.xml, for every
     * server alike.
     */
    static void addTo(Context application) {
        Tomcat.addDefaultMimeTypeMappings(application);
        Wrapper files = Tomcat.addServlet(application, "default", new DefaultServlet());
        files.addInitParameter("listings", "false");
        files.addInitParameter("showServerInfo", "false");
        files.addInitParameter("fileEncoding", "utf-8");
        // A file sent by the kernel is not compressed, and our largest are scripts.
        files.addInitParameter("sendfileSize", "-1");
        files.setLoadOnStartup(1);
        files.setAsyncSupported(true);
        application.addServletMapping("/", "default");
        application.addWelcomeFile("index.html");
    }
}
