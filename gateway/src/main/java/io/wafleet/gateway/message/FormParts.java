package io.wafleet.gateway.message;

import io.wafleet.common.problem.CommandError;
import io.wafleet.common.problem.FieldProblem;
import io.wafleet.gateway.problem.ApiException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
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

/** The parts of a form for a send. What people leave empty, a field or the choice of a file, is not given. */
final class FormParts {

    private static final String FILE = "file";
    private static final String REPEATABLE = "mentions";
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
            REPEATABLE,
            "client_message_id",
            "metadata");

    private final Map<String, List<String>> fields = new HashMap<>();
    private final List<FieldProblem> problems = new ArrayList<>();
    private @Nullable FilePart file;
    private byte @Nullable [] content;

    private FormParts() {}

    /** @throws ApiException INVALID_REQUEST for a part that nobody would look at */
    static FormParts of(ServerWebExchange exchange) {
        MultiValueMap<String, Part> given =
                exchange.getMultipartData().blockOptional().orElseGet(LinkedMultiValueMap::new);
        FormParts parts = new FormParts();
        given.forEach(parts::take);
        if (!parts.problems.isEmpty()) {
            throw new ApiException(CommandError.invalid(parts.problems));
        }
        return parts;
    }

    private void take(String name, List<Part> given) {
        if (given.size() > 1 && !name.equals(REPEATABLE)) {
            refuse(name, "is given more than once");
            return;
        }
        for (Part part : given) {
            if (part instanceof FormFieldPart field && FIELDS.contains(name)) {
                if (!field.value().isBlank()) {
                    fields.computeIfAbsent(name, first -> new ArrayList<>()).add(field.value());
                }
            } else if (part instanceof FilePart attached && name.equals(FILE)) {
                takeFile(attached);
            } else {
                refuse(name, name.equals(FILE) ? "is not sent as a file" : "is not a field of this form, or not text");
            }
        }
    }

    /** A browser sends an empty part without a name where nobody has chosen a file. */
    private void takeFile(FilePart attached) {
        byte[] bytes = bytes(attached);
        if (bytes.length > 0 || !attached.filename().isEmpty()) {
            file = attached;
            content = bytes;
        }
    }

    private void refuse(String name, String why) {
        String shown = name.substring(0, Math.min(64, name.length()));
        problems.add(new FieldProblem("/" + shown, "'" + shown + "' " + why));
    }

    /** The file, or null. */
    byte @Nullable [] content() {
        return content;
    }

    /** What the client calls the file, or null. */
    @Nullable
    String filename() {
        return file == null || file.filename().isEmpty() ? null : file.filename();
    }

    /** What the client says the file is, or null. */
    @Nullable
    String mimetype() {
        MediaType type = file == null ? null : file.headers().getContentType();
        return type == null ? null : type.toString();
    }

    @Nullable
    String field(String name) {
        List<String> values = fields.get(name);
        return values == null ? null : values.getFirst();
    }

    /** A field that may be repeated, and hold several values separated by commas. */
    List<String> list(String name) {
        return fields.getOrDefault(name, List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
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
}
