package io.wafleet.session.media;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells office files from other archives. */
final class OfficeFile {

    /** An OpenDocument begins with an uncompressed entry of this name and content. */
    private static final String OPEN_DOCUMENT = "mimetypeapplication/vnd.oasis.opendocument.";

    private static final int FIRST_NAME = 30;

    private OfficeFile() {}

    /** The media type of a ZIP archive, which may be an office file or a program. */
    static String inZip(byte[] bytes, String extension) {
        String start = new String(bytes, 0, Math.min(bytes.length, 4096), StandardCharsets.ISO_8859_1);
        if (start.startsWith(OPEN_DOCUMENT, FIRST_NAME)) {
            return openDocument(start.substring(FIRST_NAME + OPEN_DOCUMENT.length()));
        }
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

    private static String openDocument(String kind) {
        return Stream.of("text", "spreadsheet", "presentation")
                .filter(kind::startsWith)
                .findFirst()
                .map(known -> "application/vnd.oasis.opendocument." + known)
                .orElse("application/zip");
    }

    /** The media type of a file in the format of old, which only its name tells. */
    static @Nullable String inOle(String extension) {
        return switch (extension) {
            case "doc" -> "application/msword";
            case "xls" -> "application/vnd.ms-excel";
            case "ppt" -> "application/vnd.ms-powerpoint";
            default -> null;
        };
    }
}
