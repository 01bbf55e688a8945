package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.link.Links;
import io.wafleet.sandbox.page.Pages;
import io.wafleet.sandbox.page.WaitingPages;
import java.util.List;
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
        List<Account> linked = links.all().stream()
                .map(link -> new Account(
                        link.number().wid(),
                        link.number().digits(),
                        link.name(),
                        pages.of(link.number()).isPresent()))
                .toList();
        List<Waiting> waiting = waitingPages.qrTexts().stream()
                .map(text -> new Waiting(text, text.split(",", 2)[0]))
                .toList();
        return new Accounts(linked, waiting);
    }

    record Accounts(List<Account> accounts, List<Waiting> waiting) {}

    record Account(String account, String phone, String name, boolean connected) {}

    record Waiting(String qr, String ref) {}
}
