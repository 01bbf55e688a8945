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
import org.junit.jupiter.api.Test;

class QuestionTest {

    /** An unmodifiable map of Java goes through its keys in another order in each process. */
    @Test
    void theSameContentReadsTheSameOnEveryGateway() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        for (String key : "jihgfedcba".split("")) {
            metadata.put(key, 1);
        }
        CreateAccount data = new CreateAccount("A", Network.SANDBOX, null, List.of(), null, metadata);
        Question question = Question.of(new Command("1", new AccountId("a"), Instant.EPOCH, "test", data));
        assertThat(new String(question.content(), StandardCharsets.UTF_8))
                .contains("{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,\"i\":1,\"j\":1}");
    }
}
