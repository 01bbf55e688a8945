package io.wafleet.sandbox;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.CDPSession;
import java.util.Base64;

/** An authenticator of Chromium's own that confirms whatever it is asked. */
final class VirtualAuthenticator {

    private static final String OPTIONS = """
            {"options": {"protocol": "ctap2", "transport": "internal", "hasResidentKey": true,
              "hasUserVerification": true, "isUserVerified": true, "automaticPresenceSimulation": true}}""";
    private static final String CREDENTIAL = """
            {"credentialId": "%s", "isResidentCredential": true, "rpId": "%s", "privateKey": "%s",
              "userHandle": "AQ==", "signCount": 0}""";

    private VirtualAuthenticator() {}

    /** Adds one that holds this ES256 key. */
    static void add(CDPSession chromium, String rpId, String id, byte[] privateKey) {
        chromium.send("WebAuthn.enable");
        JsonObject authenticator = chromium.send("WebAuthn.addVirtualAuthenticator", object(OPTIONS));
        byte[] credentialId = Base64.getUrlDecoder().decode(id);
        authenticator.add("credential", object(CREDENTIAL.formatted(base64(credentialId), rpId, base64(privateKey))));
        chromium.send("WebAuthn.addCredential", authenticator);
    }

    private static JsonObject object(String json) {
        return JsonParser.parseString(json).getAsJsonObject();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
