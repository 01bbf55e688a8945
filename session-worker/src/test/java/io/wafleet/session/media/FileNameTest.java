package io.wafleet.session.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    @Test
    void nothingOfAPathOrOfATrickIsLeft() {
        assertThat(FileName.clean("../../etc/passwd")).isEqualTo("passwd");
        assertThat(FileName.clean("C:\\Users\\x\\a.pdf")).isEqualTo("a.pdf");
        assertThat(FileName.clean("a\0b.pdf")).isEqualTo("ab.pdf");
        assertThat(FileName.clean("evil\u202Egnp.exe")).isEqualTo("evilgnp.exe");
        assertThat(FileName.clean("a\r\nContent-Type: x")).isEqualTo("aContent-Type_ x");
        assertThat(FileName.clean(".htaccess")).isEqualTo("htaccess");
        assertThat(FileName.clean("CON")).isEqualTo("_CON");
        assertThat(FileName.clean("nul.txt")).isEqualTo("_nul.txt");
    }

    @Test
    void ordinaryNamesStayAsTheyAre() {
        assertThat(FileName.clean("Angebot März 2026 👍.pdf")).isEqualTo("Angebot März 2026 👍.pdf");
    }

    @Test
    void aLongNameKeepsItsExtension() {
        String cleaned = FileName.clean("😀".repeat(500) + ".pdf");

        assertThat(cleaned).endsWith("😀.pdf");
        assertThat(cleaned.codePointCount(0, cleaned.length())).isEqualTo(100);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "/", "..", "\u202E", "a/"})
    void whatIsNoNameIsNone(String name) {
        assertThat(FileName.clean(name)).isNull();
    }
}
