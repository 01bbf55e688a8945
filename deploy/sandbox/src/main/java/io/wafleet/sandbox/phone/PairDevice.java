package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.link.Links;
import io.wafleet.sandbox.page.LinkCodes;
import io.wafleet.sandbox.page.Page;
import io.wafleet.sandbox.page.WaitingPages;
import io.wafleet.sandbox.passkey.LinkPage;
import io.wafleet.sandbox.wire.ToPage;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** A phone scans the QR code of a page, or is told its code, and asks for the page to become one of its linked devices. */
@Component
class PairDevice {

    private final WaitingPages waitingPages;
    private final LinkCodes linkCodes;
    private final Links links;
    private final LinkPage linkPage;

    PairDevice(WaitingPages waitingPages, LinkCodes linkCodes, Links links, LinkPage linkPage) {
        this.waitingPages = waitingPages;
        this.linkCodes = linkCodes;
        this.links = links;
        this.linkPage = linkPage;
    }

    void scan(String qr, PhoneNumber phone, String name) {
        String[] parts = qr.strip().split(",", -1);
        boolean isWhole = parts.length == 4 || parts.length == 5; // some libraries add the kind of browser
        if (!isWhole || !isKey(parts[1]) || !isKey(parts[2]) || !isKey(parts[3])) {
            throw PhoneError.invalid("\"qr\" is not a reference and three keys of 32 bytes");
        }
        mustHaveRoom(phone);
        Page page = waitingPages.take(parts[0]).orElseThrow(PhoneError::expiredQr);
        linkCodes.leave(page);
        linkPage.link(page, phone, name);
    }

    void type(String code, PhoneNumber phone, String name) {
        mustHaveRoom(phone);
        Page page = linkCodes.take(code, phone).orElseThrow(PhoneError::unknownCode);
        waitingPages.leave(page);
        page.send(new ToPage.LinkCodeTyped());
        linkPage.link(page, phone, name);
    }

    private void mustHaveRoom(PhoneNumber phone) {
        if (links.of(phone).size() >= Links.MOST_DEVICES) {
            throw PhoneError.tooManyDevices();
        }
    }

    private static boolean isKey(String base64) {
        try {
            return Base64.getDecoder().decode(base64).length == 32;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
