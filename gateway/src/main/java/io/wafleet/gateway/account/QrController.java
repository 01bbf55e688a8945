package io.wafleet.gateway.account;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.gateway.answer.Answer;
import io.wafleet.gateway.key.Caller;
import io.wafleet.gateway.key.Scope;
import io.wafleet.gateway.problem.ApiException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the code that links an account to a phone. */
@RestController
@RequestMapping("/api/accounts/{id}/qr")
class QrController {

    private final Accounts accounts;

    QrController(Accounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Answer asJson(Caller caller, @PathVariable AccountId id) {
        Account.Qr qr = qr(caller, id);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("qr_code", QrPicture.of(qr.raw()).dataUrl());
        data.put("raw", qr.raw());
        data.put("expires_at", qr.expiresAt());
        return Answer.of("QR code", data);
    }

    @GetMapping(produces = MediaType.IMAGE_PNG_VALUE)
    byte[] asPng(Caller caller, @PathVariable AccountId id) {
        return QrPicture.of(qr(caller, id).raw()).png();
    }

    @GetMapping(produces = "image/svg+xml")
    byte[] asSvg(Caller caller, @PathVariable AccountId id) {
        return QrPicture.of(qr(caller, id).raw()).svg();
    }

    /** What is inside the code, for programs that pass it on. */
    @GetMapping(produces = MediaType.TEXT_PLAIN_VALUE)
    String asText(Caller caller, @PathVariable AccountId id) {
        return qr(caller, id).raw();
    }

    private Account.Qr qr(Caller caller, AccountId id) {
        caller.need(Scope.READ, id);
        Account account = accounts.get(id);
        Account.Qr qr = account.qr();
        if (qr == null) {
            throw new ApiException(
                    ErrorCode.QR_NOT_AVAILABLE, "There is no QR code; the account is " + account.status());
        }
        return qr;
    }
}
