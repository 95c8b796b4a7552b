package dev.bluesky.boot;

import dev.bluesky.config.Config;
import dev.bluesky.config.ConfigReader;
import dev.bluesky.engine.forward.ForwardEngine;
import dev.bluesky.engine.nativertc.NativeEngine;
import dev.bluesky.sfu.Engine;
import dev.bluesky.sfu.Sfu;
import dev.bluesky.web.EventStreams;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts and stops the application with its servlet context. */
@WebListener
public class ApplicationLifecycle implements ServletContextListener {

    private static final Logger LOG = System.getLogger(ApplicationLifecycle.class.getName());

    private @Nullable Running running;

    /** What is to be closed, in this order: rooms tell the event streams that they are closed. */
    private record Running(Housekeeping housekeeping, Sfu sfu, EventStreams streams) {

        void close() {
            housekeeping.close();
            sfu.close();
            streams.close();
        }
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        Config config = ConfigReader.fromProcess();
        List<Engine> engines =
                List.of(ForwardEngine.start(config.media()), NativeEngine.start(config.media()));
        engines.forEach(
                engine -> engine.unavailable().ifPresent(reason -> LOG.log(Level.WARNING, reason)));
        Running started = start(config, engines);
        running = started;
        ServletContext context = event.getServletContext();
        context.setAttribute(Sfu.ATTRIBUTE, started.sfu());
        context.setAttribute(EventStreams.ATTRIBUTE, started.streams());
        LOG.log(Level.INFO, "Blue Sky is started at {0}/", context.getContextPath());
    }

    private static Running start(Config config, List<Engine> engines) {
        Sfu sfu = new Sfu(config, engines, System::nanoTime, InstantSource.system());
        return new Running(Housekeeping.start(sfu), sfu, new EventStreams(config.http()));
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        Running stopping = running;
        if (stopping != null) {
            running = null;
            event.getServletContext().removeAttribute(Sfu.ATTRIBUTE);
            event.getServletContext().removeAttribute(EventStreams.ATTRIBUTE);
            stopping.close();
            LOG.log(Level.INFO, "Blue Sky is stopped");
        }
    }
}
