package io.wafleet.common.webhook;

import io.wafleet.common.problem.FieldProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Judges the headers that an endpoint asks for: none may change what the request is or pretend to be ours. */
public final class WebhookHeaders {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\t]{0,4096}");
    private static final List<String> RESERVED_FAMILIES = List.of("content-", "webhook-", "proxy-", "sec-");
    private static final Set<String> RESERVED = Set.of(
            "host",
            "connection",
            "keep-alive",
            "transfer-encoding",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "user-agent",
            "accept-encoding",
            "date",
            "http2-settings",
            "x-hub-signature",
            "x-hub-signature-256");

    /** Some servers take the method of the request from them. */
    private static final Set<String> METHODS = Set.of("x-http-method", "x-http-method-override", "x-method-override");

    private WebhookHeaders() {}

    /** What is wrong with them, each under {@code /headers/<name>}. */
    public static List<FieldProblem> problems(Map<String, String> headers) {
        List<FieldProblem> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        headers.forEach((name, value) -> {
            String problem = problem(name, value);
            if (problem == null && !seen.add(name.toLowerCase(Locale.ROOT))) {
                problem = "The header '" + name + "' is there twice, in upper and lower case";
            }
            if (problem != null) {
                // What is no character of a name may be one that the journal cannot hold.
                String escaped =
                        name.replaceAll("[^ -~]", "?").replace("~", "~0").replace("/", "~1");
                problems.add(new FieldProblem(
                        "/headers/" + escaped.substring(0, Math.min(128, escaped.length())), problem));
            }
        });
        return problems;
    }

    private static @Nullable String problem(String name, @Nullable String value) {
        if (!NAME.matcher(name).matches()) {
            return "A header's name is 1 to 128 letters, digits and the signs of a token";
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (RESERVED.contains(lower) || RESERVED_FAMILIES.stream().anyMatch(lower::startsWith)) {
            return "The header '" + name + "' is set by the relay";
        }
        if (METHODS.contains(lower)) {
            return "The header '" + name + "' could change the method of the request";
        }
        if (value == null || !VALUE.matcher(value).matches()) {
            return "A header's value is at most 4096 printable ASCII characters, without line breaks";
        }
        return null;
    }
}
