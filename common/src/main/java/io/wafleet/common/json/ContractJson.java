package io.wafleet.common.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wafleet.common.account.AccountId;
import io.wafleet.common.command.Command;
import io.wafleet.common.command.CommandType;
import io.wafleet.common.event.Event;
import io.wafleet.common.event.EventType;
import io.wafleet.common.json.ContractViolation.Kind;
import io.wafleet.common.relay.RelayCommand;
import io.wafleet.common.relay.RelayCommandType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The contract's records as JSON: snake_case, one envelope, unknown fields ignored.
 *
 * <p>A record may nest 64 levels deep, hold strings of at most 1,500,000 characters and be of version 1, which is also
 * meant where none is given. Everything else is a {@link ContractViolation}.
 */
public final class ContractJson {

    private static final int VERSION = 1;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxNumberLength(64)
                            .maxStringLength(1_500_000)
                            .maxNameLength(1_000)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ContractJson() {}

    /** The mapper itself, for values inside the contract such as results. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    public static byte[] write(Command command) {
        ObjectNode envelope = envelope(command.id(), command.type().wireName(), command.accountId());
        return finish(envelope, command.time(), command.source(), command.data());
    }

    public static byte[] write(RelayCommand command) {
        ObjectNode envelope = envelope(command.id(), command.type().wireName(), command.accountId());
        return finish(envelope, command.time(), command.source(), command.data());
    }

    public static byte[] write(Event event) {
        ObjectNode envelope = envelope(event.id(), event.type().wireName(), event.accountId());
        envelope.put("epoch", event.epoch()).put("seq", event.seq());
        if (event.backfilled()) {
            envelope.put("backfilled", true);
        }
        return finish(envelope, event.time(), event.source(), event.data());
    }

    public static Command readCommand(byte[] json) throws ContractViolation {
        JsonNode envelope = envelope(json);
        CommandType type = CommandType.named(text(envelope, "type")).orElseThrow(() -> unknownType(envelope));
        AccountId account = account(envelope);
        if (account == null) {
            throw new ContractViolation(Kind.BAD_ENVELOPE, "account_id is missing");
        }
        return new Command(id(envelope), account, time(envelope), source(envelope), data(envelope, type.data()));
    }

    public static RelayCommand readRelayCommand(byte[] json) throws ContractViolation {
        JsonNode envelope = envelope(json);
        RelayCommandType type = RelayCommandType.named(text(envelope, "type")).orElseThrow(() -> unknownType(envelope));
        return new RelayCommand(
                id(envelope), account(envelope), time(envelope), source(envelope), data(envelope, type.data()));
    }

    public static Event readEvent(byte[] json) throws ContractViolation {
        JsonNode envelope = envelope(json);
        EventType type = EventType.named(text(envelope, "type")).orElseThrow(() -> unknownType(envelope));
        return new Event(
                id(envelope),
                account(envelope),
                time(envelope),
                source(envelope),
                envelope.path("epoch").asLong(0),
                envelope.path("seq").asLong(0),
                envelope.path("backfilled").asBoolean(false),
                data(envelope, type.data()));
    }

    private static ObjectNode envelope(String id, String type, @Nullable AccountId account) {
        ObjectNode envelope = MAPPER.createObjectNode().put("id", id).put("type", type);
        if (account != null) {
            envelope.put("account_id", account.value());
        }
        return envelope;
    }

    private static byte[] finish(ObjectNode envelope, Instant time, String source, Object data) {
        envelope.put("time", time.toString()).put("source", source).set("data", MAPPER.valueToTree(data));
        return MAPPER.writeValueAsBytes(envelope);
    }

    private static JsonNode envelope(byte @Nullable [] json) throws ContractViolation {
        if (json == null) {
            throw new ContractViolation(Kind.NOT_JSON, "The record has no value");
        }
        JsonNode envelope;
        try {
            envelope = MAPPER.readTree(json);
        } catch (JacksonException broken) {
            throw new ContractViolation(Kind.NOT_JSON, broken.getOriginalMessage());
        }
        if (!envelope.isObject()) {
            throw new ContractViolation(Kind.BAD_ENVELOPE, "The record is not a JSON object");
        }
        if (envelope.path("version").asInt(VERSION) != VERSION) {
            throw new ContractViolation(Kind.UNSUPPORTED_VERSION, "Only version " + VERSION + " is known");
        }
        return envelope;
    }

    private static String text(JsonNode envelope, String field) throws ContractViolation {
        JsonNode value = envelope.path(field);
        if (!value.isString() || value.stringValue().isBlank()) {
            throw new ContractViolation(Kind.BAD_ENVELOPE, field + " is missing");
        }
        return value.stringValue();
    }

    private static String id(JsonNode envelope) throws ContractViolation {
        String id = text(envelope, "id");
        if (id.length() > 128) {
            throw new ContractViolation(Kind.BAD_ENVELOPE, "id is longer than 128 characters");
        }
        // It goes into headers, logs and lines of server-sent events as it is.
        if (id.codePoints().anyMatch(ContractJson::isUnfitForAnId)) {
            throw new ContractViolation(Kind.BAD_ENVELOPE, "id has a control character or half a surrogate pair");
        }
        return id;
    }

    private static boolean isUnfitForAnId(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }

    private static @Nullable AccountId account(JsonNode envelope) throws ContractViolation {
        if (envelope.path("account_id").isMissingNode()
                || envelope.path("account_id").isNull()) {
            return null;
        }
        try {
            return new AccountId(text(envelope, "account_id"));
        } catch (IllegalArgumentException invalid) {
            throw new ContractViolation(Kind.BAD_ENVELOPE, "account_id: " + invalid.getMessage());
        }
    }

    /** Optional in records of other producers: the broker's own time orders them anyway. */
    private static Instant time(JsonNode envelope) throws ContractViolation {
        if (envelope.path("time").isMissingNode()) {
            return Instant.EPOCH;
        }
        try {
            return Instant.parse(text(envelope, "time"));
        } catch (DateTimeParseException invalid) {
            throw new ContractViolation(Kind.BAD_ENVELOPE, "time is not an ISO 8601 instant in UTC");
        }
    }

    private static String source(JsonNode envelope) {
        String source = envelope.path("source").asString("unknown");
        return source.length() > 128 ? source.substring(0, 128) : source;
    }

    private static <T> T data(JsonNode envelope, Class<T> type) throws ContractViolation {
        JsonNode data = envelope.path("data");
        if (!data.isObject() && !data.isMissingNode()) {
            throw new ContractViolation(Kind.BAD_DATA, "data is not a JSON object");
        }
        try {
            return MAPPER.treeToValue(data.isMissingNode() ? MAPPER.createObjectNode() : data, type);
        } catch (JacksonException invalid) {
            throw new ContractViolation(Kind.BAD_DATA, invalid.getOriginalMessage());
        }
    }

    private static ContractViolation unknownType(JsonNode envelope) {
        String type = envelope.path("type").asString("");
        return new ContractViolation(
                Kind.UNKNOWN_TYPE, "Unknown type " + type.substring(0, Math.min(64, type.length())));
    }
}
