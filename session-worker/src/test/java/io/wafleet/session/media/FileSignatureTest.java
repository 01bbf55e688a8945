package io.wafleet.session.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileSignatureTest {

    @ParameterizedTest
    @CsvSource({
        "FFD8FFE000104A46,                         x.bin,  image/jpeg",
        "89504E470D0A1A0A0000000D,                 x.txt,  image/png",
        "474946383961,                             x,      image/gif",
        "524946460000000057454250,                 x,      image/webp",
        "524946460000000057415645,                 x,      audio/wav",
        "00000018667479706D703432,                 x,      video/mp4",
        "000000186674797069736F6D,                 x,      video/mp4",
        "00000018667479703367703400,               x,      video/3gpp",
        "00000018667479706D703432,                 x.m4a,  audio/mp4",
        "00000018667479706D703432,                 x.jpg,  video/mp4",
        "000000146674797071742020,                 x.mp4,  video/quicktime",
        "1A45DFA39F4286810142F7810142F281044282847765626D, x, video/webm",
        "00000018667479704D344120,                 x,      audio/mp4",
        "4F676753000200000000,                     x,      audio/ogg",
        "4F676753000200000000000000000000000000000000000000000113807468656F7261, x, video/ogg",
        "49443303000000000000,                     x,      audio/mpeg",
        "FFFB9064,                                 x,      audio/mpeg",
        "FFF15080,                                 x,      audio/aac",
        "2321414D520A,                             x,      audio/amr",
        "255044462D312E340A,                       x.exe,  application/pdf",
        "504B030414000000,                         x.zip,  application/zip",
        "D0CF11E0A1B11AE1,                         x.doc,  application/msword",
        "D0CF11E0A1B11AE1,                         x.xls,  application/vnd.ms-excel",
    })
    void aFileIsWhatItsBytesSay(String hex, String name, String type) {
        assertThat(FileSignature.typeOf(HexFormat.of().parseHex(hex), name)).contains(type);
    }

    @ParameterizedTest
    @CsvSource({"text, x.odt", "spreadsheet, x.zip", "presentation, x"})
    void anOpenDocumentSaysWhatItIs(String kind, String name) {
        String type = "application/vnd.oasis.opendocument." + kind;
        byte[] file = ("PK\3\4" + ".".repeat(26) + "mimetype" + type + "PK").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(FileSignature.typeOf(file, name)).contains(type);
    }

    @ParameterizedTest
    @CsvSource({"OpusHead, true", "vorbis, false", "Speex, false"})
    void onlyOpusInOggIsAVoiceMessage(String codec, boolean voice) {
        byte[] file = ("OggS" + ".".repeat(24) + codec).getBytes(StandardCharsets.ISO_8859_1);

        assertThat(FileSignature.isVoice(file)).isEqualTo(voice);
        assertThat(FileSignature.typeOf(file, "a.jpg")).contains("audio/ogg");
        assertThat(FileSignature.isVoice("OpusHead".getBytes(StandardCharsets.ISO_8859_1)))
                .isFalse();
    }

    @Test
    void anOfficeFileIsToldFromOtherArchives() {
        byte[] docx =
                "PK\3\4..............[Content_Types].xml ... word/document.xml".getBytes(StandardCharsets.ISO_8859_1);
        byte[] jar = "PK\3\4..............META-INF/MANIFEST.MF".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(FileSignature.typeOf(docx, "a.zip"))
                .contains("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        assertThat(FileSignature.typeOf(jar, "a.docx")).contains("application/java-archive");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "  <?xml version='1.0'?><svg/>",
                "<!DOCTYPE html><html></html>",
                "text before <script>alert(1)</script>",
                "#!/bin/sh\nrm -rf /",
                "MZ\0\0\3",
                "\u007fELF\1\1",
                "bin\0ary",
                ""
            })
    void whatCouldRunAndWhatIsNotKnownIsRefused(String content) {
        assertThat(FileSignature.typeOf(content.getBytes(StandardCharsets.UTF_8), "picture.png"))
                .isEmpty();
    }

    @Test
    void plainTextIsADocumentAndCsvIsToldByItsName() {
        byte[] text = "name;größe\nAnn;1\n".getBytes(StandardCharsets.UTF_8);

        assertThat(FileSignature.typeOf(text, "list.csv")).contains("text/csv");
        assertThat(FileSignature.typeOf(text, "list")).contains("text/plain");
        assertThat(FileSignature.typeOf("gr\u00f6\u00dfe".getBytes(StandardCharsets.ISO_8859_1), "a.txt"))
                .isEmpty();
    }
}
