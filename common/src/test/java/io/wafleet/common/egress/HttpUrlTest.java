package io.wafleet.common.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUrlTest {

    private static final AddressPolicy PUBLIC = AddressPolicy.publicAnd(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com",
                "https://example.com:8443/hook?a=b",
                "HTTPS://EXAMPLE.com/",
                "http://93.184.216.34/",
                "http://[2606:2800:220:1:248:1893:25c8:1946]/"
            })
    void publicAddressesAreTaken(String url) {
        assertThat(HttpUrl.problem("url", url)).isNull();
        assertThat(HttpUrl.isRefused(url, PUBLIC)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "ftp://example.com",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "http://",
                "http:///path",
                "http://user:password@example.com/",
                "http://127.0.0.1@example.com/",
                "http://exa mple.com/",
                "http://example.com:0/",
                "http://example.com:70000/",
                "http://example.com/\r\nX: y",
                "http://example.com/\ud83d"
            })
    void otherFormsAreNot(String url) {
        assertThat(HttpUrl.problem("url", url)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://localhost:8080/",
                "http://LOCALHOST./",
                "http://a.localhost/",
                "http://10.1.2.3/",
                "http://169.254.169.254/latest/meta-data",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0177.0.0.1/",
                "http://127.1/",
                "http://0/",
                "http://[::1]/",
                "http://[::ffff:10.0.0.1]/",
                "http://[64:ff9b::a00:1]/",
                "http://[fd00::1]/"
            })
    void privateAddressesAreRefusedInEverySpelling(String url) {
        assertThat(HttpUrl.problem("url", url) != null || HttpUrl.isRefused(url, PUBLIC))
                .isTrue();
    }

    @Test
    void whatIsNotAsciiIsEscaped() {
        assertThat(HttpUrl.ascii("https://example.com/größe?q=é%20b"))
                .isEqualTo("https://example.com/gr%C3%B6%C3%9Fe?q=%C3%A9%20b");
        assertThat(HttpUrl.problem("url", "https://größe.example/")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1/", "http://localhost:8080/"})
    void aTrustedNetworkIsNot(String url) {
        assertThat(HttpUrl.isRefused(url, AddressPolicy.publicAnd(List.of("127.0.0.0/8"))))
                .isFalse();
    }
}
