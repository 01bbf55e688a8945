package io.wafleet.common.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.security.Security;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The name server of the tests' JVM: names under {@code .test} are answered as a test says, all others by the system. */
public final class TestNames extends InetAddressResolverProvider {

    static {
        // Nothing is remembered, so that every look-up asks again.
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }

    private static final Map<String, Deque<List<InetAddress>>> ANSWERS = new ConcurrentHashMap<>();

    /** Has these look-ups of the name answered, one after the other; addresses of one answer are parted by a comma. */
    static void answer(String name, String... answers) {
        Deque<List<InetAddress>> queue = new ArrayDeque<>();
        for (String answer : answers) {
            queue.add(Stream.of(answer.split(",")).map(InetAddress::ofLiteral).toList());
        }
        ANSWERS.put(name, queue);
    }

    /** How many answers have not been asked for. */
    static int unasked(String name) {
        return ANSWERS.get(name).size();
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver system = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                if (!host.endsWith(".test")) {
                    return system.lookupByName(host, policy);
                }
                List<InetAddress> answer =
                        ANSWERS.getOrDefault(host, new ArrayDeque<>()).poll();
                if (answer == null) {
                    throw new UnknownHostException(host);
                }
                return answer.stream();
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return system.lookupByAddress(address);
            }
        };
    }

    @Override
    public String name() {
        return "test names";
    }
}
