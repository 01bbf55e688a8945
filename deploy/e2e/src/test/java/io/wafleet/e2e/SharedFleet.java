package io.wafleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import tools.jackson.databind.JsonNode;

/** One Wafleet with one linked account for all test classes that only send and receive. */
final class SharedFleet implements ParameterResolver {

    /** The running Wafleet as a test sees it. */
    static final class Running implements AutoCloseable {

        static final String ACCOUNT = "messaging";
        static final String NUMBER = "15557770001";

        private final Fleet fleet = new Fleet("messaging", Map.of("MAX_WHATSAPP_ACCOUNTS", "8"));
        private final Receiver receiver;
        private final Http api;
        private final Phone phone;

        Running() {
            try {
                receiver = new Receiver();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            fleet.up();
            api = new Http(fleet.gateway(), Map.of("X-Api-Key", fleet.apiKey()));
            phone = new Phone(new Http(fleet.sandbox(), Map.of()));
            create(ACCOUNT);
            scan(ACCOUNT, NUMBER);
        }

        Fleet fleet() {
            return fleet;
        }

        Receiver receiver() {
            return receiver;
        }

        Http api() {
            return api;
        }

        Phone phone() {
            return phone;
        }

        /** Makes a sandbox account whose webhooks go to the receiver. */
        void create(String account) {
            Answer created = api.post(
                    "/api/accounts",
                    Map.of(
                            "id",
                            account,
                            "network",
                            "sandbox",
                            "webhook_url",
                            receiver.url(),
                            "webhook_secret",
                            Receiver.SECRET));
            assertThat(created.status()).as(created.toString()).isEqualTo(201);
            within(60).until(() -> api.get("/api/accounts/" + account + "/qr").status() == 200);
        }

        void scan(String account, String number) {
            scanned(account, number);
            awaitStatus(account, "READY");
        }

        /** Scans the code of an account, whatever comes of it. */
        void scanned(String account, String number) {
            // The code that is read may have run out when it is scanned.
            within(60).ignoreExceptions().untilAsserted(() -> {
                String qr = api.get("/api/accounts/" + account + "/qr")
                        .data()
                        .path("raw")
                        .asString();
                phone.scan(qr, number, "Shop " + account);
            });
        }

        void awaitStatus(String account, String status) {
            within(60)
                    .untilAsserted(() -> assertThat(api.get("/api/accounts/" + account + "/status")
                                    .data()
                                    .path("status")
                                    .asString())
                            .isEqualTo(status));
        }

        /** Sends by REST and answers WhatsApp's id of the message. */
        String send(String to, Map<String, Object> content) {
            Map<String, Object> body = new HashMap<>(content);
            body.put("to", to);
            Answer answer = api.post("/api/accounts/" + ACCOUNT + "/messages/send?wait=60", body);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            return answer.data().path("provider_message_id").asString();
        }

        /** A message of the log, once it is there. */
        JsonNode logged(String id) {
            return eventually(() -> {
                Answer answer = api.get("/api/accounts/" + ACCOUNT + "/messages/" + id);
                assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
                return answer.data();
            });
        }

        /** A line of an account's list of chats. */
        JsonNode chat(String account, String person) {
            return eventually(() -> {
                Answer answer = api.get("/api/accounts/" + account + "/chats?limit=100");
                assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
                List<JsonNode> found = Json.elements(answer.data())
                        .filter(chat -> chat.path("id").asString().equals(person + "@c.us"))
                        .toList();
                assertThat(found).as("chat with %s in %s", person, answer).hasSize(1);
                return found.getFirst();
            });
        }

        /** The data of the one webhook of this kind about a message. */
        JsonNode webhook(String event, String field, String id) {
            return eventually(() -> {
                List<JsonNode> found = receiver.accepted(event)
                        .map(Receiver.Delivery::data)
                        .filter(data -> data.at(field).asString().equals(id))
                        .toList();
                assertThat(found).as("%s about %s", event, id).hasSize(1);
                return found.getFirst();
            });
        }

        /** What a phone has received under this id. */
        JsonNode onPhone(String number, String id) {
            return eventually(() -> {
                List<JsonNode> found = phone.received(number).stream()
                        .filter(message -> message.path("id").asString().equals(id))
                        .toList();
                assertThat(found).as("message %s on the phone %s", id, number).hasSize(1);
                return found.getFirst();
            });
        }

        @Override
        public void close() {
            fleet.close();
            receiver.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Running.class;
    }

    @Override
    public Running resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedFleet.class))
                .computeIfAbsent(Running.class, type -> new Running(), Running.class);
    }

    /** Waits until it can be had. */
    static <T> T eventually(Supplier<T> wanted) {
        Object[] found = new Object[1];
        within(60).untilAsserted(() -> found[0] = wanted.get());
        @SuppressWarnings("unchecked")
        T result = (T) found[0];
        return result;
    }

    static ConditionFactory within(int seconds) {
        return await().atMost(Duration.ofSeconds(seconds)).pollInterval(Duration.ofMillis(100));
    }
}
