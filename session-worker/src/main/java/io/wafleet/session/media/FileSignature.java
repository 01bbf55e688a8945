package io.wafleet.session.media;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what a file is by its first bytes; a name or a claim counts only among files that look alike. */
final class FileSignature {

    private static final int TEXT_SAMPLE = 64 * 1024;
    /** Text that a browser or a shell would run. */
    private static final Pattern ACTIVE_TEXT = Pattern.compile(
            "<\\s*(!doctype|html|svg|script|head|body|iframe|xsl:|\\?xml|\\?php)|^#!", Pattern.CASE_INSENSITIVE);

    private static final Set<String> MP4 = Set.of(
            "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41", "mp42", "mp71", "avc1",
            "hvc1", "m4v ", "m4vh", "m4vp", "msnv", "dash", "f4v ", "mmp4", "cmfc");
    /** Behind the header of a page with one segment. */
    private static final int FIRST_OGG_PACKET = 28;

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
            return isoMedia(bytes, extension);
        }
        if (text(bytes, 0, "OggS")) {
            return ogg(bytes);
        }
        if (starts(bytes, 0, 0x1A, 0x45, 0xDF, 0xA3)) {
            return Optional.of(matroska(bytes));
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
            return Optional.of(OfficeFile.inZip(bytes, extension));
        }
        if (startsWith(bytes, OLE)) {
            return Optional.ofNullable(OfficeFile.inOle(extension));
        }
        return plainText(bytes, extension);
    }

    private static Optional<String> riff(byte[] bytes) {
        if (text(bytes, 8, "WEBP")) {
            return Optional.of("image/webp");
        }
        return text(bytes, 8, "WAVE") ? Optional.of("audio/wav") : Optional.empty();
    }

    /** Whether it is what WhatsApp records and plays as a voice message: Opus in Ogg. */
    static boolean isVoice(byte[] bytes) {
        return text(bytes, 0, "OggS") && text(bytes, FIRST_OGG_PACKET, "OpusHead");
    }

    /** By its first stream; a film has its pictures first. */
    private static Optional<String> ogg(byte[] bytes) {
        return Optional.of(starts(bytes, FIRST_OGG_PACKET, 0x80, 't', 'h') ? "video/ogg" : "audio/ogg");
    }

    private static String matroska(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, 64), StandardCharsets.ISO_8859_1);
        return start.contains("webm") ? "video/webm" : "video/x-matroska";
    }

    private static Optional<String> isoMedia(byte[] bytes, String extension) {
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
        if (brand.equals("qt  ")) {
            return Optional.of("video/quicktime");
        }
        if (!MP4.contains(brand)) {
            return Optional.empty();
        }
        // A recording without pictures looks the same.
        return Optional.of(extension.equals("m4a") ? "audio/mp4" : "video/mp4");
    }

    private static Optional<String> mpegAudio(int second) {
        if ((second & 0xF6) == 0xF0) {
            return Optional.of("audio/aac");
        }
        return (second & 0xE0) == 0xE0 && (second & 0x06) != 0 ? Optional.of("audio/mpeg") : Optional.empty();
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
