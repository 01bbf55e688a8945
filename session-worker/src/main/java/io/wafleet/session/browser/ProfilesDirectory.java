package io.wafleet.session.browser;

import io.wafleet.common.account.AccountId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Chromium's user data directory, and in it a link to the profile of each account. Whoever starts a Chromium here holds
 * the directory's lock.
 *
 * <p>The profiles themselves lie in a directory that workers may share, so that an account can go from one to another;
 * its lease keeps two of them from opening it at once. A profile is named {@code account-<id>}, with {@code +a} for
 * {@code A}, so that no account is called like one of Chromium's own directories.
 */
public final class ProfilesDirectory {

    // Chromium merges this with its defaults when it makes the profile: no page asks to show notifications.
    private static final String FIRST_PREFERENCES = """
        {"profile":{"default_content_setting_values":{"notifications":2}}}
        """;

    private static final String DELETED = ".deleted-";
    private static final String DRAFT = ".draft-";
    private static final FileAttribute<?> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final Pattern UPPER_CASE = Pattern.compile("[A-Z]");
    private static final Duration DELETE_DEADLINE = Duration.ofSeconds(5);

    private final Path path;
    private final Path store;

    /** Makes both directories where they are missing. */
    public ProfilesDirectory(BrowserSettings settings) throws IOException {
        this.path = Files.createDirectories(settings.data().toAbsolutePath().normalize());
        // Chromium's open files are told by their real names.
        this.store = Files.createDirectories(
                        settings.profiles().toAbsolutePath().normalize())
                .toRealPath();
    }

    Path path() {
        return path;
    }

    /** Chromium's name for the account's profile; another for each account, also where case makes no difference. */
    static String nameOf(AccountId account) {
        return "account-"
                + UPPER_CASE
                        .matcher(account.value())
                        .replaceAll(letter -> "+" + letter.group().toLowerCase(Locale.ROOT));
    }

    /** Where the account's profile lies, if there is one. */
    public Path profileOf(AccountId account) {
        return store.resolve(nameOf(account));
    }

    /** Makes the profile with settings of ours, where there is none, and shows it to Chromium. */
    void prepare(AccountId account) throws IOException {
        Path profile = profileOf(account);
        Path preferences = profile.resolve("Preferences");
        if (!Files.exists(preferences)) {
            Files.createDirectories(profile);
            Files.writeString(preferences, FIRST_PREFERENCES);
        }
        Path link = path.resolve(nameOf(account));
        if (!Files.isSymbolicLink(link) || !Files.readSymbolicLink(link).equals(profile)) {
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, profile);
        }
    }

    /**
     * Removes the account's stored login and everything else of its profile; needs no Chromium, but the account's page
     * must be closed.
     *
     * <p>Failure policy: the profile is put out of the way in one step, so that nobody ever opens half of it. A Chromium
     * that still writes there is outlasted, within a bound.
     *
     * @throws IOException if something of it may be left; the same again goes on from there
     */
    public void delete(AccountId account) throws IOException {
        Files.deleteIfExists(path.resolve(nameOf(account)));
        putAway(account);
        removeAll(DELETED, account);
        removeAll(DRAFT, account);
    }

    /** An empty directory in which a profile can be made; there is one for each account at a time. */
    public Path draft(AccountId account) throws IOException {
        discardDrafts(account);
        return Files.createDirectory(beside(DRAFT, account), OWNER_ALONE);
    }

    /** Removes what is left of drafts. */
    public void discardDrafts(AccountId account) throws IOException {
        removeAll(DRAFT, account);
    }

    /** Removes the drafts of all accounts that nobody has begun since: whoever did was killed. */
    public void discardDrafts(Instant begunBefore) throws IOException {
        for (Path draft : startingWith(DRAFT)) {
            if (Files.getLastModifiedTime(draft).toInstant().isBefore(begunBefore)) {
                deleteTree(draft);
            }
        }
    }

    /** Puts a draft in the place of the account's profile; its page must be closed. */
    public void install(AccountId account, Path draft) throws IOException {
        putAway(account);
        Files.move(draft, profileOf(account), StandardCopyOption.ATOMIC_MOVE);
        removeAll(DELETED, account);
    }

    /** Removes what a killed Chromium left of its claim; only while none runs here. */
    void clearSingleton() throws IOException {
        for (String name : new String[] {"SingletonLock", "SingletonCookie", "SingletonSocket"}) {
            Files.deleteIfExists(path.resolve(name));
        }
    }

    private void putAway(AccountId account) throws IOException {
        Path profile = profileOf(account);
        if (Files.exists(profile, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(profile, beside(DELETED, account), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private Path beside(String kind, AccountId account) {
        return store.resolve(kind + nameOf(account) + "." + UUID.randomUUID());
    }

    private void removeAll(String kind, AccountId account) throws IOException {
        for (Path tree : startingWith(kind + nameOf(account) + ".")) { // no name has a dot
            Waiting.until(() -> isDeleted(tree), DELETE_DEADLINE);
            deleteTree(tree); // says why, if it is still there
        }
    }

    private List<Path> startingWith(String prefix) throws IOException {
        try (Stream<Path> entries = Files.list(store)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith(prefix))
                    .toList();
        }
    }

    private static boolean isDeleted(Path root) {
        try {
            deleteTree(root);
            return true;
        } catch (IOException inUse) {
            return false;
        }
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path entry : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
