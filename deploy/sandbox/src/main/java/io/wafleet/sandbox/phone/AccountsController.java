package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.link.Link;
import io.wafleet.sandbox.link.Links;
import io.wafleet.sandbox.page.Pages;
import io.wafleet.sandbox.page.WaitingPages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who is linked, and which pages wait for a scan. */
@RestController
class AccountsController {

    private final Links links;
    private final Pages pages;
    private final WaitingPages waitingPages;

    AccountsController(Links links, Pages pages, WaitingPages waitingPages) {
        this.links = links;
        this.pages = pages;
        this.waitingPages = waitingPages;
    }

    @GetMapping("/phone/accounts")
    Accounts accounts() {
        Map<PhoneNumber, List<Link>> devices = links.all().stream()
                .collect(Collectors.groupingBy(Link::number, LinkedHashMap::new, Collectors.toList()));
        List<Account> linked = devices.values().stream().map(this::account).toList();
        List<Waiting> waiting = waitingPages.qrTexts().stream()
                .map(text -> new Waiting(text, text.split(",", 2)[0]))
                .toList();
        return new Accounts(linked, waiting);
    }

    private Account account(List<Link> links) {
        Link newest = links.getLast();
        List<Device> devices = links.stream()
                .map(link -> new Device(link.device(), pages.of(link).isPresent()))
                .toList();
        return new Account(
                newest.number().wid(),
                newest.number().digits(),
                newest.name(),
                devices.stream().anyMatch(Device::connected),
                devices);
    }

    record Accounts(List<Account> accounts, List<Waiting> waiting) {}

    /** An account is connected when one of its devices is. */
    record Account(String account, String phone, String name, boolean connected, List<Device> devices) {}

    record Device(int device, boolean connected) {}

    record Waiting(String qr, String ref) {}
}
