package io.wafleet.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page on which a person uses the phones by hand. */
class PhonesPageIT extends PageAndPhones {

    private static final byte[] PDF = "%PDF-1.4\n%%EOF\n".getBytes();

    private Page table;

    @BeforeEach
    void openTheTable() {
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        table = browser.newPage();
        table.navigate(sandbox.uri().resolve("/phones").toString());
    }

    @AfterEach
    void leaveIt() {
        table.close();
    }

    private Locator phone(String number, String name) {
        Locator phone = table.locator("[data-phone='" + number + "']");
        if (phone.count() == 0) {
            table.fill("#add [name=phone]", number);
            table.fill("#add [name=name]", name);
            table.click("#add button");
        }
        return phone;
    }

    /** Opens the chat with the test's account on Ann's phone. */
    private Locator annsChat() {
        Locator ann = phone(ANN, "Ann");
        ann.locator("[data-tab=chats]").click();
        ann.locator(".chat", new Locator.LocatorOptions().setHasText(account)).click();
        return ann;
    }

    @Test
    void aPersonScansByAClickWritesAndSeesTheAnswerAndTheTicks() {
        WaPage page = page();
        page.qr();
        Locator shop = phone(account, account);
        shop.locator("[data-tab=devices]").click();
        shop.locator(".scan").first().click();
        page.ready();

        Locator ann = annsChat();
        ann.locator("textarea").fill("<img src=x onerror=alert(1)>");
        ann.locator(".send").click();
        page.waitFor("seen.some(({ body, name }) => body === '<img src=x onerror=alert(1)>' && name === 'Ann')");
        page.run("number => WPP.chat.markIsRead(`${number}@c.us`)", ANN);
        assertThat(ann.locator(".bubble.mine .ticks.read")).isVisible();

        send(page, "3EB0K1", "seen");
        assertThat(ann.locator(".bubble:not(.mine) .body")).hasText("seen");
        page.waitFor("seen.some(({ id, ack }) => id === '3EB0K1' && ack === 3)");
        assertThat(ann.locator(".bubble.mine .body")).hasText("<img src=x onerror=alert(1)>");
    }

    @Test
    void aPersonLinksAPageByTheTextOfItsCode() {
        WaPage page = page();
        String qr = page.qr();
        Locator shop = phone(account, account);
        shop.locator("[data-tab=devices]").click();
        shop.locator(".devices form input").fill(qr);
        shop.locator(".devices form button").click();
        page.ready();
        assertThat(shop.locator(".dot.on")).isVisible();
    }

    @Test
    void aPersonAttachesAFileAnswersReactsAndVotes() {
        WaPage page = page().pairedWith(phones, account, account);
        send(page, "3EB0K2", "A question");
        Locator ann = annsChat();
        Locator question = ann.locator("[data-id='3EB0K2']");
        question.hover();
        question.locator("[title=React]").first().click();
        assertThat(question.locator(".reactions")).hasText("👍");
        question.hover();
        question.locator("[title=Answer]").click();
        ann.locator("textarea").fill("An answer");
        ann.locator(".send").click();
        assertThat(ann.locator(".bubble.mine .quote")).hasText("A question");

        ann.locator("input[type=file]").setInputFiles(new FilePayload("offer.pdf", "application/pdf", PDF));
        assertThat(ann.locator(".bubble.mine .card b")).hasText("offer.pdf");

        page.run("number => WPP.chat.sendCreatePollMessage(`${number}@c.us`, 'Lunch?', ['Yes', 'No'], {})", ANN);
        ann.locator(".option", new Locator.LocatorOptions().setHasText("Yes")).click();
        assertThat(ann.locator(".option.chosen")).hasText("Yes · 1");
    }

    @Test
    void whatGoesWrongIsSaid() {
        Locator shop = phone(account, account);
        shop.locator("[data-tab=devices]").click();
        shop.locator(".devices form input").fill("not a code");
        shop.locator(".devices form button").click();
        assertThat(table.locator("#trouble")).not().isEmpty();
    }
}
