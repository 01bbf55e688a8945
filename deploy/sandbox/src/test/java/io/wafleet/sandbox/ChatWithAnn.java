package io.wafleet.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** An account with an open page, and Ann, whose phone writes to it and gets what it writes. */
abstract class ChatWithAnn extends PageAndPhones {

    static final String BEN = "15552223333";

    private static final AtomicInteger OTHERS = new AtomicInteger();

    static String otherNumber() {
        return "1555888%04d".formatted(OTHERS.incrementAndGet());
    }

    /** The page of the test's account, ready. */
    WaPage linked() {
        return linked(account, "Support");
    }

    WaPage linked(String number, String name) {
        return page().pairedWith(phones, number, name);
    }

    /** What Ann's phone, or that of somebody who is named, does to the test's account. */
    JsonNode phone(String action, Object... fieldsAndValues) {
        var body = new HashMap<String, Object>(Map.of("account", account, "from", ANN));
        for (int i = 0; i < fieldsAndValues.length; i += 2) {
            body.put((String) fieldsAndValues[i], fieldsAndValues[i + 1]);
        }
        return phones.post("/phone/" + action, body);
    }

    /** The newest message that Ann's phone has received. */
    JsonNode newest() {
        JsonNode messages = received(phones, ANN);
        return messages.get(messages.size() - 1);
    }

    /** A message of the chat with Ann, in either direction. */
    JsonNode inChat(String id) {
        for (JsonNode message : phones.get("/phone/" + account + "/conversations/" + ANN)) {
            if (message.get("id").asString().equals(id)) {
                return message;
            }
        }
        throw new AssertionError("There is no message " + id);
    }
}
