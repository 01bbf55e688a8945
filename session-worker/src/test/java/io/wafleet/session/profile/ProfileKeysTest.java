package io.wafleet.session.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProfileKeysTest {

    private static final int SEGMENT = 1 << 20;
    private static final byte[] SHOP_1 = bound("shop 1");

    private final ProfileKeys keys = new ProfileKeys(key(1), List.of());
    private final byte[] content = random(3 * SEGMENT + 17);

    private static String key(int seed) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) seed);
        return Base64.getEncoder().encodeToString(key);
    }

    private static byte[] bound(String to) {
        return to.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private byte[] sealed() throws IOException {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        try (OutputStream seal = keys.seal(to, SHOP_1)) {
            seal.write(content);
        }
        return to.toByteArray();
    }

    private static byte[] opened(ProfileKeys with, String id, byte[] sealed, byte[] associated) throws IOException {
        return with.open(id, new ByteArrayInputStream(sealed), associated).readAllBytes();
    }

    private void doesNotOpen(byte[] sealed, byte[] associated) {
        assertThatThrownBy(() -> opened(keys, keys.current(), sealed, associated))
                .isInstanceOfSatisfying(
                        BrokenArchive.class, broken -> assertThat(broken.flaw()).isEqualTo(BrokenArchive.Flaw.CHANGED));
    }

    @Test
    void whatWasSealedOpens() throws IOException {
        assertThat(opened(keys, keys.current(), sealed(), SHOP_1)).isEqualTo(content);
    }

    @Test
    void theSameContentIsNeverSealedTheSame() throws IOException {
        byte[] one = sealed();
        byte[] other = sealed();
        assertThat(Arrays.mismatch(one, other)).isLessThan(64);
    }

    @Test
    void whereverItIsCutItDoesNotOpen() throws IOException {
        byte[] sealed = sealed();
        for (int length : new int[] {0, 20, 60, SEGMENT - 1, SEGMENT, 2 * SEGMENT, sealed.length - 1}) {
            doesNotOpen(Arrays.copyOf(sealed, length), SHOP_1);
        }
    }

    @Test
    void segmentsInAnotherOrderDoNotOpen() throws IOException {
        byte[] sealed = sealed();
        byte[] reordered = sealed.clone();
        System.arraycopy(sealed, SEGMENT, reordered, 2 * SEGMENT, SEGMENT);
        System.arraycopy(sealed, 2 * SEGMENT, reordered, SEGMENT, SEGMENT);
        doesNotOpen(reordered, SHOP_1);
    }

    @Test
    void aSegmentOfAnotherArchiveDoesNotOpen() throws IOException {
        byte[] mixed = sealed();
        System.arraycopy(sealed(), SEGMENT, mixed, SEGMENT, SEGMENT);
        doesNotOpen(mixed, SHOP_1);
    }

    @Test
    void anArchiveInThePlaceOfAnotherDoesNotOpen() throws IOException {
        doesNotOpen(sealed(), bound("shop 2"));
        doesNotOpen(sealed(), bound("else 1"));
    }

    @Test
    void aSingleBitThatIsChangedIsFound() throws IOException {
        byte[] sealed = sealed();
        for (int at : new int[] {0, 5, 39, 50, SEGMENT + 3, sealed.length - 1}) {
            byte[] flipped = sealed.clone();
            flipped[at] ^= 1;
            doesNotOpen(flipped, SHOP_1);
        }
    }

    @Test
    void anotherKeyHasAnotherIdAndDoesNotOpenEvenUnderTheSame() throws IOException {
        ProfileKeys others = new ProfileKeys(key(2), List.of());
        assertThat(others.has(keys.current())).isFalse();
        assertThatThrownBy(() -> opened(others, others.current(), sealed(), SHOP_1))
                .isInstanceOf(BrokenArchive.class);
    }

    @Test
    void anOldKeyStillOpensAndTheNewOneSeals() throws IOException {
        ProfileKeys rotated = new ProfileKeys(key(2), List.of(key(1)));
        assertThat(rotated.current()).isNotEqualTo(keys.current());
        assertThat(opened(rotated, keys.current(), sealed(), SHOP_1)).isEqualTo(content);
    }

    @Test
    void theIdTellsNothingOfTheKey() {
        assertThat(keys.current()).matches("[0-9a-f]{16}");
        assertThat(key(1)).doesNotContain(keys.current());
    }

    @Test
    void aKeyIs32BytesInBase64() {
        assertThat(ProfileKeys.isOne(key(1))).isTrue();
        assertThat(ProfileKeys.isOne("")).isFalse();
        assertThat(ProfileKeys.isOne("c2hvcnQ=")).isFalse();
        assertThat(ProfileKeys.isOne("not base64, but long enough to be a key!"))
                .isFalse();
    }
}
