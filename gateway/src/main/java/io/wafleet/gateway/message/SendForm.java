package io.wafleet.gateway.message;

import io.wafleet.common.message.MessageType;
import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.gateway.problem.ApiException;
import io.wafleet.gateway.upload.Base64File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.FormFieldPart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A send that came as a form: the file in the part {@code file}, the rest in fields named as in JSON. */
record SendForm(SendRequest request, byte[] file) {

    private static final String FILE = "file";
    private static final Set<String> FIELDS = Set.of(
            "to",
            "message",
            "media_url",
            "mimetype",
            "filename",
            "caption",
            "type",
            "location",
            "contact",
            "poll",
            "reply_to",
            "mentions",
            "client_message_id",
            "metadata");

    /**
     * Waits for the whole form; to be called from a thread that may.
     *
     * @throws ApiException INVALID_REQUEST for a part that would not be read, or without a file
     */
    static SendForm read(ServerWebExchange exchange, JsonMapper json) {
        MultiValueMap<String, Part> parts =
                exchange.getMultipartData().blockOptional().orElseGet(LinkedMultiValueMap::new);
        Map<String, String> fields = fields(parts);
        if (!(parts.getFirst(FILE) instanceof FilePart file)) {
            throw ApiException.invalid(new FieldProblem("/file", "The form has no part 'file'"));
        }
        return new SendForm(request(fields, file, json), bytes(file));
    }

    /** What people type into a form and leave empty is not given. */
    private static Map<String, String> fields(MultiValueMap<String, Part> parts) {
        Map<String, String> fields = new HashMap<>();
        List<FieldProblem> problems = new ArrayList<>();
        parts.forEach((name, given) -> {
            String shown = name.substring(0, Math.min(64, name.length()));
            if (given.size() > 1) {
                problems.add(new FieldProblem("/" + shown, "'" + shown + "' is given more than once"));
            } else if (FIELDS.contains(name) && given.getFirst() instanceof FormFieldPart field) {
                if (!field.value().isBlank()) {
                    fields.put(name, field.value());
                }
            } else if (!name.equals(FILE)) {
                problems.add(new FieldProblem(
                        "/" + shown, "'" + shown + "' is not a field of this form, or not sent as text"));
            }
        });
        if (!problems.isEmpty()) {
            throw new ApiException(CommandError.invalid(problems));
        }
        return fields;
    }

    private static SendRequest request(Map<String, String> fields, FilePart file, JsonMapper json) {
        String mentions = fields.get("mentions");
        MediaType type = file.headers().getContentType();
        return new SendRequest(
                fields.get("to"),
                fields.get("message"),
                fields.get("media_url"),
                new Base64File(""),
                or(fields.get("mimetype"), type == null ? null : type.toString()),
                or(fields.get("filename"), file.filename()),
                fields.get("caption"),
                type(fields.get("type")),
                null,
                null,
                null,
                fields.get("reply_to"),
                mentions == null ? null : List.of(mentions),
                fields.get("client_message_id"),
                metadata(fields.get("metadata"), json));
    }

    private static @Nullable String or(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }

    private static byte[] bytes(FilePart file) {
        DataBuffer content = DataBufferUtils.join(file.content()).block();
        if (content == null) {
            return new byte[0];
        }
        try {
            byte[] bytes = new byte[content.readableByteCount()];
            content.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(content);
        }
    }

    private static @Nullable Map<String, Object> metadata(@Nullable String text, JsonMapper json) {
        if (text == null) {
            return null;
        }
        try {
            Map<String, Object> metadata = json.readValue(text, new TypeReference<>() {});
            if (metadata != null) {
                return metadata;
            }
        } catch (JacksonException notAnObject) {
            // Told below, without the parser's words.
        }
        throw ApiException.invalid(new FieldProblem("/metadata", "'metadata' is not a JSON object"));
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
