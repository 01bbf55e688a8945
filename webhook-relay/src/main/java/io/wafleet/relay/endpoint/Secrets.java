package io.wafleet.relay.endpoint;

import io.wafleet.common.json.ContractJson;
import io.wafleet.common.webhook.WebhookSecret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
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
 * @param old the secret before, if there was one
 * @param headers their values by name
 */
public record Secrets(Sealed secret, String setBy, @Nullable Old old, Map<String, Sealed> headers) {

    /** A secret that was replaced, and signs too until then. */
    public record Old(Sealed secret, Instant until) {}

    /**
     * The same, opened for one attempt.
     *
     * @param signing the secret, and the one before while it still signs
     */
    public record Opened(List<WebhookSecret> signing, Map<String, String> headers) {}

    /** A new secret for nobody in particular, and no headers. */
    public static Secrets random(WebhookKeys keys) {
        return first(keys, null, "", WebhookSecret.random(), "");
    }

    /** Those of a new endpoint. */
    static Secrets first(WebhookKeys keys, @Nullable String accountId, String id, WebhookSecret secret, String setBy) {
        return new Secrets(keys.seal(secret.reveal(), place(accountId, id, "secret")), setBy, null, Map.of());
    }

    public Secrets withoutHeaders() {
        return new Secrets(secret, setBy, old, Map.of());
    }

    Secrets withHeaders(WebhookKeys keys, @Nullable String accountId, String id, Map<String, String> values) {
        return new Secrets(
                secret,
                setBy,
                old,
                mapped(values, (name, value) -> keys.seal(value, headerPlace(accountId, id, name))));
    }

    /**
     * With another secret. The present one signs too until then, unless it does not open; if it is the same one, that
     * holds for the one before it.
     */
    Secrets rotated(WebhookKeys keys, WebhookSecret next, String by, Instant oldUntil) {
        Sealed before = secret;
        try {
            if (keys.open(secret).equals(next.reveal())) {
                return new Secrets(secret, by, old == null ? null : new Old(old.secret, oldUntil), headers);
            }
        } catch (Unreadable unreadable) {
            before = null;
        }
        return new Secrets(
                keys.seal(next.reveal(), secret.place()),
                by,
                before == null ? null : new Old(before, oldUntil),
                headers);
    }

    /** Until when the secret before the present one signs, if it does now. */
    @Nullable
    Instant oldUntil(Instant now) {
        Instant until = old == null ? null : old.until;
        return until != null && now.isBefore(until) ? until : null;
    }

    /** Opens them; an endpoint whose secrets do not open can be sent nothing until they are set anew. */
    public Opened open(WebhookKeys keys, Instant now) throws Unreadable {
        Map<String, String> opened = new TreeMap<>();
        for (Map.Entry<String, Sealed> header : headers.entrySet()) {
            opened.put(header.getKey(), keys.open(header.getValue()));
        }
        WebhookSecret present = new WebhookSecret(keys.open(secret));
        Old before = old;
        return new Opened(
                before == null || !now.isBefore(before.until)
                        ? List.of(present)
                        : List.of(present, new WebhookSecret(keys.open(before.secret))),
                opened);
    }

    /** The same secrets, sealed with the current key. */
    Secrets sealedAnew(WebhookKeys keys) throws Unreadable {
        Map<String, Sealed> anew = new TreeMap<>();
        for (Map.Entry<String, Sealed> header : headers.entrySet()) {
            anew.put(header.getKey(), sealedAnew(header.getValue(), keys));
        }
        Old before = old;
        return new Secrets(
                sealedAnew(secret, keys),
                setBy,
                before == null ? null : new Old(sealedAnew(before.secret, keys), before.until),
                anew);
    }

    private static Sealed sealedAnew(Sealed sealed, WebhookKeys keys) throws Unreadable {
        return keys.seal(keys.open(sealed), sealed.place());
    }

    /** Reads those of the endpoint of that name from its row. */
    public static Secrets read(ResultSet row, @Nullable String accountId, String id) throws SQLException {
        Map<String, String> headers =
                ContractJson.mapper().readValue(row.getString("headers"), new TypeReference<>() {});
        String place = place(accountId, id, "secret");
        String old = row.getString("old_secret");
        return new Secrets(
                new Sealed(row.getString("secret"), place),
                row.getString("secret_set_by"),
                old == null
                        ? null
                        : new Old(
                                new Sealed(old, place),
                                row.getObject("old_secret_until", OffsetDateTime.class)
                                        .toInstant()),
                mapped(headers, (name, text) -> new Sealed(text, headerPlace(accountId, id, name))));
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
