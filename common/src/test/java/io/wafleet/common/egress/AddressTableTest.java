package io.wafleet.common.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way that is known to write a private address, against a server that would answer there. */
class AddressTableTest {

    private final AtomicInteger reached = new AtomicInteger();
    private final HttpServer here = server("127.0.0.1", 0);
    private final int port = here.getAddress().getPort();

    @AfterEach
    void stop() {
        here.stop(0);
    }

    /**
     * A refused 'form' or 'address' is refused when it is set; a 'name' where it is dialled, since what it leads to can
     * change. Nothing of the three is dialled.
     */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            literal,                        http://127.0.0.1:PORT/,                       address
            another of its net,             http://127.255.255.254:PORT/,                 address
            this host,                      http://0.0.0.0:PORT/,                         address
            metadata of a cloud,            http://169.254.169.254/latest/meta-data,      address
            short,                          http://127.1:PORT/,                           form
            shorter,                        http://0:PORT/,                               address
            decimal,                        http://2130706433:PORT/,                      address
            hexadecimal,                    http://0x7f000001:PORT/,                      address
            hexadecimal in parts,           http://0x7f.0x0.0x0.0x1:PORT/,                form
            octal,                          http://0177.0.0.1:PORT/,                      address
            octal as one number,            http://017700000001:PORT/,                    address
            trailing dot,                   http://127.0.0.1.:PORT/,                      form
            IPv6,                           http://[::1]:PORT/,                           address
            IPv6 unspecified,               http://[::]:PORT/,                            address
            IPv6 written out,               http://[0:0:0:0:0:0:0:1]:PORT/,               address
            IPv6 with a zone,               http://[fe80::1%25lo]:PORT/,                  name
            mapped,                         http://[::ffff:127.0.0.1]:PORT/,              address
            mapped in hexadecimal,          http://[::ffff:7f00:1]:PORT/,                 address
            compatible,                     http://[::127.0.0.1]:PORT/,                   address
            NAT64,                          http://[64:ff9b::127.0.0.1]:PORT/,            address
            NAT64 of a local net,           http://[64:ff9b:1::7f00:1]:PORT/,             address
            6to4,                           http://[2002:7f00:1::]:PORT/,                 address
            localhost,                      http://localhost:PORT/,                       address
            localhost with a trailing dot,  http://LocalHost.:PORT/,                      address
            under localhost,                http://a.localhost:PORT/,                     address
            user name,                      http://example.com@127.0.0.1:PORT/,           form
            user name and password,         http://example.com:80@127.0.0.1:PORT/,        form
            empty user name,                http://@127.0.0.1:PORT/,                      form
            backslash,                      http://127.0.0.1\\@example.com/,              form
            escaped,                        http://%31%32%37.0.0.1:PORT/,                 form
            full-width digits,              http://１２７.０.０.１:PORT/,                  form
            digits in circles,              http://①②⑦.⓪.⓪.①:PORT/,                     form
            ideographic full stops,         http://127。0。0。1:PORT/,                     form
            letters in circles,             http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:PORT/,                 form
            name,                           http://private.test:PORT/,                    name
            name with a trailing dot,       http://private.test.:PORT/,                   name
            one of two is private,          http://mixed.test:PORT/,                      name
            name of NAT64,                  http://nat64.test:PORT/,                      name
            punycode,                       http://xn--gre-6ka8i.test:PORT/,              name
            """)
    void isNotDialled(String what, String written, String refusedAs) throws IOException {
        String url = written.replace("PORT", "" + port);
        TestNames.answer("private.test", "127.0.0.1", "127.0.0.1");
        TestNames.answer("private.test.", "127.0.0.1", "127.0.0.1");
        TestNames.answer("mixed.test", "93.184.216.34,127.0.0.1", "93.184.216.34,127.0.0.1");
        TestNames.answer("nat64.test", "64:ff9b::7f00:1", "64:ff9b::7f00:1");
        TestNames.answer("xn--gre-6ka8i.test", "127.0.0.1", "127.0.0.1");

        assertThat(refused(url)).as(what).isEqualTo(refusedAs);
        try (CloseableHttpClient client = client()) {
            assertThatThrownBy(() -> client.execute(new HttpGet(url), answer -> answer.getCode()))
                    .as(what)
                    .isInstanceOfAny(IOException.class, IllegalArgumentException.class);
        }
        assertThat(reached).as(what).hasValue(0);
    }

    private static String refused(String url) {
        if (HttpUrl.problem("url", url) != null) {
            return "form";
        }
        return HttpUrl.isRefused(url, AddressPolicy.publicAnd(List.of())) ? "address" : "name";
    }

    /** 127.0.0.2 stands for what may be dialled, 127.0.0.1 for what may not. */
    @Test
    void aNameThatLeadsElsewhereAfterItWasCheckedIsDialledWhereItLed() throws IOException {
        AtomicInteger allowed = new AtomicInteger();
        HttpServer there = server("127.0.0.2", port, allowed);
        try (CloseableHttpClient client = client("127.0.0.2/32")) {
            TestNames.answer("rebound.test", "127.0.0.2", "127.0.0.1");
            HttpGet get = new HttpGet("http://rebound.test:" + port + "/");

            assertThat(client.<Integer>execute(get, answer -> answer.getCode())).isEqualTo(200);

            assertThat(allowed).hasValue(1);
            assertThat(reached).hasValue(0);
            assertThat(TestNames.unasked("rebound.test"))
                    .as("who checks and who dials ask once together")
                    .isEqualTo(1);
        } finally {
            there.stop(0);
        }
    }

    @Test
    void aNameIsCheckedForEachConnection() throws IOException {
        HttpServer there = server("127.0.0.2", port, new AtomicInteger());
        try (CloseableHttpClient client = client("127.0.0.2/32")) {
            TestNames.answer("moved.test", "127.0.0.2", "127.0.0.1");
            HttpGet get = new HttpGet("http://moved.test:" + port + "/");
            get.setHeader("Connection", "close");
            assertThat(client.<Integer>execute(get, answer -> answer.getCode())).isEqualTo(200);

            assertThatThrownBy(() -> client.execute(get, answer -> answer.getCode()))
                    .isInstanceOf(AddressRefused.class);

            assertThat(reached).hasValue(0);
        } finally {
            there.stop(0);
        }
    }

    private static CloseableHttpClient client(String... trusted) {
        return GuardedHttp.client(
                AddressPolicy.publicAnd(List.of(trusted)), 2, Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    private HttpServer server(String address, int port) {
        try {
            return server(address, port, reached);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static HttpServer server(String address, int port, AtomicInteger requests) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
