package io.wafleet.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlTest {

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:9000", "https://example.com/a?b=c", "HTTPS://example.com"})
    void webAddressesAreTaken(String url) {
        assertThat(WebhookUrl.isWellFormed(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "/hook",
                "ftp://example.com",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "https://",
                "https:///path",
                "https://user@example.com",
                "https://a b",
                "https://example.com:99999"
            })
    void anythingElseIsNot(String url) {
        assertThat(WebhookUrl.isWellFormed(url)).isFalse();
    }
}
