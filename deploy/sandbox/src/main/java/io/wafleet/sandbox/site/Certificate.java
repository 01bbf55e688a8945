package io.wafleet.sandbox.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;

/**
 * A self-signed certificate for web.whatsapp.com, made once and kept; nobody trusts it who was not told to. Java has no
 * public way to make one, so its own keytool does. Failure policy: keytool has 30 seconds; without it the TLS port
 * cannot open and the sandbox says how to go on without.
 */
final class Certificate {

    private static final char[] PASSWORD = "sandbox".toCharArray();
    private static final int KEYTOOL_SECONDS = 30;

    private Certificate() {}

    static KeyManagerFactory keyManagers(Path directory) throws IOException, GeneralSecurityException {
        Path file = directory.resolve("web.whatsapp.com.p12");
        if (!Files.exists(file)) {
            make(file);
        }
        KeyStore keys = KeyStore.getInstance(file.toFile(), PASSWORD);
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        return factory;
    }

    private static void make(Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "sandbox",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        "3650",
                        "-dname",
                        "CN=web.whatsapp.com, O=Sandbox (not WhatsApp)",
                        "-ext",
                        "SAN=dns:web.whatsapp.com,dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        unfinished.toString(),
                        "-storepass",
                        new String(PASSWORD)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!finished(process)) {
            throw new IOException("keytool could not make a certificate; wafleet.sandbox.tls-port=0 does without");
        }
        Files.move(unfinished, file);
    }

    private static boolean finished(Process process) {
        try {
            return process.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            process.destroyForcibly();
        }
    }
}
