package io.wafleet.e2e;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * A file of each kind that messages carry, each time with other bytes.
 *
 * @param type the kind, in Wafleet's words
 * @param phoneType the kind, in WhatsApp's words
 */
record SampleFile(String type, String phoneType, String mimetype, String filename, byte[] bytes) {

    private static final Random RANDOM = new Random();

    static SampleFile of(String type) {
        return switch (type) {
            case "image" -> new SampleFile(type, "image", "image/png", "a.png", png());
            case "video" -> new SampleFile(type, "video", "video/mp4", "a.mp4", random("\0\0\0\u0018ftypmp42", 40_000));
            case "audio" -> new SampleFile(type, "audio", "audio/mpeg", "a.mp3", random("ID3\u0004", 30_000));
            case "voice" -> new SampleFile(type, "ptt", "audio/ogg; codecs=opus", "a.ogg", voice());
            case "document" ->
                new SampleFile(type, "document", "application/pdf", "Angebot 1.pdf", random("%PDF-1.4\n", 50_000));
            case "sticker" -> new SampleFile(type, "sticker", "image/webp", "a.webp", webp());
            default -> throw new IllegalArgumentException(type);
        };
    }

    String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** As a phone sends it. */
    Map<String, Object> fromPhone() {
        Map<String, Object> fields = new HashMap<>();
        fields.put("data", base64());
        fields.put("mimetype", mimetype);
        if (type.equals("document")) {
            fields.put("filename", filename);
        }
        return fields;
    }

    boolean hasCaption() {
        return type.equals("image") || type.equals("video") || type.equals("document");
    }

    private static byte[] png() {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 64; x++) {
            for (int y = 0; y < 48; y++) {
                image.setRGB(x, y, RANDOM.nextInt());
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** An Ogg stream that says it is Opus. */
    private static byte[] voice() {
        byte[] bytes = random("OggS", 9_000);
        byte[] head = "OpusHead".getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(head, 0, bytes, 28, head.length);
        return bytes;
    }

    /** A picture of one pixel, of a random colour. */
    private static byte[] webp() {
        byte[] bytes = HexFormat.of().parseHex("524946461a000000574542505650384c0d0000002f00000010071011118888fe0700");
        byte[] padded = java.util.Arrays.copyOf(bytes, bytes.length + 24);
        byte[] chunk = random("EXIF\u0010\0\0\0", 24);
        System.arraycopy(chunk, 0, padded, bytes.length, chunk.length);
        padded[4] = (byte) (padded.length - 8);
        return padded;
    }

    private static byte[] random(String head, int size) {
        byte[] bytes = new byte[size];
        RANDOM.nextBytes(bytes);
        byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(start, 0, bytes, 0, start.length);
        return bytes;
    }
}
