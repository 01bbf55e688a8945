package io.wafleet.sandbox.passkey;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** The key of one phone: ES256, as most authenticators have. */
record Passkey(KeyPair keys) {

    static Passkey generate() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new Passkey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has the curve P-256", e);
        }
    }

    static Passkey of(byte[] privateKey, byte[] publicKey) {
        try {
            var factory = KeyFactory.getInstance("EC");
            return new Passkey(new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(publicKey)),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(privateKey))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A passkey that was kept cannot be read", e);
        }
    }

    byte[] privateKey() {
        return keys.getPrivate().getEncoded();
    }

    byte[] publicKey() {
        return keys.getPublic().getEncoded();
    }

    /** Under what the passkey is known, in base64url. */
    String id() {
        return base64Url(sha256(publicKey()));
    }

    byte[] sign(byte[] data) {
        try {
            var signature = ecdsa();
            signature.initSign(keys.getPrivate());
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A passkey cannot sign", e);
        }
    }

    boolean hasSigned(byte[] data, byte[] signed) {
        try {
            var signature = ecdsa();
            signature.initVerify(keys.getPublic());
            signature.update(data);
            return signature.verify(signed);
        } catch (SignatureException e) {
            return false; // not even the form of a signature
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A passkey cannot verify", e);
        }
    }

    private static Signature ecdsa() throws GeneralSecurityException {
        return Signature.getInstance("SHA256withECDSA");
    }

    static byte[] sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
