package io.wafleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The simulated phones of the sandbox. */
public final class Phone {

    private final Http sandbox;

    public Phone(Http sandbox) {
        this.sandbox = sandbox;
    }

    public void scan(String qr, String phone, String name) {
        Answer answer = sandbox.post("/phone/pair", Map.of("qr", qr, "phone", phone, "name", name));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    /** Sends from a phone to an account and returns WhatsApp's id of the message. */
    public String send(String account, String from, String type, Map<String, Object> fields) {
        Map<String, Object> body = new HashMap<>(fields);
        body.put("account", account);
        body.put("from", from);
        body.put("type", type);
        Answer answer = sandbox.post("/phone/send", body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        String id = answer.json().path("id").asString();
        return id.contains("_") ? id.split("_")[2] : id;
    }

    public String text(String account, String from, String text) {
        return send(account, from, "chat", Map.of("body", text));
    }

    public List<JsonNode> received(String number) {
        JsonNode answer = sandbox.get("/phone/" + number + "/messages").json();
        JsonNode list = answer.isArray() ? answer : answer.path("messages");
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    public byte[] media(String id) {
        return sandbox.get("/phone/media/" + id).bytes();
    }

    /** Anything else a phone can do; fails unless it is done. */
    public JsonNode act(String what, Map<String, Object> fields) {
        Answer answer = sandbox.post("/phone/" + what, fields);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    /** Changes how the sandbox treats the account of that number. */
    public void knobs(String number, Map<String, Object> knobs) {
        Answer answer = sandbox.put("/phone/accounts/" + number + "/knobs", knobs);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    /** One message of the conversation between an account and a phone, as that phone sees it now. */
    public JsonNode message(String account, String person, String id) {
        JsonNode conversation =
                sandbox.get("/phone/" + account + "/conversations/" + person).json();
        JsonNode list = conversation.isArray() ? conversation : conversation.path("messages");
        return Json.elements(list)
                .filter(message -> message.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** What a phone sees the account do in their chat. */
    public JsonNode presence(String account, String person) {
        return sandbox.get("/phone/" + person + "/presence?account=" + account).json();
    }

    /** How often the account is and was connected, as the site saw it. */
    public JsonNode connections(String account) {
        return sandbox.get("/phone/" + account + "/connections").json();
    }

    public void unlink(String account) {
        sandbox.post("/phone/unlink", Map.of("account", account));
    }
}
