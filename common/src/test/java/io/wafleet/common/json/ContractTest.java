package io.wafleet.common.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.wafleet.common.command.Command;
import io.wafleet.common.command.CommandData;
import io.wafleet.common.command.CommandType;
import io.wafleet.common.event.Event;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.EventType;
import io.wafleet.common.relay.RelayCommand;
import io.wafleet.common.relay.RelayCommandData;
import io.wafleet.common.relay.RelayCommandType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ContractTest {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static Stream<CommandData> commands() {
        return Samples.COMMANDS.stream();
    }

    static Stream<RelayCommandData> relayCommands() {
        return Samples.RELAY_COMMANDS.stream();
    }

    static Stream<EventData> events() {
        return Samples.EVENTS.stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandComesBackAsItWasWrittenAndFitsItsSchema(CommandData data) throws Exception {
        Command command = new Command("01JD", Samples.ACCOUNT, Samples.TIME, "test", data);
        byte[] json = ContractJson.write(command);
        assertThat(ContractJson.readCommand(json)).isEqualTo(command);
        assertFits(json, "command", "command." + command.type().wireName());
    }

    @ParameterizedTest
    @MethodSource("relayCommands")
    void everyRelayCommandComesBackAsItWasWrittenAndFitsItsSchema(RelayCommandData data) throws Exception {
        RelayCommand command = new RelayCommand("01JD", Samples.ACCOUNT, Samples.TIME, "test", data);
        byte[] json = ContractJson.write(command);
        assertThat(ContractJson.readRelayCommand(json)).isEqualTo(command);
        assertFits(json, "relay-command", "relay." + command.type().wireName());
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventComesBackAsItWasWrittenAndFitsItsSchema(EventData data) throws Exception {
        Event event = new Event("01JD", Samples.ACCOUNT, Samples.TIME, "test", 7, 1042, true, data);
        byte[] json = ContractJson.write(event);
        assertThat(ContractJson.readEvent(json)).isEqualTo(event);
        assertFits(json, "event", "event." + event.type().wireName());
    }

    @Test
    void theSamplesCoverEveryType() {
        assertThat(commands().map(CommandType::of)).containsExactlyInAnyOrder(CommandType.values());
        assertThat(relayCommands().map(RelayCommandType::of)).containsExactlyInAnyOrder(RelayCommandType.values());
        assertThat(events().map(EventType::of)).containsExactlyInAnyOrder(EventType.values());
    }

    @Test
    void asyncApiNamesEveryTypeAndItsSchema() throws IOException {
        JsonNode asyncApi;
        try (InputStream yaml = ContractTest.class.getResourceAsStream("/contract/asyncapi.yaml")) {
            asyncApi = new YAMLMapper().readTree(yaml);
        }
        Set<String> expected = new TreeSet<>();
        Stream.of(CommandType.values()).forEach(type -> expected.add("command." + type.wireName()));
        Stream.of(RelayCommandType.values()).forEach(type -> expected.add("relay." + type.wireName()));
        Stream.of(EventType.values()).forEach(type -> expected.add("event." + type.wireName()));

        JsonNode messages = asyncApi.at("/components/messages");
        assertThat(messages.propertyNames()).containsExactlyInAnyOrderElementsOf(expected);
        for (String name : expected) {
            assertThat(messages.path(name)
                            .at("/payload/allOf/1/properties/data/$ref")
                            .asString())
                    .isEqualTo("schemas/" + name + ".json");
        }
        int listed = Stream.of("commands", "relayCommands", "events")
                .mapToInt(channel ->
                        asyncApi.at("/channels/" + channel + "/messages").size())
                .sum();
        assertThat(listed).isEqualTo(expected.size());
    }

    private static void assertFits(byte[] json, String envelopeSchema, String dataSchema) throws IOException {
        JsonNode envelope = ContractJson.mapper().readTree(json);
        assertThat(schema(envelopeSchema).validate(envelope)).isEmpty();
        JsonNode data = envelope.path("data");
        assertThat(schema(dataSchema).validate(data)).isEmpty();
        // Every field is set in the samples, so a field without a schema, or a schema without a field, shows here.
        assertThat(properties(dataSchema)).containsExactlyInAnyOrderElementsOf(data.propertyNames());
    }

    private static Schema schema(String name) {
        return SCHEMAS.getSchema(SchemaLocation.of("classpath:contract/schemas/" + name + ".json"));
    }

    private static Set<String> properties(String name) throws IOException {
        try (InputStream json = ContractTest.class.getResourceAsStream("/contract/schemas/" + name + ".json")) {
            JsonNode schema = ContractJson.mapper().readTree(json);
            String reference = schema.path("$ref").asString("");
            return reference.isEmpty()
                    ? Set.copyOf(schema.path("properties").propertyNames())
                    : properties(reference.replace(".json", ""));
        }
    }
}
