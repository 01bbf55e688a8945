package io.wafleet.session.media;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what a file is by its first bytes; a name or a claim counts only among files that look alike. */
final class FileSignature {

    private static final int TEXT_SAMPLE = 64 * 1024;
    /** Text that a browser or a shell would run. */
    private static final Pattern ACTIVE_TEXT = Pattern.compile(
            "<\\s*(!doctype|html|svg|script|head|body|iframe|xsl:|\\?xml|\\?php)|^#!", Pattern.CASE_INSENSITIVE);

    private static final byte[] OLE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    private FileSignature() {}

    /**
     * The media type; empty for what is not known, and for what is refused whatever it says: programs, HTML, SVG.
     *
     * @param filename helps to tell office files from other archives, and CSV from other text
     */
    static Optional<String> typeOf(byte[] bytes, @Nullable String filename) {
        String extension = extensionOf(filename);
        if (starts(bytes, 0, 0xFF, 0xD8, 0xFF)) {
            return Optional.of("image/jpeg");
        }
        if (starts(bytes, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
            return Optional.of("image/png");
        }
        if (text(bytes, 0, "GIF87a") || text(bytes, 0, "GIF89a")) {
            return Optional.of("image/gif");
        }
        if (text(bytes, 0, "RIFF")) {
            return riff(bytes);
        }
        if (text(bytes, 4, "ftyp")) {
            return isoMedia(bytes);
        }
        if (text(bytes, 0, "OggS")) {
            return Optional.of("audio/ogg");
        }
        if (text(bytes, 0, "#!AMR")) {
            return Optional.of("audio/amr");
        }
        if (text(bytes, 0, "ID3")) {
            return Optional.of("audio/mpeg");
        }
        if (starts(bytes, 0, 0xFF) && bytes.length > 1) {
            return mpegAudio(bytes[1] & 0xFF);
        }
        if (text(bytes, 0, "%PDF-")) {
            return Optional.of("application/pdf");
        }
        if (starts(bytes, 0, 'P', 'K', 3, 4) || starts(bytes, 0, 'P', 'K', 5, 6)) {
            return Optional.of(office(bytes, extension));
        }
        if (startsWith(bytes, OLE)) {
            return Optional.ofNullable(oldOffice(extension));
        }
        return plainText(bytes, extension);
    }

    private static Optional<String> riff(byte[] bytes) {
        if (text(bytes, 8, "WEBP")) {
            return Optional.of("image/webp");
        }
        return text(bytes, 8, "WAVE") ? Optional.of("audio/wav") : Optional.empty();
    }

    private static Optional<String> isoMedia(byte[] bytes) {
        if (bytes.length < 12) {
            return Optional.empty();
        }
        String brand = new String(bytes, 8, 4, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        if (brand.startsWith("3g")) {
            return Optional.of("video/3gpp");
        }
        if (brand.startsWith("m4a") || brand.startsWith("m4b")) {
            return Optional.of("audio/mp4");
        }
        List<String> video =
                List.of("isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "m4v ", "msnv", "dash");
        return video.contains(brand) ? Optional.of("video/mp4") : Optional.empty();
    }

    private static Optional<String> mpegAudio(int second) {
        if ((second & 0xF6) == 0xF0) {
            return Optional.of("audio/aac");
        }
        return (second & 0xE0) == 0xE0 && (second & 0x06) != 0 ? Optional.of("audio/mpeg") : Optional.empty();
    }

    private static String office(byte[] bytes, String extension) {
        String start = new String(bytes, 0, Math.min(bytes.length, 4096), StandardCharsets.ISO_8859_1);
        boolean openXml = start.contains("[Content_Types].xml") || start.contains("_rels/");
        String family = "application/vnd.openxmlformats-officedocument.";
        if (openXml && (start.contains("word/") || extension.equals("docx"))) {
            return family + "wordprocessingml.document";
        }
        if (openXml && (start.contains("xl/") || extension.equals("xlsx"))) {
            return family + "spreadsheetml.sheet";
        }
        if (openXml && (start.contains("ppt/") || extension.equals("pptx"))) {
            return family + "presentationml.presentation";
        }
        return start.contains("META-INF/MANIFEST.MF") || start.contains("AndroidManifest.xml")
                ? "application/java-archive"
                : "application/zip";
    }

    private static @Nullable String oldOffice(String extension) {
        return switch (extension) {
            case "doc" -> "application/msword";
            case "xls" -> "application/vnd.ms-excel";
            case "ppt" -> "application/vnd.ms-powerpoint";
            default -> null;
        };
    }

    private static Optional<String> plainText(byte[] bytes, String extension) {
        if (bytes.length == 0) {
            return Optional.empty();
        }
        for (byte each : bytes) {
            if (each >= 0 && each < ' ' && each != '\n' && each != '\r' && each != '\t' && each != '\f') {
                return Optional.empty();
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        }
        String start = new String(bytes, 0, Math.min(bytes.length, TEXT_SAMPLE), StandardCharsets.UTF_8);
        if (ACTIVE_TEXT.matcher(start).find()) {
            return Optional.empty();
        }
        return Optional.of(extension.equals("csv") ? "text/csv" : "text/plain");
    }

    private static String extensionOf(@Nullable String filename) {
        int dot = filename == null ? -1 : filename.lastIndexOf('.');
        return filename == null || dot < 0 ? "" : filename.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    private static boolean text(byte[] bytes, int from, String expected) {
        byte[] wanted = expected.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < wanted.length; i++) {
            if (from + i >= bytes.length || bytes[from + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean starts(byte[] bytes, int from, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            if (from + i >= bytes.length || (bytes[from + i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(byte[] bytes, byte[] expected) {
        for (int i = 0; i < expected.length; i++) {
            if (i >= bytes.length || bytes[i] != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
