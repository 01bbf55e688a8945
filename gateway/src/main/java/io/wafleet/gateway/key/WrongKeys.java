package io.wafleet.gateway.key;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Counts wrong keys by address: after ten, each further one makes the next wait twice as long, up to a minute. An IPv6
 * client is its /64, since it has all of that to itself.
 */
@Component
final class WrongKeys {

    private static final int FREE = 10;
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);
    private static final int MOST_REMEMBERED = 10_000;

    private final Clock clock;
    private final Map<String, Tries> byAddress = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    WrongKeys(Clock clock) {
        this.clock = clock;
    }

    private record Tries(int count, Instant last, Instant until) {}

    /** How long this address has to wait before its next try; zero if it need not. */
    synchronized Duration wait(@Nullable InetSocketAddress address) {
        Tries tries = byAddress.get(name(address));
        Instant now = clock.instant();
        return tries == null || !now.isBefore(tries.until) ? Duration.ZERO : Duration.between(now, tries.until);
    }

    synchronized void count(@Nullable InetSocketAddress address) {
        Instant now = clock.instant();
        byAddress.compute(name(address), (name, before) -> {
            int count = before == null || now.isAfter(before.last.plus(FORGOTTEN)) ? 1 : before.count + 1;
            return new Tries(count, now, now.plus(delayAfter(count)));
        });
    }

    static Duration delayAfter(int count) {
        if (count < FREE) {
            return Duration.ZERO;
        }
        Duration delay = Duration.ofSeconds(1L << Math.min(6, count - FREE));
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }

    private static String name(@Nullable InetSocketAddress address) {
        InetAddress resolved = address == null ? null : address.getAddress();
        if (resolved == null) {
            return "unknown";
        }
        byte[] bytes = resolved.getAddress();
        return HexFormat.of().formatHex(bytes.length == 16 ? Arrays.copyOf(bytes, 8) : bytes);
    }
}
