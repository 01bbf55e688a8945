package io.wafleet.session.browser;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sandbox's simulated phones. */
final class Phones {

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final URI sandbox;

    Phones(URI sandbox) {
        this.sandbox = sandbox;
    }

    JsonNode pair(String qr, String phone, String name) {
        return post("pair", Map.of("qr", qr, "phone", phone, "name", name));
    }

    JsonNode post(String what, Map<String, ?> body) {
        HttpRequest request = HttpRequest.newBuilder(sandbox.resolve("/phone/" + what))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
        return answer(request);
    }

    /** What the phone of that number has received from the account. */
    JsonNode messages(String number, String account) {
        return answer(HttpRequest.newBuilder(sandbox.resolve("/phone/" + number + "/messages?account=" + account))
                .build());
    }

    /** How many pages of the account are connected. */
    JsonNode connections(String number) {
        return answer(HttpRequest.newBuilder(sandbox.resolve("/phone/" + number + "/connections"))
                .build());
    }

    private JsonNode answer(HttpRequest request) {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new AssertionError(
                        request.uri().getPath() + " answered " + response.statusCode() + " " + response.body());
            }
            return json.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
