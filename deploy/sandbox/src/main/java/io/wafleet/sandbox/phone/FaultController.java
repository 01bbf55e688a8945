package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.page.Page;
import io.wafleet.sandbox.page.Pages;
import io.wafleet.sandbox.wire.ToPage;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What can go wrong with a connection, on request, and the witness of how often an account is connected. */
@RestController
@RequestMapping("/phone")
class FaultController {

    private final LinkedAccounts accounts;
    private final Pages pages;

    FaultController(LinkedAccounts accounts, Pages pages) {
        this.accounts = accounts;
        this.pages = pages;
    }

    @PostMapping(path = "/outage", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> outage(@RequestBody FaultRequest request) {
        pages.cutOff(accounts.named(request.account()), Wanted.seconds(request.seconds()));
        return Map.of("ok", true);
    }

    @PostMapping(path = "/hang", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> hang(@RequestBody FaultRequest request) {
        var millis = Wanted.seconds(request.seconds()).toMillis();
        page(accounts.named(request.account())).send(new ToPage.Hang(millis));
        return Map.of("ok", true);
    }

    @PostMapping(path = "/reload", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> reload(@RequestBody FaultRequest request) {
        page(accounts.named(request.account())).send(new ToPage.Reload());
        return Map.of("ok", true);
    }

    @PostMapping(path = "/conflict", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> conflict(@RequestBody FaultRequest request) {
        Page page = page(accounts.named(request.account()));
        page.send(new ToPage.Conflict());
        page.close();
        return Map.of("ok", true);
    }

    @GetMapping("/{number}/connections")
    Pages.Connections connections(@PathVariable String number) {
        return pages.connections(Wanted.number(number, "number"));
    }

    private Page page(PhoneNumber account) {
        return pages.of(account).orElseThrow(() -> PhoneError.notConnected(account.digits()));
    }

    record FaultRequest(@Nullable String account, @Nullable Double seconds) {}
}
