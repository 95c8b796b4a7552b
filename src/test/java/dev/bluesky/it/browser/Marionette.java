package dev.bluesky.it.browser;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.json.Json;
import org.openqa.selenium.remote.ErrorCodec;

/**
 * Firefox's remote control: each message is JSON in UTF-8 behind its length in bytes and a colon; a
 * command {@code [0, id, name, parameters]} is answered by {@code [1, id, error, result]}.
 *
 * @see <a
 *     href="https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html">Marionette
 *     Protocol</a>
 */
final class Marionette implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_MS = 10_000;

    /** More than any command takes: a page that loads, a script that waits. */
    private static final int ANSWER_TIMEOUT_MS = 120_000;

    private static final Json JSON = new Json();

    private final Socket socket;
    private final InputStream input;
    private int lastId;

    private Marionette(Socket socket) throws IOException {
        this.socket = socket;
        this.input = new BufferedInputStream(socket.getInputStream());
        read(); // which program and protocol this is
    }

    static Marionette connect(String address, int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(address, port), CONNECT_TIMEOUT_MS);
            socket.setSoTimeout(ANSWER_TIMEOUT_MS);
            return new Marionette(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Runs one command and returns its result.
     *
     * @throws org.openqa.selenium.WebDriverException what WebDriver calls the browser's error
     */
    @Nullable Object call(String command, Map<String, ?> parameters) throws IOException {
        lastId++;
        write(JSON.toJson(List.of(0, lastId, command, parameters)));
        List<?> answer = JSON.toType(read(), List.class);
        if (answer.get(2) instanceof Map<?, ?> error) {
            throw ErrorCodec.createDefault().decode(Map.of("value", error));
        }
        return answer.get(3);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void write(String message) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        byte[] length = (bytes.length + ":").getBytes(StandardCharsets.US_ASCII);
        socket.getOutputStream().write(length);
        socket.getOutputStream().write(bytes);
    }

    private String read() throws IOException {
        int length = 0;
        for (int next = input.read(); next != ':'; next = input.read()) {
            if (next < '0' || next > '9') {
                throw new EOFException("Firefox has ended the connection");
            }
            length = length * 10 + (next - '0');
        }
        return new String(input.readNBytes(length), StandardCharsets.UTF_8);
    }
}
