package io.wafleet.relay.endpoint;

import io.wafleet.common.egress.AddressPolicy;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges the address of an endpoint before anything is sent there. */
public final class WebhookUrl {

    private WebhookUrl() {}

    /** What is wrong with its form, or null: http or https, a host, no user name, at most 2,000 characters. */
    public static @Nullable String problem(String url) {
        if (url.length() > 2_000) {
            return "'url' is longer than 2000 characters";
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException invalid) {
            return "'url' is not a URL";
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return "'url' starts with http:// or https://";
        }
        if (uri.getRawUserInfo() != null
                || (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@"))) {
            return "'url' must not have a user name or password";
        }
        if (uri.getHost() == null || uri.getHost().isBlank()) {
            return "'url' has no host";
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            return "'url' has a port that does not exist";
        }
        return null;
    }

    /**
     * Whether its host is an address, in any spelling that a resolver would take, which must not be dialled. A name is
     * judged where it is dialled; {@code localhost} is known without asking.
     *
     * @param url of valid form
     */
    public static boolean isRefused(String url, AddressPolicy policy) {
        String host = URI.create(url).getHost().toLowerCase(Locale.ROOT);
        String bare = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (bare.equals("localhost") || bare.endsWith(".localhost")) {
            return !policy.allows(InetAddress.getLoopbackAddress());
        }
        // Resolvers disagree on spellings such as 0177.0.0.1, so each reading must be allowed.
        return readings(bare).anyMatch(literal -> !policy.allows(literal));
    }

    private static Stream<InetAddress> readings(String host) {
        return Stream.<Function<String, InetAddress>>of(InetAddress::ofLiteral, Inet4Address::ofPosixLiteral)
                .flatMap(reading -> {
                    try {
                        return Stream.of(reading.apply(host));
                    } catch (IllegalArgumentException aName) {
                        return Stream.empty();
                    }
                });
    }
}
