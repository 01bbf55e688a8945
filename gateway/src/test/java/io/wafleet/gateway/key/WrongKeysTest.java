package io.wafleet.gateway.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class WrongKeysTest {

    private Instant now = Instant.parse("2026-11-20T10:00:00Z");
    private final WrongKeys wrongKeys = new WrongKeys(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    private static InetSocketAddress from(String address) throws Exception {
        return new InetSocketAddress(InetAddress.getByName(address), 1);
    }

    @Test
    void theDelayGrowsToAMinuteAndEndsByItself() throws Exception {
        for (int i = 0; i < 9; i++) {
            wrongKeys.count(from("192.0.2.1"));
        }
        assertThat(wrongKeys.wait(from("192.0.2.1"))).isZero();
        wrongKeys.count(from("192.0.2.1"));
        assertThat(wrongKeys.wait(from("192.0.2.1"))).hasSeconds(1);
        wrongKeys.count(from("192.0.2.1"));
        assertThat(wrongKeys.wait(from("192.0.2.1"))).hasSeconds(2);
        assertThat(wrongKeys.wait(from("192.0.2.2"))).isZero();
        assertThat(WrongKeys.delayAfter(1_000_000)).isEqualTo(Duration.ofMinutes(1));
        now = now.plusSeconds(2);
        assertThat(wrongKeys.wait(from("192.0.2.1"))).isZero();
    }

    @Test
    void aWholeIpv6NetworkIsOneGuesser() throws Exception {
        for (int i = 0; i < 10; i++) {
            wrongKeys.count(from("2001:db8::" + i));
        }
        assertThat(wrongKeys.wait(from("2001:db8::ffff"))).isPositive();
        assertThat(wrongKeys.wait(from("2001:db8:0:1::1"))).isZero();
    }
}
