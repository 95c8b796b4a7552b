package dev.bluesky.launch;

import dev.bluesky.config.Config;
import dev.bluesky.config.ConfigException;
import dev.bluesky.config.ConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanFilter;
import org.apache.tomcat.util.scan.StandardJarScanner;

/**
 * Tomcat with the web application in it.
 *
 * <p>{@link Main} calls {@link #call} from the main thread and {@link #close} from the shutdown
 * hook.
 */
public final class EmbeddedServer implements Callable<Integer>, AutoCloseable {
    private final Path folder;
    private final Tomcat tomcat = new Tomcat();
    private volatile boolean begun;

    /**
     * @param folder of the unpacked WAR; private to this process
     */
    public EmbeddedServer(Path folder) {
        this.folder = folder;
    }

    /** Runs until {@link #close}; returns the exit code of the process. */
    @Override
    public Integer call() {
        try {
            start(ConfigReader.fromProcess());
        } catch (ConfigException | StartException e) {
            System.err.println("Blue Sky cannot start: " + e.getMessage());
            return 1;
        }
        tomcat.getServer().await();
        return 0;
    }

    /**
     * Waits for a start under way; the application's listener closes the calls. A Tomcat that was
     * not told its folder is left alone: it would make one where the process runs.
     */
    @Override
    public void close() throws LifecycleException {
        if (begun) {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    private void start(Config config) throws StartException {
        LaunchLog log = LaunchLog.install();
        try {
            tomcat.setBaseDir(Files.createDirectory(folder.resolve("WEB-INF/tomcat")).toString());
            begun = true;
            Connectors connectors = new Connectors(config.server(), HttpsIdentity.of(config));
            connectors.addTo(tomcat);
            Context application = application(config.server());
            connectors.open(tomcat);
            tomcat.start();
            if (!application.getState().isAvailable()) {
                throw new StartException("the web application failed: " + log.firstFailure());
            }
            log.release();
            System.out.println("Blue Sky is ready: " + connectors.addresses());
        } catch (LifecycleException | IOException e) {
            throw new StartException(LaunchLog.rootReason(e), e);
        }
    }

    private Context application(Config.Server server) {
        tomcat.setAddDefaultWebXmlToWebapp(false);
        ((StandardHost) tomcat.getHost())
                .setErrorReportValveClass(ProblemReportValve.class.getName());
        String path = server.contextPath().equals("/") ? "" : server.contextPath();
        StandardContext application = (StandardContext) tomcat.addWebapp(path, folder.toString());
        application.setParentClassLoader(EmbeddedServer.class.getClassLoader());
        application.setJarScanner(onlyInitializers());
        application.setFailCtxIfServletStartFails(true);
        application.setCookies(false);
        // The process ends with the application: there is no loader to free, and no need for
        // --add-opens.
        application.setSkipMemoryLeakChecksOnJvmShutdown(true);
        application.setClearReferencesRmiTargets(false);
        StaticFiles.addTo(application);
        return application;
    }

    /**
     * Our libraries hold no annotated servlets, fragments or pages, so no jar needs to be opened
     * and searched for them. Their ServletContainerInitializers are found without a scan.
     */
    private static StandardJarScanner onlyInitializers() {
        StandardJarScanFilter none = new StandardJarScanFilter();
        none.setDefaultPluggabilityScan(false);
        none.setDefaultTldScan(false);
        StandardJarScanner scanner = new StandardJarScanner();
        scanner.setJarScanFilter(none);
        scanner.setScanClassPath(false);
        scanner.setScanManifest(false);
        return scanner;
    }
}
