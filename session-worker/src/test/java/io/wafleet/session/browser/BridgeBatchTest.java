package io.wafleet.session.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BridgeBatchTest {

    @Test
    void aMessageIsReadAsItWasTold() {
        BridgeBatch batch = BridgeBatch.read("""
                        {"document":"d1","batch":7,"events":[{"type":"message","message":{
                          "id":"3EB0","chatId":"120@g.us","from":"1555","fromLid":"99","author":"1555","to":"1666",
                          "fromMe":false,"isGroup":true,"type":"image","body":null,"caption":"look \\u202e\\"here\\"",
                          "timestamp":1700000000,"quotedId":"3A","mentions":["1777"],"pushName":"Ann","ack":1,
                          "media":{"mimetype":"image/png","filename":null,"size":12,"sha256":"x="}}}]}
                        """).orElseThrow();

        assertThat(batch.document()).isEqualTo("d1");
        assertThat(batch.number()).isEqualTo(7);
        PageMessage message = ((PageEvent.MessageSeen) batch.events().getFirst()).message();
        assertThat(message.caption()).isEqualTo("look \u202e\"here\"");
        assertThat(message.body()).isNull();
        assertThat(message.mentions()).containsExactly("1777");
        assertThat(message.media()).isEqualTo(new PageMedia("image/png", null, 12, "x="));
        assertThat(message.timestamp()).isEqualTo(1_700_000_000);
    }

    @Test
    void eventsKeepTheirOrder() {
        BridgeBatch batch = BridgeBatch.read("{\"document\":\"d\",\"batch\":1,\"events\":["
                        + "{\"type\":\"qr\",\"raw\":\"2@a\"},{\"type\":\"authenticated\"},{\"type\":\"conflict\"}]}")
                .orElseThrow();

        assertThat(batch.events())
                .containsExactly(new PageEvent.QrShown("2@a"), new PageEvent.Authenticated(), new PageEvent.Conflict());
    }

    @Test
    void whatIsNoBatchIsNothing() {
        assertThat(BridgeBatch.read("hello")).isEmpty();
        assertThat(BridgeBatch.read("{\"document\":")).isEmpty();
    }

    @Test
    void anUnknownEventIsPassedOverAndTheOthersAreTold() {
        BridgeBatch batch = BridgeBatch.read("{\"events\":[{\"type\":\"news\"},3,{\"type\":\"qrIdle\"}]}")
                .orElseThrow();

        assertThat(batch.events()).containsExactly(new PageEvent.QrIdle());
    }

    @Test
    void fieldsOfTheWrongKindDoNoHarm() {
        BridgeBatch batch = BridgeBatch.read("{\"events\":[{\"type\":\"message\",\"message\":"
                        + "{\"id\":{\"x\":1},\"body\":[1],\"timestamp\":\"soon\",\"mentions\":\"all\",\"media\":7}}]}")
                .orElseThrow();

        PageMessage message = ((PageEvent.MessageSeen) batch.events().getFirst()).message();
        assertThat(message.id()).isEmpty();
        assertThat(message.body()).isNull();
        assertThat(message.timestamp()).isZero();
        assertThat(message.media()).isNull();
    }

    @Test
    void onlyAnErrorStatusMakesALoadedPageUnreachable() {
        assertThat(BridgeBatch.read("{\"events\":[{\"type\":\"loaded\",\"status\":200}]}")
                        .orElseThrow()
                        .events())
                .isEmpty();
        assertThat(BridgeBatch.read("{\"events\":[{\"type\":\"loaded\",\"status\":429}]}")
                        .orElseThrow()
                        .events())
                .containsExactly(new PageEvent.Unreachable("http_429"));
    }
}
