package dev.bluesky.it.browser;

import dev.bluesky.it.net.TestNetwork;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openqa.selenium.Capabilities;
import org.openqa.selenium.remote.RemoteWebDriver;

/** Chromium driven by a chromedriver that runs beside it in another network. */
final class DriverInNetwork extends RemoteWebDriver {
    private static final Pattern READY = Pattern.compile("started successfully on port (\\d+)");

    private final Process driver;

    private DriverInNetwork(Process driver, URL address, Capabilities capabilities) {
        super(address, capabilities);
        this.driver = driver;
    }

    static RemoteWebDriver start(TestNetwork network, String program, Capabilities capabilities) {
        Process driver = launch(network, program);
        try {
            URI address = URI.create("http://" + network.address() + ":" + port(driver));
            return new DriverInNetwork(driver, address.toURL(), capabilities);
        } catch (MalformedURLException | RuntimeException e) {
            driver.destroy();
            throw new IllegalStateException("no Chromium at " + network.address(), e);
        }
    }

    @Override
    public void quit() {
        super.quit();
        driver.destroy();
    }

    private static Process launch(TestNetwork network, String program) {
        // It serves loopback alone unless told otherwise, and refuses whoever calls it by address.
        List<String> command =
                List.of(program, "--port=0", "--allowed-ips=", "--allowed-origins=*");
        try {
            return network.run(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String port(Process driver) {
        // Not closed: it would close the process's output, which chromedriver does not survive.
        BufferedReader lines = driver.inputReader(StandardCharsets.UTF_8);
        return lines.lines()
                .map(READY::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("chromedriver did not start"));
    }
}
