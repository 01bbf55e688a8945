package io.wafleet.sandbox.socket;

import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.link.Links;
import io.wafleet.sandbox.message.SyncPage;
import io.wafleet.sandbox.page.Page;
import io.wafleet.sandbox.page.Pages;
import io.wafleet.sandbox.page.WaitingPages;
import io.wafleet.sandbox.wire.FromPage;
import io.wafleet.sandbox.wire.ToPage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides what each frame of a page means. */
@Component
class HearPage {

    private final Links links;
    private final Pages pages;
    private final WaitingPages waitingPages;
    private final SyncPage syncPage;
    private final AnswerPage answerPage;

    HearPage(Links links, Pages pages, WaitingPages waitingPages, SyncPage syncPage, AnswerPage answerPage) {
        this.links = links;
        this.pages = pages;
        this.waitingPages = waitingPages;
        this.syncPage = syncPage;
        this.answerPage = answerPage;
    }

    void hear(Page page, FromPage frame) {
        switch (frame) {
            case FromPage.Hello hello -> greet(page, hello.token());
            case FromPage.RefreshRef again -> showQrAgain(page);
            case FromPage.Request request -> page.send(answerPage.answer(page, request));
            case FromPage.Received received -> received(page, received);
            case FromPage.Seen seen -> {}
            case FromPage.Logout logout -> logout(page);
        }
    }

    private void greet(Page page, @Nullable String token) {
        if (token == null) {
            waitingPages.show(page);
            return;
        }
        var link = links.byToken(token);
        if (link.isEmpty()) {
            page.send(new ToPage.Unlinked());
        } else if (pages.isCutOff(link.get().number())) {
            page.close();
        } else {
            syncPage.sync(page, link.get().number());
        }
    }

    private void showQrAgain(Page page) {
        if (page.account() == null) {
            waitingPages.show(page);
        }
    }

    private void received(Page page, FromPage.Received received) {
        PhoneNumber account = page.account();
        if (account != null) {
            answerPage.delivered(account, received.ids());
        }
    }

    /** Only the page that holds the account now may log it out. */
    private void logout(Page page) {
        PhoneNumber account = page.account();
        if (account != null && pages.of(account).filter(page::equals).isPresent()) {
            links.remove(account);
            pages.closed(account, page);
        }
    }

    void left(Page page) {
        waitingPages.leave(page);
        PhoneNumber account = page.account();
        if (account != null) {
            pages.closed(account, page);
        }
    }
}
