package io.wafleet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A phone with several linked devices. */
class DevicesIT extends PageAndPhones {

    private JsonNode connections() {
        return phones.get("/phone/" + account + "/connections");
    }

    private JsonNode linked() {
        for (JsonNode entry : phones.get("/phone/accounts").get("accounts")) {
            if (entry.get("phone").asString().equals(account)) {
                return entry;
            }
        }
        throw new AssertionError(account + " is not linked");
    }

    @Test
    void whatOneDeviceSendsAndReceivesTheOthersShow() {
        WaPage office = page().pairedWith(phones, account, "Office");
        send(office, "3EB0A1", "before");
        WaPage shop = page().pairedWith(phones, account, "Shop");

        assertThat(shop.run("number => WPP.chat.get(`${number}@c.us`).msgs.map(({ body }) => body)", ANN))
                .isEqualTo(List.of("before"));
        send(office, "3EB0A2", "from the office");
        shop.waitFor("seen.some(({ body, fromMe }) => body === 'from the office' && fromMe)");
        shop.waitFor("seen.some(({ id, ack }) => id === '3EB0A2' && ack === 2)");
        assertThat(received(phones, ANN).findValuesAsString("body")).containsExactly("before", "from the office");

        write("type", "chat", "body", "to everybody");
        office.waitFor("seen.some(({ body }) => body === 'to everybody')");
        shop.waitFor("seen.some(({ body }) => body === 'to everybody')");
        assertThat(office.run("seen.filter(({ body }) => body === 'from the office').length"))
                .isEqualTo(1);
    }

    @Test
    void aChatThatWasReadOnOneDeviceIsReadOnTheOthers() {
        WaPage office = page().pairedWith(phones, account, "Office");
        WaPage shop = page().pairedWith(phones, account, "Shop");
        write("type", "chat", "body", "please read");
        shop.waitFor("number => WPP.chat.get(`${number}@c.us`)?.unreadCount === 1", ANN);
        office.waitFor("number => WPP.chat.get(`${number}@c.us`)?.unreadCount === 1", ANN);

        office.run("number => WPP.chat.markIsRead(`${number}@c.us`)", ANN);

        shop.waitFor("number => WPP.chat.get(`${number}@c.us`).unreadCount === 0", ANN);
    }

    @Test
    void eachDeviceHasItsOwnIdAndIsUnlinkedByItself() {
        WaPage office = page().pairedWith(phones, account, "Office");
        WaPage shop = page().pairedWith(phones, account, "Shop");
        assertThat(connections().get("connections").asInt()).isEqualTo(2);
        assertThat(connections().get("conflicts").asInt()).isZero();
        assertThat(linked().get("devices").findValues("device"))
                .map(JsonNode::asInt)
                .containsExactly(1, 2);
        office.run("window.before = true");

        phones.post("/phone/unlink", Map.of("account", account, "device", 1));

        office.waitFor("!window.before && Boolean(window.WPP && WPP.isReady)");
        assertThat(office.qr()).startsWith("2@");
        assertThat(linked().get("devices").findValues("device"))
                .map(JsonNode::asInt)
                .containsExactly(2);
        send(shop, "3EB0B1", "still here");
        office.pairedWith(phones, account, "Office again");
        assertThat(linked().get("devices").findValues("device"))
                .map(JsonNode::asInt)
                .containsExactly(2, 3);
    }

    @Test
    void aFifthDeviceIsRefusedAndItsCodeStaysValid() {
        for (String name : List.of("one", "two", "three", "four")) {
            page().pairedWith(phones, account, name);
        }
        WaPage fifth = page();
        String qr = fifth.qr();

        JsonNode refused = phones.refused("/phone/pair", Map.of("qr", qr, "phone", account, "name", "five"), 409);

        assertThat(refused.get("error").get("code").asString()).isEqualTo("TOO_MANY_DEVICES");
        phones.post("/phone/unlink", Map.of("account", account, "device", 2));
        phones.post("/phone/pair", Map.of("qr", qr, "phone", account, "name", "five"));
        fifth.ready();
    }

    @Test
    void theSameLoginOpenedTwiceIsAConflictOfThatDeviceOnly() {
        WaPage office = page().pairedWith(phones, account, "Office");
        WaPage shop = page().pairedWith(phones, account, "Shop");

        WaPage copy = keep(office.again()).ready();

        office.waitFor("WPP.whatsapp.Socket.state === 'CONFLICT'");
        await().until(() -> connections().get("connections").asInt() == 2);
        assertThat(connections().get("conflicts").asInt()).isEqualTo(1);
        send(copy, "3EB0C1", "from the copy");
        shop.waitFor("seen.some(({ body }) => body === 'from the copy')");
    }

    @Test
    void aDeviceThatWasAwayHearsOfEverythingInOrder() {
        WaPage office = page().pairedWith(phones, account, "Office");
        WaPage shop = page().pairedWith(phones, account, "Shop");
        shop.leave();
        write("type", "chat", "body", "one");
        office.waitFor("seen.some(({ body }) => body === 'one')");
        send(office, "3EB0D1", "two");
        office.waitFor("seen.some(({ id, ack }) => id === '3EB0D1' && ack === 2)");
        write("type", "chat", "body", "three");

        shop.open();
        shop.ready().waitFor("number => WPP.chat.get(`${number}@c.us`)?.msgs.length === 3", ANN);

        assertThat(shop.run(
                        "number => WPP.chat.get(`${number}@c.us`).msgs.map(({ body, ack, id }) =>"
                                + " id.fromMe ? `${body} ${ack}` : body)",
                        ANN))
                .isEqualTo(List.of("one", "two 2", "three"));
    }
}
