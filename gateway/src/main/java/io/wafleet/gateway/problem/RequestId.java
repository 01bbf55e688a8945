package io.wafleet.gateway.problem;

import com.github.f4b6a3.ulid.UlidCreator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** The name of a request in answers and logs: the caller's own if it is a sane one, else ours. */
public final class RequestId {

    public static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = RequestId.class.getName();
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    public static String of(ServerWebExchange exchange) {
        String known = exchange.getAttribute(ATTRIBUTE);
        if (known != null) {
            return known;
        }
        String id = chosen(exchange.getRequest().getHeaders().getFirst(HEADER));
        exchange.getAttributes().put(ATTRIBUTE, id);
        return id;
    }

    private static String chosen(@Nullable String asked) {
        return asked != null && SANE.matcher(asked).matches()
                ? asked
                : "req_" + UlidCreator.getMonotonicUlid().toLowerCase();
    }
}
