package io.wafleet.session.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.message.ContactCard;
import io.wafleet.session.browser.PageContact;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VcardTest {

    @Test
    void aCardFromAPhoneHasItsNameAndWhatsAppsNumber() {
        assertThat(read("""
            BEGIN:VCARD
            VERSION:3.0
            N:Doe;Jane;;;
            FN:Jane Doe
            item1.TEL;type=CELL;waid=15551234567:+1 (555) 123-4567
            item1.X-ABLabel:Mobile
            END:VCARD
            """)).isEqualTo(new ContactCard("Jane Doe", "15551234567"));
    }

    @Test
    void whatsAppsNumberIsWorthMoreThanAnotherBeforeIt() {
        assertThat(read("FN:A\nTEL;type=HOME:+44 20 7946 0000\nTEL;WAID=447700900123;type=CELL:x\nTEL;waid=1234567:y"))
                .isEqualTo(new ContactCard("A", "447700900123"));
        assertThat(read("FN:A\nTEL:+44 20 7946 0000").phone()).isEqualTo("442079460000");
    }

    @Test
    void foldedLinesAndEscapedCharactersAreReadAsTheyAreMeant() {
        assertThat(read("FN:Zo\r\n ë\\; \\\"Z\\\\\\, O'Neill\\nJr\r\nTEL;wa\r\n\tid=15551234567:1")
                        .name())
                .isEqualTo("Zoë; \\\"Z\\, O'Neill\nJr");
    }

    @Test
    void whatIsNoCardIsTheNameItWasSentWith() {
        assertThat(read("")).isEqualTo(new ContactCard("As sent", null));
        assertThat(read("hello\n\0:\nTEL\nFN\nTEL:\n:::")).isEqualTo(new ContactCard("As sent", null));
        assertThat(Vcard.read(new PageContact(null, "FN:  "))).isEqualTo(new ContactCard("", null));
    }

    @Test
    void whatIsNoNumberIsNotTakenForOne() {
        assertThat(read("FN:A\nTEL;waid=../../etc:12\nTEL;waid=" + "9".repeat(50) + ":1")
                        .phone())
                .isNull();
        assertThat(read("FN:A\nTEL:" + "1".repeat(1000)).phone()).isNull();
    }

    @Test
    void aCardMadeToBeSlowIsReadAtOnce() {
        String hostile = "FN:" + "\\".repeat(100_000) + "\n " + "TEL;waid=".repeat(20_000) + "\n\t".repeat(50_000);

        org.junit.jupiter.api.Assertions.assertTimeout(Duration.ofSeconds(2), () -> read(hostile));
    }

    private static ContactCard read(String vcard) {
        return Vcard.read(new PageContact("As sent", vcard));
    }
}
