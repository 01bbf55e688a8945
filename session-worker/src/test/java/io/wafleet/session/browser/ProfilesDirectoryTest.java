package io.wafleet.session.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.wafleet.common.account.AccountId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProfilesDirectoryTest {

    private static final AccountId SHOP = new AccountId("shop");

    @TempDir
    Path home;

    private BrowserSettings settings;
    private ProfilesDirectory profiles;

    @BeforeEach
    void aProfile() throws IOException {
        settings = BrowserSettings.in(home);
        profiles = new ProfilesDirectory(settings);
        profiles.prepare(SHOP);
        Files.createDirectories(profiles.profileOf(SHOP).resolve("IndexedDB/site"));
        Files.writeString(profiles.profileOf(SHOP).resolve("IndexedDB/site/login"), "secret");
    }

    @Test
    void accountsThatDifferInCaseAloneHaveProfilesOfTheirOwn() {
        assertThat(Stream.of("Shop", "shop", "sHOP").map(AccountId::new).map(ProfilesDirectory::nameOf))
                .containsExactly("account-+shop", "account-shop", "account-s+h+o+p")
                .allSatisfy(name -> assertThat(name).isLowerCase());
    }

    @Test
    void nothingOfADeletedProfileIsLeft() throws IOException {
        profiles.delete(SHOP);

        assertThat(settings.profiles()).isEmptyDirectory();
        assertThat(settings.data()).isEmptyDirectory();
    }

    @Test
    void whatAnInterruptedDeletionLeftGoesWithTheNext() throws IOException {
        Files.move(profiles.profileOf(SHOP), settings.profiles().resolve(".deleted-account-shop.1"));
        profiles.prepare(new AccountId("shop-2"));
        profiles.delete(new AccountId("shop-2"));
        assertThat(settings.profiles()).isNotEmptyDirectory();

        profiles.delete(SHOP);

        assertThat(settings.profiles()).isEmptyDirectory();
    }

    @Test
    @EnabledOnOs(OS.LINUX) // writes into a directory whatever it is called meanwhile
    void whoStillWritesIntoADeletedProfileIsOutlasted() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        try (var open = (SecureDirectoryStream<Path>) Files.newDirectoryStream(profiles.profileOf(SHOP))) {
            Thread writer = Thread.ofPlatform().start(() -> write(open, writing));
            writing.await();

            profiles.delete(SHOP);

            writer.join();
        }
        assertThat(settings.profiles()).isEmptyDirectory();
    }

    private void write(SecureDirectoryStream<Path> directory, CountDownLatch writing) {
        try {
            int further = 500;
            for (int n = 0; further > 0; n++) {
                directory
                        .newByteChannel(
                                Path.of("f" + n), Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))
                        .close();
                writing.countDown();
                if (!Files.exists(profiles.profileOf(SHOP))) {
                    further--;
                }
            }
        } catch (NoSuchFileException deleted) {
            return;
        } catch (IOException unexpected) {
            throw new AssertionError(unexpected);
        }
    }
}
