package io.wafleet.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class PageJsonTest {

    private final PageJson json = new PageJson();

    @Test
    void aMessageKeepsWhatIsCarriedAndDropsTheRest() {
        var frame = json.read("""
                {"kind":"send","rpc":7,"msg":{"id":"true_15551234567@c.us_3EB0","type":"image","from":"1@c.us",
                 "to":"15551234567@c.us","t":5,"ack":0,"self":"out","local":true,"caption":"c","mimetype":"image/png",
                 "directPath":"/mms/x","mediaKey":"k","size":9,"quotedStanzaID":"3A","quotedMsg":{"type":"chat","body":"q"}}}
                """);

        assertThat(frame).isInstanceOfSatisfying(FromPage.Send.class, send -> {
            assertThat(send.rpc()).isEqualTo(7);
            assertThat(send.msg().bareId()).isEqualTo("3EB0");
            assertThat(send.msg().content().media().directPath()).isEqualTo("/mms/x");
            assertThat(send.msg().content().context().quotedStanzaId()).isEqualTo("3A");
            String written = json.write(send.msg());
            assertThat(written)
                    .contains("\"mimetype\":\"image/png\"", "\"quotedMsg\":{\"type\":\"chat\",\"body\":\"q\"}")
                    .doesNotContain("local", "self");
            assertThat(json.message(written)).isEqualTo(send.msg());
        });
    }

    @Test
    void aFrameSaysItsKind() {
        assertThat(json.write(new ToPage.Receipt("1@c.us", List.of("3EB0"), 2, 2, null)))
                .isEqualTo("{\"kind\":\"receipt\",\"chat\":\"1@c.us\",\"ids\":[\"3EB0\"],\"ack\":2,\"messageAck\":2}");
    }

    @Test
    void aFrameOfUnknownKindIsAnError() {
        assertThatThrownBy(() -> json.read("{\"kind\":\"surprise\"}")).isInstanceOf(JacksonException.class);
    }
}
