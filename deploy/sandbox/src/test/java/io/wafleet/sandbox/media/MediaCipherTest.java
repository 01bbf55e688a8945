package io.wafleet.sandbox.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MediaCipherTest {

    private final byte[] key = MediaCipher.newMediaKey();
    private final byte[] plain = new byte[10_000];

    MediaCipherTest() {
        new Random(1).nextBytes(plain);
    }

    @Test
    void whatWasEncryptedOpensWithItsKey() throws Exception {
        byte[] carried = MediaCipher.encrypt(plain, key, "video");

        assertThat(MediaCipher.decrypt(carried, key, "video")).isEqualTo(plain);
    }

    @Test
    void oneChangedByteIsNoticed() {
        byte[] carried = MediaCipher.encrypt(plain, key, "video");
        carried[5_000] ^= 1;

        assertThatThrownBy(() -> MediaCipher.decrypt(carried, key, "video"))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("changed on the way");
    }

    @Test
    void aFileOfAnotherKindHasOtherKeys() {
        byte[] carried = MediaCipher.encrypt(plain, key, "video");

        assertThatThrownBy(() -> MediaCipher.decrypt(carried, key, "image")).isInstanceOf(MediaException.class);
    }

    @Test
    void aStickerHasTheKeysOfAnImage() throws Exception {
        byte[] carried = MediaCipher.encrypt(plain, key, "sticker");

        assertThat(MediaCipher.decrypt(carried, key, "image")).isEqualTo(plain);
    }
}
