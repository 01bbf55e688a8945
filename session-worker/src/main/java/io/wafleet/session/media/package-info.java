/**
 * Files: where they come from, what they are, and where they are kept.
 *
 * <p>{@link io.wafleet.session.media.LoadAttachment} gets the file of a send from wherever the command says it is; an
 * address is fetched by {@code FetchMedia} in this process, never by the browser, through the guard against private
 * addresses. {@code FileSignature} says what a file is by its bytes, whatever it is called. {@code FileName} makes the
 * names of strangers harmless. {@link io.wafleet.session.media.MediaStore} keeps what is known of files in
 * Postgres, and their bytes in the {@link io.wafleet.common.blob.BlobStore} of the settings.
 */
@NullMarked
package io.wafleet.session.media;

import org.jspecify.annotations.NullMarked;
