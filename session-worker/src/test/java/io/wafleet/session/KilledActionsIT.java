package io.wafleet.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.event.CommandCompleted;
import io.wafleet.common.event.EventData;
import io.wafleet.common.event.EventIds;
import io.wafleet.standalone.testing.RealParts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * A worker that is killed in the middle of reactions, edits, revocations and forwards, at random moments; the phone is the
 * witness of how often it saw each. {@code -Dwafleet.kills=25} tries more.
 */
class KilledActionsIT {

    private static final Logger log = LoggerFactory.getLogger(KilledActionsIT.class);
    private static final int KILLS = Integer.getInteger("wafleet.kills", 2);
    private static final String ANN = "15551234201";
    private static final String BEN = "15551234202";
    private static final Map<String, String> ACCOUNTS = Map.of(
            "killed-react", "15557772001",
            "killed-edit", "15557772002",
            "killed-revoke", "15557772003",
            "killed-forward", "15557772004");
    private static final int COMMANDS = 5;

    @TempDir
    Path home;

    private final Phone phone = new Phone(RealParts.sandbox());
    private final Random random = new Random();

    @Test
    void whatAWorkerWasKilledInTheMiddleOfIsSeenByThePhoneOnce() throws Exception {
        try (WorkerProcess worker = new WorkerProcess(home);
                Wire wire = new Wire(RealParts.kafka())) {
            ACCOUNTS.forEach((account, number) -> link(wire, account, number));
            int unfinished = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                unfinished += killInTheMiddle(worker, wire, kill);
            }
            log.info(
                    "{} kills in the middle of {} commands, {} of them unfinished, each seen once",
                    KILLS,
                    KILLS * COMMANDS * ACCOUNTS.size(),
                    unfinished);
            assertThat(unfinished).isPositive();
        }
    }

    /** Returns how many commands had no result yet. */
    private int killInTheMiddle(WorkerProcess worker, Wire wire, int kill) throws Exception {
        Map<String, List<String>> targets = new HashMap<>();
        for (String account : ACCOUNTS.keySet()) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < COMMANDS; i++) {
                EventData sent = wire.run(
                        "%s-target-%d-%d".formatted(account, kill, i),
                        "send",
                        account,
                        "{\"to\":\"%s\",\"message\":\"target %d %d\"}".formatted(ANN, kill, i));
                ids.add(((CommandCompleted) sent)
                        .result()
                        .path("provider_message_id")
                        .asString(""));
            }
            targets.put(account, ids);
        }
        // The phone has it, and the page does not know that yet: the moment that matters.
        ACCOUNTS.values().forEach(number -> phone.turns(number, Map.of("server_ack_delay_ms", 250)));
        for (int i = 0; i < COMMANDS; i++) {
            for (String account : ACCOUNTS.keySet()) {
                String type = account.substring("killed-".length());
                wire.command(
                        commandId(account, kill, i),
                        type,
                        account,
                        data(type, targets.get(account).get(i), commandId(account, kill, i)));
            }
        }
        String first = commandId("killed-react", kill, 0);
        wire.result(first);
        Thread.sleep(random.nextInt(700));
        worker.kill();
        ACCOUNTS.values().forEach(number -> phone.turns(number, Map.of("server_ack_delay_ms", 0)));
        int unfinished = (int) ACCOUNTS.keySet().stream()
                .flatMap(account -> IntStream.range(0, COMMANDS).mapToObj(i -> commandId(account, kill, i)))
                .filter(id -> wire.events(event -> event.id().equals(EventIds.ofResult(id)))
                        .isEmpty())
                .count();
        worker.startAgain();

        for (String account : ACCOUNTS.keySet()) {
            for (int i = 0; i < COMMANDS; i++) {
                String id = commandId(account, kill, i);
                assertThat(wire.result(id)).as(id).isInstanceOf(CommandCompleted.class);
                assertSeenOnce(account, targets.get(account).get(i), id);
            }
        }
        return unfinished;
    }

    private static String data(String type, String target, String command) {
        String message = "\"chat_id\":\"%s@c.us\",\"message_id\":\"%s\",\"from_me\":true".formatted(ANN, target);
        return switch (type) {
            case "react" -> "{%s,\"emoji\":\"👍\"}".formatted(message);
            case "edit" -> "{%s,\"message\":\"edited by %s\"}".formatted(message, command);
            case "revoke" -> "{%s}".formatted(message);
            case "forward" -> "{%s,\"to\":\"%s\",\"client_message_id\":\"%s\"}".formatted(message, BEN, command);
            default -> throw new IllegalArgumentException(type);
        };
    }

    private void assertSeenOnce(String account, String target, String command) {
        String number = ACCOUNTS.get(account);
        JsonNode seen = message(phone.received(ANN, number), target);
        assertThat(seen.path("sends").asInt()).as(command).isEqualTo(1);
        switch (account) {
            case "killed-react" -> {
                assertThat(seen.path("reactions")).as(command).hasSize(1);
                assertThat(seen.path("additions").asInt()).as(command).isEqualTo(1);
            }
            case "killed-edit" -> {
                assertThat(seen.path("body").asString()).isEqualTo("edited by " + command);
                assertThat(seen.path("additions").asInt()).as(command).isEqualTo(1);
            }
            case "killed-revoke" -> {
                assertThat(seen.path("revoked").asBoolean()).as(command).isTrue();
                assertThat(seen.path("additions").asInt()).as(command).isEqualTo(1);
            }
            default -> {
                String text = seen.path("body").asString();
                assertThat(phone.received(BEN, number)
                                .valueStream()
                                .filter(copy -> copy.path("body").asString("").equals(text)))
                        .as(command)
                        .singleElement()
                        .satisfies(
                                copy -> assertThat(copy.path("sends").asInt()).isEqualTo(1));
            }
        }
    }

    private static JsonNode message(JsonNode messages, String id) {
        return messages.valueStream()
                .filter(message -> message.path("id").asString("").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void link(Wire wire, String account, String number) {
        wire.run(account + "-create", "create", account, "{\"network\":\"sandbox\"}");
        phone.scan(wire, account, number);
    }

    private static String commandId(String account, int kill, int i) {
        return "%s-%d-%d".formatted(account, kill, i);
    }
}
