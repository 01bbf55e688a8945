package io.wafleet.relay.endpoint;

import io.wafleet.common.json.ContractJson;
import io.wafleet.common.webhook.WebhookSecret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * What is to be known of an endpoint to nobody but its receiver, sealed.
 *
 * @param setBy the command that set the secret
 * @param headers their values by name
 */
public record Secrets(Sealed secret, String setBy, Map<String, Sealed> headers) {

    /** The same, opened for one attempt. */
    public record Opened(WebhookSecret secret, Map<String, String> headers) {}

    /** A new secret for nobody in particular, and no headers. */
    public static Secrets random(WebhookKeys keys) {
        return new Secrets(keys.seal(WebhookSecret.random().reveal(), place(null, "", "secret")), "", Map.of());
    }

    public Secrets withoutHeaders() {
        return new Secrets(secret, setBy, Map.of());
    }

    /** Opens them; an endpoint whose secrets do not open can be sent nothing until they are set anew. */
    public Opened open(WebhookKeys keys) throws Unreadable {
        Map<String, String> opened = new TreeMap<>();
        for (Map.Entry<String, Sealed> header : headers.entrySet()) {
            opened.put(header.getKey(), keys.open(header.getValue()));
        }
        return new Opened(new WebhookSecret(keys.open(secret)), opened);
    }

    /** The same secrets, sealed with the current key. */
    Secrets sealedAnew(WebhookKeys keys) throws Unreadable {
        Map<String, Sealed> anew = new TreeMap<>();
        for (Map.Entry<String, Sealed> header : headers.entrySet()) {
            anew.put(header.getKey(), sealedAnew(header.getValue(), keys));
        }
        return new Secrets(sealedAnew(secret, keys), setBy, anew);
    }

    private static Sealed sealedAnew(Sealed sealed, WebhookKeys keys) throws Unreadable {
        return keys.seal(keys.open(sealed), sealed.place());
    }

    /** Reads the columns {@code secret}, {@code secret_set_by} and {@code headers} of an endpoint. */
    public static Secrets read(ResultSet row, @Nullable String accountId, String id) throws SQLException {
        Map<String, String> headers =
                ContractJson.mapper().readValue(row.getString("headers"), new TypeReference<>() {});
        return new Secrets(
                new Sealed(row.getString("secret"), place(accountId, id, "secret")),
                row.getString("secret_set_by"),
                mapped(headers, (name, text) -> new Sealed(text, headerPlace(accountId, id, name))));
    }

    static Sealed seal(WebhookKeys keys, @Nullable String accountId, String id, WebhookSecret secret) {
        return keys.seal(secret.reveal(), place(accountId, id, "secret"));
    }

    static Map<String, Sealed> seal(
            WebhookKeys keys, @Nullable String accountId, String id, Map<String, String> headers) {
        return mapped(headers, (name, value) -> keys.seal(value, headerPlace(accountId, id, name)));
    }

    /** The headers as they are stored. */
    String headersJson() {
        return ContractJson.mapper().writeValueAsString(mapped(headers, (name, value) -> value.text()));
    }

    private static String headerPlace(@Nullable String accountId, String id, String name) {
        return place(accountId, id, "header " + name);
    }

    /** Neither part has a slash or a blank, so no two places read the same. */
    private static String place(@Nullable String accountId, String id, String what) {
        return "endpoint " + Objects.requireNonNullElse(accountId, "") + "/" + id + " " + what;
    }

    private static <V, W> Map<String, W> mapped(Map<String, V> headers, BiFunction<String, V, W> by) {
        Map<String, W> mapped = new TreeMap<>();
        headers.forEach((name, value) -> mapped.put(name, by.apply(name, value)));
        return mapped;
    }
}
