package io.wafleet.sandbox.socket;

import io.wafleet.sandbox.page.Page;
import io.wafleet.sandbox.wire.FromPage;
import io.wafleet.sandbox.wire.ToPage;
import org.springframework.stereotype.Component;

/** Decides what each frame of a page means. */
@Component
class HearPage {

    private final ComeAndGo comeAndGo;
    private final AnswerNewPage answerNewPage;
    private final AnswerPage answerPage;
    private final AnswerSend answerSend;
    private final HearDevice hearDevice;

    HearPage(
            ComeAndGo comeAndGo,
            AnswerNewPage answerNewPage,
            AnswerPage answerPage,
            AnswerSend answerSend,
            HearDevice hearDevice) {
        this.comeAndGo = comeAndGo;
        this.answerNewPage = answerNewPage;
        this.answerPage = answerPage;
        this.answerSend = answerSend;
        this.hearDevice = hearDevice;
    }

    void hear(Page page, FromPage frame) {
        switch (frame) {
            case FromPage.Hello hello -> comeAndGo.greet(page, hello.token());
            case FromPage.Ping ping -> page.send(new ToPage.Pong());
            case FromPage.RefreshRef again -> comeAndGo.showQrAgain(page);
            case FromPage.Linking question -> page.send(answerNewPage.answer(page, question));
            case FromPage.Send send -> answerSend.answer(page, send);
            case FromPage.Request request -> page.send(answerPage.answer(page, request));
            case FromPage.Told told -> hearDevice.hear(page, told);
            case FromPage.Logout logout -> comeAndGo.logout(page);
        }
    }

    void left(Page page) {
        comeAndGo.left(page);
    }
}
