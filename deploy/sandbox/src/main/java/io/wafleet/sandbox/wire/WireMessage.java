package io.wafleet.sandbox.wire;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * A message in the words of WhatsApp Web's own message model; what is not listed here is not carried.
 *
 * @param id the whole key: {@code fromMe_chat_id[_participant]}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WireMessage(
        String id,
        String type,
        String from,
        String to,
        @Nullable String author,
        long t,
        @Nullable Integer ack,
        @Nullable String notifyName,
        @JsonUnwrapped WireContent content) {

    /** The middle part of the key, which both sides of a chat share. */
    public String bareId() {
        return bareId(id);
    }

    /** The id in a whole key; what is not a key is an id already. */
    public static String bareId(String key) {
        String[] parts = key.split("_", 4);
        return parts.length < 3 ? key : parts[2];
    }

    /** The id of the message that this one changes; null for a message of its own. */
    @JsonIgnore
    public @Nullable String parentId() {
        String key = content.addition() == null ? null : content.addition().parentKey();
        return key == null ? null : bareId(key);
    }

    public WireMessage withTimeAndAck(long time, int newAck) {
        return new WireMessage(id, type, from, to, author, time, newAck, notifyName, content);
    }

    public WireMessage withContent(String newType, WireContent newContent) {
        return new WireMessage(id, newType, from, to, author, t, ack, notifyName, newContent);
    }
}
