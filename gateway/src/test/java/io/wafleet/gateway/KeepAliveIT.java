package io.wafleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.gateway.testing.RunningGateway;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Speaks HTTP/1.1 by hand on one connection, as closely one request after the other as it can. */
class KeepAliveIT {

    private static final int REQUESTS = 1_500;

    @Test
    void aConnectionThatIsKeptAliveNeverStopsAnswering() throws IOException {
        int answered = 0;
        try (Socket socket = new Socket("127.0.0.1", RunningGateway.shared().port())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(10_000);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (; answered < REQUESTS; answered++) {
                String path = answered % 2 == 0 ? "/livez" : "/dashboard/icon.svg";
                socket.getOutputStream()
                        .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(line(in)).as("request %d", answered).startsWith("HTTP/1.1 200");
                readRest(in);
            }
        }
        assertThat(answered).isEqualTo(REQUESTS);
    }

    private static void readRest(InputStream in) throws IOException {
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase().startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        in.readNBytes(length);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int character = in.read(); character != '\n' && character >= 0; character = in.read()) {
            line.append((char) character);
        }
        return line.toString().strip();
    }
}
