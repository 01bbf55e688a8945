package io.wafleet.common.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.problem.FieldProblem;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookHeadersTest {

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "X-Api-Key", "Cookie", "X-Forwarded-For", "accept", "x", "!#$%&'*+.^_`|~"})
    void whatTheReceiverWantsIsAllowed(String name) {
        assertThat(WebhookHeaders.problems(Map.of(name, "Bearer a:b; \"c\"\t~")))
                .isEmpty();
        assertThat(WebhookHeaders.problems(Map.of(name, ""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "HOST",
                "Content-Length",
                "content-type",
                "Content-Encoding",
                "Transfer-Encoding",
                "TE",
                "Trailer",
                "Connection",
                "Keep-Alive",
                "Upgrade",
                "HTTP2-Settings",
                "Expect",
                "Proxy-Authorization",
                "Sec-Fetch-Mode",
                "Date",
                "User-Agent",
                "Accept-Encoding",
                "Webhook-Id",
                "webhook-signature",
                "X-Hub-Signature",
                "X-Hub-Signature-256",
                "X-HTTP-Method-Override"
            })
    void whatMakesTheRequestIsRefused(String name) {
        assertThat(WebhookHeaders.problems(Map.of("X-Fine", "yes", name, "x")))
                .extracting(FieldProblem::pointer)
                .containsExactly("/headers/" + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Split: b", "a\nb", "a\rb", "a\0b", "Grüße", "\u007f", "\u001b[31m"})
    void aValueThatIsNoLineOfAsciiIsRefusedAndNotQuoted(String value) {
        assertThat(WebhookHeaders.problems(Map.of("X-Split", value)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.pointer()).isEqualTo("/headers/X-Split");
                    assertThat(problem.detail()).doesNotContain(value);
                });
    }

    @Test
    void aValueHasItsLimitAndIsAText() {
        Map<String, String> headers = new HashMap<>();
        headers.put("X-Long", "x".repeat(4_097));
        headers.put("X-None", null);
        headers.put("X-Longest", "x".repeat(4_096));

        assertThat(WebhookHeaders.problems(headers))
                .extracting(FieldProblem::pointer)
                .containsExactlyInAnyOrder("/headers/X-Long", "/headers/X-None");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "X Y", "X:", "X-Grüße", "X\r\nY", "(x)", "x@y", "\0"})
    void aNameThatIsNoTokenIsRefused(String name) {
        assertThat(WebhookHeaders.problems(Map.of(name, "x")))
                .singleElement()
                .extracting(FieldProblem::pointer)
                .asString()
                .startsWith("/headers/")
                .matches("[ -~]*");
    }

    @Test
    void aNameWithASlashIsNamedAsAPointerSaysIt() {
        assertThat(WebhookHeaders.problems(Map.of("a/b~c", "x")))
                .extracting(FieldProblem::pointer)
                .containsExactly("/headers/a~1b~0c");
    }

    @Test
    void theSameNameTwiceIsRefused() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Team", "a");
        headers.put("x-team", "b");

        assertThat(WebhookHeaders.problems(headers))
                .extracting(FieldProblem::pointer)
                .containsExactly("/headers/x-team");
    }
}
