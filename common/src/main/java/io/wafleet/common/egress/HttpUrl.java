package io.wafleet.common.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges a URL that came from outside before anything is sent there; where it leads is judged again when it is dialled. */
public final class HttpUrl {

    private HttpUrl() {}

    /**
     * What is wrong with its form, or null: http or https, a host, no user name, at most 2,000 characters.
     *
     * @param field what the URL is called where it came from
     */
    public static @Nullable String problem(String field, String url) {
        String problem = problem(url);
        return problem == null ? null : "'" + field + "' " + problem;
    }

    private static @Nullable String problem(String url) {
        if (url.length() > 2_000) {
            return "is longer than 2000 characters";
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(url)) {
            return "has half a surrogate pair";
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException invalid) {
            return "is not a URL";
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return "starts with http:// or https://";
        }
        if (uri.getRawUserInfo() != null
                || (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@"))) {
            return "must not have a user name or password";
        }
        if (uri.getHost() == null || uri.getHost().isBlank()) {
            return "has no host";
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            return "has a port that does not exist";
        }
        return null;
    }

    /** As it is sent, with whatever is not ASCII escaped. */
    public static String ascii(String url) {
        return URI.create(url).toASCIIString();
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
