package io.wafleet.gateway.message;

import io.wafleet.common.message.ContactCard;
import io.wafleet.common.message.Location;
import io.wafleet.common.message.MessageType;
import io.wafleet.common.message.Poll;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.gateway.problem.ApiException;
import io.wafleet.gateway.upload.Base64File;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A send that came as a form: a file, if there is one, in the part {@code file}, the rest in fields named as in JSON.
 * What is an object in JSON is the text of that object here.
 */
record SendForm(SendRequest request, byte @Nullable [] file) {

    /**
     * Waits for the whole form; to be called from a thread that may.
     *
     * @throws ApiException INVALID_REQUEST for a part that would not be read
     */
    static SendForm read(ServerWebExchange exchange, JsonMapper json) {
        FormParts parts = FormParts.of(exchange);
        return new SendForm(request(parts, json), parts.content());
    }

    private static SendRequest request(FormParts parts, JsonMapper json) {
        return new SendRequest(
                parts.field("to"),
                parts.field("message"),
                parts.field("media_url"),
                parts.content() == null ? null : new Base64File(""),
                or(parts.field("mimetype"), parts.mimetype()),
                or(parts.field("filename"), parts.filename()),
                parts.field("caption"),
                type(parts.field("type")),
                object("location", parts, json, new TypeReference<Location>() {}),
                object("contact", parts, json, new TypeReference<ContactCard>() {}),
                object("poll", parts, json, new TypeReference<Poll>() {}),
                parts.field("reply_to"),
                parts.list("mentions"),
                parts.field("client_message_id"),
                object("metadata", parts, json, new TypeReference<Map<String, Object>>() {}));
    }

    private static @Nullable String or(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }

    private static <T> @Nullable T object(String field, FormParts parts, JsonMapper json, TypeReference<T> type) {
        String text = parts.field(field);
        if (text == null) {
            return null;
        }
        try {
            T object = json.readValue(text, type);
            if (object != null) {
                return object;
            }
        } catch (JacksonException another) {
            // Told below, without the parser's words.
        }
        throw ApiException.invalid(
                new FieldProblem("/" + field, "'" + field + "' is not a JSON object of the form that it has in JSON"));
    }

    private static @Nullable MessageType type(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return Arrays.stream(MessageType.values())
                .filter(type -> type.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid(new FieldProblem("/type", "'type' is not a kind of message")));
    }
}
