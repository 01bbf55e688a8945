package io.wafleet.gateway.media;

import io.wafleet.common.account.AccountId;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.gateway.problem.ApiException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** What the session-worker knows of a file. */
record KeptFile(
        String id,
        AccountId account,
        String status,
        @Nullable String mimetype,
        @Nullable String filename,
        long size,
        @Nullable String sha256,
        @Nullable OffsetDateTime removedAt) {

    static final String BY_ID = """
            select id, account_id, status, mimetype, filename, size, sha256, removed_at
            from session.media_view where id = :id""";

    static KeptFile read(ResultSet row, int number) throws SQLException {
        return new KeptFile(
                row.getString("id"),
                new AccountId(row.getString("account_id")),
                row.getString("status"),
                row.getString("mimetype"),
                row.getString("filename"),
                row.getLong("size"),
                row.getString("sha256"),
                row.getObject("removed_at", OffsetDateTime.class));
    }

    /**
     * The hash of the bytes.
     *
     * @throws ApiException MEDIA_NOT_FOUND while they are not there, MEDIA_GONE when they are not there any more
     */
    String hash() {
        if (removedAt != null) {
            throw new ApiException(
                    ErrorCode.MEDIA_GONE,
                    "The file was removed on " + removedAt.toLocalDate() + ", when the time for keeping it was over");
        }
        if (!status.equals("ready") || sha256 == null) {
            throw new ApiException(ErrorCode.MEDIA_NOT_FOUND, "The file is not there; it is " + status);
        }
        return sha256;
    }
}
