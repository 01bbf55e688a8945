package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.identity.PhoneBook;
import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.link.Link;
import io.wafleet.sandbox.link.Links;
import io.wafleet.sandbox.message.SyncPage;
import io.wafleet.sandbox.page.Page;
import io.wafleet.sandbox.page.Pages;
import io.wafleet.sandbox.page.WaitingPages;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** A phone scans the QR code of a page, and the page becomes its linked device. */
@Component
class PairDevice {

    private final WaitingPages waitingPages;
    private final Pages pages;
    private final Links links;
    private final PhoneBook phones;
    private final SyncPage syncPage;

    PairDevice(WaitingPages waitingPages, Pages pages, Links links, PhoneBook phones, SyncPage syncPage) {
        this.waitingPages = waitingPages;
        this.pages = pages;
        this.links = links;
        this.phones = phones;
        this.syncPage = syncPage;
    }

    void pair(String qr, PhoneNumber phone, String name) {
        String[] parts = qr.strip().split(",", -1);
        boolean isWhole = parts.length == 4 || parts.length == 5; // some libraries add the kind of browser
        if (!isWhole || !isKey(parts[1]) || !isKey(parts[2]) || !isKey(parts[3])) {
            throw PhoneError.invalid("\"qr\" is not a reference and three keys of 32 bytes");
        }
        Page page = waitingPages.take(parts[0]).orElseThrow(PhoneError::expiredQr);
        phones.remember(phone, name);
        pages.dismiss(phone);
        Link link = links.add(phone, name);
        syncPage.pair(page, link);
    }

    private static boolean isKey(String base64) {
        try {
            return Base64.getDecoder().decode(base64).length == 32;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
