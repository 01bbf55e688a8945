package io.wafleet.sandbox.socket;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.message.Recipients;
import io.wafleet.sandbox.page.LinkCodes;
import io.wafleet.sandbox.page.Page;
import io.wafleet.sandbox.passkey.LinkPage;
import io.wafleet.sandbox.passkey.NotLinked;
import io.wafleet.sandbox.wire.FromPage;
import io.wafleet.sandbox.wire.ToPage;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Answers the questions of a page that is to be linked. */
@Component
class AnswerNewPage {

    private final LinkCodes linkCodes;
    private final LinkPage linkPage;
    private final Recipients recipients;

    AnswerNewPage(LinkCodes linkCodes, LinkPage linkPage, Recipients recipients) {
        this.linkCodes = linkCodes;
        this.linkPage = linkPage;
        this.recipients = recipients;
    }

    ToPage answer(Page page, FromPage.Linking question) {
        if (page.link() != null) {
            return new ToPage.Refused(question.rpc(), "ERROR_UNKNOWN", "The page is linked");
        }
        return switch (question) {
            case FromPage.Qr qr -> qr(page, qr);
            case FromPage.LinkCode code -> linkCode(page, code);
            case FromPage.Passkey passkey -> passkey(page, passkey);
        };
    }

    private ToPage qr(Page page, FromPage.Qr qr) {
        page.showsQr(qr.text());
        return new ToPage.Answer(qr.rpc(), Map.of("rows", QrSquares.rows(qr.text())));
    }

    private ToPage linkCode(Page page, FromPage.LinkCode code) {
        Optional<PhoneNumber> phone =
                PhoneNumber.parse(code.phone()).flatMap(number -> recipients.person(number, number.wid()));
        if (phone.isEmpty()) {
            return new ToPage.Refused(code.rpc(), "ERROR_UNKNOWN", "This is not the number of a phone on WhatsApp");
        }
        linkCodes.show(page, phone.get(), code.code());
        return new ToPage.Answer(code.rpc(), Map.of());
    }

    private ToPage passkey(Page page, FromPage.Passkey passkey) {
        try {
            linkPage.answer(page, passkey.assertion());
            return new ToPage.Answer(passkey.rpc(), Map.of());
        } catch (NotLinked e) {
            return new ToPage.Refused(passkey.rpc(), "ERROR_UNKNOWN", String.valueOf(e.getMessage()));
        }
    }
}
