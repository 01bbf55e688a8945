package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.link.Link;
import io.wafleet.sandbox.link.Links;
import io.wafleet.sandbox.page.Pages;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Linking and unlinking devices. */
@RestController
@RequestMapping("/phone")
class LinkController {

    private final PairDevice pairDevice;
    private final LinkedAccounts accounts;
    private final Links links;
    private final Pages pages;
    private final ClearSandbox clearSandbox;

    LinkController(
            PairDevice pairDevice, LinkedAccounts accounts, Links links, Pages pages, ClearSandbox clearSandbox) {
        this.pairDevice = pairDevice;
        this.accounts = accounts;
        this.links = links;
        this.pages = pages;
        this.clearSandbox = clearSandbox;
    }

    @PostMapping(path = "/pair", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> pair(@RequestBody PairRequest request) {
        PhoneNumber phone = Wanted.number(request.phone(), "phone");
        pairDevice.scan(Wanted.text(request.qr(), "qr"), phone, name(request.name(), phone));
        return Map.of("ok", true, "account", phone.wid());
    }

    @PostMapping(path = "/pair-code", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> pairByCode(@RequestBody PairCodeRequest request) {
        PhoneNumber phone = Wanted.number(request.phone(), "phone");
        pairDevice.type(Wanted.text(request.code(), "code"), phone, name(request.name(), phone));
        return Map.of("ok", true, "account", phone.wid());
    }

    private static String name(@Nullable String name, PhoneNumber phone) {
        return name == null || name.isBlank() ? "+" + phone : name;
    }

    @PostMapping(path = "/unlink", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> unlink(@RequestBody UnlinkRequest request) {
        for (Link device : accounts.devices(request.account(), request.device())) {
            links.remove(device);
            pages.dismiss(device);
        }
        return Map.of("ok", true);
    }

    @PostMapping(path = "/clear", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> clear(@RequestBody ClearRequest request) {
        if (!request.confirm()) {
            throw PhoneError.invalid("\"confirm\" must be true: this unlinks every account and forgets every message");
        }
        clearSandbox.clear();
        return Map.of("ok", true);
    }

    record PairRequest(
            @Nullable String qr,
            @Nullable String phone,
            @Nullable String name) {}

    record PairCodeRequest(
            @Nullable String code,
            @Nullable String phone,
            @Nullable String name) {}

    record UnlinkRequest(@Nullable String account, @Nullable Integer device) {}

    record ClearRequest(boolean confirm) {}
}
