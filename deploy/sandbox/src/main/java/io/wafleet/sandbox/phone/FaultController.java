package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.link.Link;
import io.wafleet.sandbox.page.Connections;
import io.wafleet.sandbox.page.Page;
import io.wafleet.sandbox.page.Pages;
import io.wafleet.sandbox.wire.ToPage;
import java.util.List;
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
        pages(request).forEach(page -> page.send(new ToPage.Hang(millis)));
        return Map.of("ok", true);
    }

    @PostMapping(path = "/crash", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> crash(@RequestBody FaultRequest request) {
        pages(request).forEach(page -> page.send(new ToPage.Crash()));
        return Map.of("ok", true);
    }

    @PostMapping(path = "/reload", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> reload(@RequestBody FaultRequest request) {
        pages(request).forEach(page -> page.send(new ToPage.Reload()));
        return Map.of("ok", true);
    }

    @PostMapping(path = "/conflict", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> conflict(@RequestBody FaultRequest request) {
        for (Page page : pages(request)) {
            page.send(new ToPage.Conflict());
            page.close();
        }
        return Map.of("ok", true);
    }

    @GetMapping("/{number}/connections")
    Connections connections(@PathVariable String number) {
        return pages.connections(Wanted.number(number, "number"));
    }

    private List<Page> pages(FaultRequest request) {
        List<Link> devices = accounts.devices(request.account(), request.device());
        List<Page> open =
                devices.stream().flatMap(device -> pages.of(device).stream()).toList();
        if (open.isEmpty()) {
            throw PhoneError.notConnected(devices.getFirst().number().digits());
        }
        return open;
    }

    /** Without a device, all devices of the account are meant. */
    record FaultRequest(
            @Nullable String account,
            @Nullable Integer device,
            @Nullable Double seconds) {}
}
