package io.wafleet.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.command.SendMessage;
import io.wafleet.gateway.testing.Client;
import io.wafleet.gateway.testing.Client.Reply;
import io.wafleet.gateway.testing.FleetStandIn;
import io.wafleet.gateway.testing.Form;
import io.wafleet.gateway.testing.RunningGateway;
import io.wafleet.standalone.testing.RealParts;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendFileIT {

    private static final byte[] PDF = "PDF".getBytes(StandardCharsets.UTF_8);

    private final FleetStandIn fleet = RunningGateway.fleet();
    private final RunningGateway gateway = RunningGateway.shared();
    private final Client client = gateway.client();

    private String sendOf(String account) {
        fleet.views().account(account, "READY", null);
        return "/api/accounts/" + account + "/messages/send";
    }

    private Reply send(String account, Form form) {
        return client.call("POST", sendOf(account), form.bytes(), "Content-Type", Form.TYPE);
    }

    private SendMessage sent(String account) {
        return (SendMessage) fleet.commands(account).getFirst().data();
    }

    private long uploads(String account) {
        return fleet.views()
                .database()
                .sql("select count(*) from gateway.upload where account_id = ?")
                .param(account)
                .query(Long.class)
                .single();
    }

    private static String json(int bytes) {
        String file = Base64.getEncoder().encodeToString(new byte[bytes]);
        return "{\"to\":\"15551234567\",\"type\":\"document\",\"media_base64\":\"" + file + "\"}";
    }

    @Test
    void aFileInTheRequestIsKeptForTheWorkerAndNamedByTheCommand() {
        byte[] file = {1, 2, 3, 4};
        Reply reply = client.post(
                sendOf("uploader"),
                Map.of(
                        "to", "15551234567",
                        "media_base64", Base64.getEncoder().encodeToString(file),
                        "filename", "a.pdf",
                        "caption", "Look"));
        assertThat(reply.status()).isEqualTo(200);
        SendMessage sent = sent("uploader");
        assertThat(sent.mediaBase64()).isNull();
        byte[] kept = fleet.views()
                .database()
                .sql(
                        "select bytes from gateway.upload_view join gateway.blob_view using (sha256) where id = ? and account_id = 'uploader' and filename = 'a.pdf'")
                .param(sent.uploadId())
                .query((row, index) -> row.getBytes(1))
                .single();
        assertThat(kept).isEqualTo(file);
    }

    @Test
    void aFileInAFormIsSentWithEveryFieldOfTheForm() {
        Reply reply = send(
                "former",
                new Form()
                        .field("to", "15551234567")
                        .field("caption", "Look")
                        .field("reply_to", "3EB0")
                        .field("client_message_id", "")
                        .field("metadata", "{\"order\":{\"id\":7}}")
                        .file("file", "b.pdf", PDF));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        SendMessage sent = sent("former");
        assertThat(sent.uploadId()).startsWith("upl_");
        assertThat(sent.filename()).isEqualTo("b.pdf");
        assertThat(sent.caption()).isEqualTo("Look");
        assertThat(sent.replyTo()).isEqualTo("3EB0");
        assertThat(sent.clientMessageId()).isNull();
        assertThat(sent.metadata()).containsEntry("order", Map.of("id", 7));
    }

    /** The pointer is to the field, or to an element of it. */
    @ParameterizedTest
    @CsvSource({
        "cpation,Look",
        "mentions,everybody",
        "poll,x",
        "media_base64,UERG",
        "metadata,[7]",
        "metadata,null",
        "metadata,{\"a\":",
        "to,15557654321",
        "file,PDF"
    })
    void aFieldThatWouldBeLostIsRefused(String field, String value) {
        Reply reply = send(
                "strict",
                new Form().field("to", "15551234567").field(field, value).file("file", "b.pdf", PDF));
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/pointer").asString()).isIn("/" + field, "/" + field + "/0");
        assertThat(fleet.commands("strict")).isEmpty();
    }

    @Test
    void aFileInTheWrongPartIsRefused() {
        Reply reply = send(
                "strict",
                new Form()
                        .file("caption", "a.txt", PDF)
                        .field("to", "15551234567")
                        .file("file", "b.pdf", PDF));
        assertThat(reply.json().at("/errors/0/pointer").asString()).isEqualTo("/caption");
        assertThat(send("strict", new Form().field("to", "15551234567").field("file", "PDF"))
                        .json()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/file");
    }

    @Test
    void aFileForAnAccountThatDoesNotExistIsNotKept() {
        String nobody = "/api/accounts/nobody-here/messages/send";
        assertThat(client.post(nobody, json(4)).code()).isEqualTo("ACCOUNT_NOT_FOUND");
        byte[] form =
                new Form().field("to", "15551234567").file("file", "b.pdf", PDF).bytes();
        assertThat(client.call("POST", nobody, form, "Content-Type", Form.TYPE).code())
                .isEqualTo("ACCOUNT_NOT_FOUND");
        assertThat(uploads("nobody-here")).isZero();
    }

    @Test
    void aFileOverTheLimitIsRefusedBeforeAnythingElse() {
        String tooLarge = "A".repeat(14_500_000);
        Reply reply = client.post(sendOf("large"), "{\"media_base64\":\"" + tooLarge + "\"}");
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.code()).isEqualTo("MEDIA_TOO_LARGE");
        int justOver = 10 * 1024 * 1024 + 100;
        assertThat(client.post(sendOf("large"), json(justOver)).code()).isEqualTo("MEDIA_TOO_LARGE");
        assertThat(send("large", new Form().field("to", "15551234567").file("file", "a.pdf", new byte[justOver]))
                        .code())
                .isEqualTo("MEDIA_TOO_LARGE");
        assertThat(fleet.commands("large")).isEmpty();
    }

    @Test
    void aFileOfExactlyTheLimitIsTaken() {
        assertThat(client.post(sendOf("exact"), json(10 * 1024 * 1024)).status())
                .isEqualTo(200);
    }

    @Test
    void aLargerLimitIsALargerLimit() {
        try (RunningGateway roomy = RunningGateway.start(
                        RealParts.kafka(),
                        gateway.database(),
                        "--wafleet.gateway.key.value=" + RunningGateway.ADMIN_KEY,
                        "--WAFLEET_MAX_MEDIA_SIZE=24MB")
                .awaitReady()) {
            int size = 24 * 1024 * 1024;
            assertThat(roomy.client().post(sendOf("roomy"), json(size)).status())
                    .isEqualTo(200);
            byte[] form = new Form()
                    .field("to", "15551234567")
                    .file("file", "b.pdf", new byte[size])
                    .bytes();
            assertThat(roomy.client()
                            .call("POST", sendOf("roomy"), form, "Content-Type", Form.TYPE)
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "form"})
    void aFileIsOutOfMemoryWhileItsSendIsWaitedFor(String kind) {
        String account = "hung-" + kind;
        String path = sendOf(account) + "?wait=15";
        byte[] form = new Form()
                .field("to", "15551234567")
                .field("message", "silence")
                .file("file", "b.pdf", new byte[3_000_000])
                .bytes();
        String body = json(3_000_000).replace("}", ",\"message\":\"silence\"}");
        CompletableFuture<Reply> waiting = CompletableFuture.supplyAsync(() -> kind.equals("form")
                ? client.call("POST", path, form, "Content-Type", Form.TYPE)
                : client.post(path, body));
        Awaitility.await().until(() -> fleet.commands(account).size() == 1);
        assertThat(client.get("/metrics").text()).containsPattern("(?m)^wafleet_gateway_bodies_bytes\\{[^}]*} 0.0$");
        assertThat(waiting).isNotDone();
        assertThat(waiting.join().code()).isEqualTo("COMMAND_TIMEOUT");
    }
}
