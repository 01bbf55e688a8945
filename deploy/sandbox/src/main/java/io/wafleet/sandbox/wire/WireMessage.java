package io.wafleet.sandbox.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
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
        @Nullable String body,
        @Nullable String caption,
        @Nullable String notifyName,
        @Nullable List<String> mentionedJidList,
        @JsonUnwrapped @Nullable WireMedia media,
        @JsonUnwrapped @Nullable WireQuote quote) {

    /** The middle part of the key, which both sides of a chat share. */
    public String bareId() {
        return id.split("_", 4)[2];
    }

    public WireMessage withTimeAndAck(long time, int newAck) {
        return new WireMessage(
                id, type, from, to, author, time, newAck, body, caption, notifyName, mentionedJidList, media, quote);
    }
}
