package io.wafleet.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.account.Network;
import io.wafleet.common.command.Command;
import io.wafleet.common.command.CreateAccount;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QuestionTest {

    /** An unmodifiable map of Java goes through its keys in another order in each process. */
    @Test
    void theSameContentReadsTheSameOnEveryGateway() {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("y", 2);
        inner.put("x", 1);
        Map<String, Object> metadata = new LinkedHashMap<>();
        for (String key : List.of("team", "order", "source", "agent", "tier", "plan", "country", "campaign")) {
            metadata.put(key, inner);
        }
        CreateAccount data = new CreateAccount("A", Network.SANDBOX, null, List.of(), null, metadata, null);
        Question question = Question.of(new Command("1", new AccountId("a"), Instant.EPOCH, "test", data));
        String expected = Stream.of("agent", "campaign", "country", "order", "plan", "source", "team", "tier")
                .map(key -> "\"" + key + "\":{\"x\":1,\"y\":2}")
                .collect(Collectors.joining(","));
        assertThat(new String(question.content(), StandardCharsets.UTF_8)).contains("{" + expected + "}");
    }
}
