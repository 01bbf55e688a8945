package io.wafleet.session.command;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Judges an address that came with a command by its form; where it leads is judged when it is dialled. */
public final class HttpAddress {

    private HttpAddress() {}

    /** The address, if it is http or https, has a host and carries no user information. */
    public static Optional<URI> parse(String text) {
        try {
            URI address = new URI(text.strip());
            String scheme =
                    address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
            boolean plain = (scheme.equals("http") || scheme.equals("https"))
                    && address.getHost() != null
                    && address.getRawUserInfo() == null;
            return plain ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException invalid) {
            return Optional.empty();
        }
    }
}
