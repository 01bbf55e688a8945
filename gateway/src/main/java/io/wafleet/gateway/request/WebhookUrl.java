package io.wafleet.gateway.request;

import io.wafleet.common.problem.FieldProblem;
import io.wafleet.gateway.problem.ApiException;
import java.net.URI;
import java.net.URISyntaxException;

/** The form of an address that webhooks go to. Where it leads is checked when it is dialled. */
public final class WebhookUrl {

    private WebhookUrl() {}

    /**
     * Lets pass an http or https address with a host and without a user.
     *
     * @throws ApiException INVALID_REQUEST for any other
     */
    public static void check(String field, String url) {
        if (!isWellFormed(url)) {
            throw ApiException.invalid(new FieldProblem(
                    "/" + field,
                    "'" + field + "' is an http or https address with a host and without user or password"));
        }
    }

    static boolean isWellFormed(String url) {
        try {
            URI uri = new URI(url);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return http && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getPort() <= 65_535;
        } catch (URISyntaxException invalid) {
            return false;
        }
    }
}
