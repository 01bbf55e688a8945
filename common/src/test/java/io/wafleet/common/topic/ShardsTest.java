package io.wafleet.common.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.account.AccountId;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardsTest {

    @Test
    void theShardIsKafkasMurmur2OfTheKeyAsEveryClientComputesIt() {
        // Values of the hash from Kafka's own UtilsTest: murmur2("21") = -973932308, murmur2("foobar") = -790332482.
        assertThat(Shards.of(new AccountId("21"), 24)).isEqualTo((-973_932_308 & 0x7fffffff) % 24);
        assertThat(Shards.of(new AccountId("foobar"), 24)).isEqualTo((-790_332_482 & 0x7fffffff) % 24);
    }

    @Test
    void accountsSpreadOverAllShards() {
        assertThat(IntStream.range(0, 500)
                        .map(number -> Shards.of(new AccountId("account-" + number), 24))
                        .distinct()
                        .count())
                .isEqualTo(24);
    }
}
