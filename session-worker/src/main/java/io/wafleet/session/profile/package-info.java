/**
 * Where the accounts' profiles are between two openings of their pages, so that an account goes from one worker to
 * another with its login.
 *
 * <p>{@link io.wafleet.session.profile.ProfileStore} is all that others know. {@code DirectoryProfiles} leaves them where
 * they lie, in a directory that workers share or that is one worker's alone. {@code ArchivedProfiles} has them in
 * Postgres too: an archive is made when a page has closed, and again and again while one is open, sealed with a key that
 * the database never sees, in generations of which the newest and the one before are kept.
 *
 * <p>Two rows decide what a page is opened with: that of the last opening, in Postgres, and the {@code OpeningMark} in
 * the local profile. If they agree, nobody has opened the account elsewhere since, and what lies here is the newest
 * there is, even after a crash; otherwise the newest archive is brought here. The same row fences the writers: only the
 * ownership that opened the account last can add an archive.
 */
@NullMarked
package io.wafleet.session.profile;

import org.jspecify.annotations.NullMarked;
