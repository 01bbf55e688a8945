package io.wafleet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wafleet.common.account.AccountState;
import io.wafleet.common.event.QrIssued;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sandbox's phones, as a person would use them. */
record Phone(URI sandbox) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    JsonNode does(String what, Map<String, ?> with) {
        return answer(HttpRequest.newBuilder(sandbox.resolve("/phone/" + what))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(with)))
                .build());
    }

    /** Links an account that shows a QR code, or is about to: a code that ran out meanwhile is read anew. */
    void scan(Wire wire, String account, String number) {
        wire.awaitState(account, AccountState.QR);
        await().ignoreExceptions().atMost(Duration.ofSeconds(60)).until(() -> {
            String raw = wire.told(account, QrIssued.class).getLast().raw();
            return does("pair", Map.of("qr", raw, "phone", number, "name", "Support"))
                    .has("account");
        });
        wire.awaitState(account, AccountState.READY);
    }

    /** What the phone of that number has received from the account of the other. */
    JsonNode received(String number, String account) {
        return answer(HttpRequest.newBuilder(sandbox.resolve("/phone/" + number + "/messages?account=" + account))
                .build());
    }

    /** Both directions between the account of that number and somebody, or a group. */
    JsonNode conversation(String account, String other) {
        return answer(HttpRequest.newBuilder(sandbox.resolve("/phone/" + account + "/conversations/" + other))
                .build());
    }

    /** How the phone of that number sees the account of the other. */
    JsonNode presence(String number, String account) {
        return answer(HttpRequest.newBuilder(sandbox.resolve("/phone/" + number + "/presence?account=" + account))
                .build());
    }

    /** Sets knobs of one account. */
    JsonNode turns(String account, Map<String, ?> knobs) {
        return answer(HttpRequest.newBuilder(sandbox.resolve("/phone/accounts/" + account + "/knobs"))
                .header("content-type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(knobs)))
                .build());
    }

    /** How many pages of the account with that number are connected. */
    int connections(String number) {
        JsonNode answer = answer(HttpRequest.newBuilder(sandbox.resolve("/phone/" + number + "/connections"))
                .build());
        return answer.isNumber() ? answer.asInt() : answer.path("connections").asInt(-1);
    }

    private static JsonNode answer(HttpRequest request) {
        try {
            var response = HTTP.send(request, BodyHandlers.ofString());
            assertThat(response.statusCode())
                    .as(request.uri().getPath() + " " + response.body())
                    .isBetween(200, 299);
            return JSON.readTree(response.body());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }
}
