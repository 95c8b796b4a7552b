package dev.bluesky.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** HTTP/1.1 as bytes on a socket, for what a decent client refuses to send. */
final class RawHttp {
    private static final int ANSWER_LIMIT_MS = 30_000;

    private RawHttp() {}

    /**
     * What came back.
     *
     * @param status 0 if the server hung up without an answer
     * @param head status line and headers
     * @param body as it came, chunk sizes included
     */
    record Answer(int status, String head, String body) {

        /** The first header of that name. */
        Optional<String> header(String name) {
            String begin = name.toLowerCase(Locale.ROOT) + ":";
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(begin))
                    .map(line -> line.substring(begin.length()).strip())
                    .findFirst();
        }

        static Answer parse(String text) {
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                return new Answer(0, text, "");
            }
            String head = text.substring(0, end);
            return new Answer(
                    Integer.parseInt(head.split(" ", 3)[1]), head, text.substring(end + 4));
        }
    }

    /** A connection to the server, with nothing sent yet. */
    static Socket connect(URI server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
        socket.setSoTimeout(ANSWER_LIMIT_MS);
        return socket;
    }

    /** Sends a request line, headers besides Host and Connection (each with CRLF), and a body. */
    static Answer send(URI server, String requestLine, String headers, String body)
            throws IOException {
        String request =
                requestLine
                        + " HTTP/1.1\r\nHost: 127.0.0.1:"
                        + server.getPort()
                        + "\r\nConnection: close\r\n"
                        + headers
                        + "\r\n"
                        + body;
        try (Socket socket = connect(server)) {
            return exchange(socket, request);
        }
    }

    /** A request without a body. */
    static Answer send(URI server, String requestLine) throws IOException {
        return send(server, requestLine, "", "");
    }

    private static Answer exchange(Socket socket, String request) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            write(socket, request);
            byte[] buffer = new byte[65_536];
            for (int length = 0; length >= 0 && !isWhole(answer); ) {
                length = socket.getInputStream().read(buffer);
                answer.write(buffer, 0, Math.max(length, 0));
            }
        } catch (SocketException e) {
            // A server that refuses early closes while we still send; what it said counts.
            return Answer.parse(answer.toString(StandardCharsets.UTF_8));
        }
        return Answer.parse(answer.toString(StandardCharsets.UTF_8));
    }

    /** Not the end of the connection: a server may wait for the rest of what it has refused. */
    private static boolean isWhole(ByteArrayOutputStream soFar) {
        Answer answer = Answer.parse(soFar.toString(StandardCharsets.UTF_8));
        int length = answer.body().getBytes(StandardCharsets.UTF_8).length;
        return answer.header("Content-Length").map(Integer::valueOf).orElse(Integer.MAX_VALUE)
                        <= length
                || answer.body().endsWith("0\r\n\r\n");
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }
}
