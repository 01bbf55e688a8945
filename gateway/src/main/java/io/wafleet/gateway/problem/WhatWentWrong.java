package io.wafleet.gateway.problem;

import io.wafleet.common.blob.BlobStoreException;
import io.wafleet.common.problem.ErrorCode;
import io.wafleet.common.problem.FieldProblem;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.codec.CodecException;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import tools.jackson.core.JacksonException;

/** Tells what an exception means to the client: bad input, something away for now, or our own fault. */
final class WhatWentWrong {

    /** No such table, no such schema: the owner of the view has not been started yet. */
    private static final Set<String> NOT_THERE_YET = Set.of("42P01", "3F000");
    /** Connection, resources, operator intervention, rollback: worth trying again. */
    private static final Set<String> AWAY = Set.of("08", "53", "57", "40");

    private WhatWentWrong() {}

    static ApiException toldBy(Throwable thrown) {
        List<Throwable> causes = Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .toList();
        return first(causes, ApiException.class)
                .or(() -> badBody(causes))
                .or(() -> first(causes, ResponseStatusException.class).map(WhatWentWrong::refusedByFramework))
                .or(() -> database(causes))
                .or(() -> first(causes, BlobStoreException.class)
                        .map(away -> ApiException.unavailable("The store of files did not answer")))
                .orElseGet(() -> new ApiException(ErrorCode.SERVER_ERROR, "Something went wrong on our side"));
    }

    private static <T extends Throwable> Optional<T> first(List<Throwable> causes, Class<T> type) {
        return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /** Only what the codecs threw: a parser's exception from elsewhere is our own fault. */
    private static Optional<ApiException> badBody(List<Throwable> causes) {
        if (first(causes, DataBufferLimitException.class).isPresent()) {
            return Optional.of(ApiException.withStatus(413, ErrorCode.INVALID_REQUEST, "The body is too large"));
        }
        boolean read = first(causes, ServerWebInputException.class).isPresent()
                || first(causes, DecodingException.class).isPresent();
        if (!read) {
            return Optional.empty();
        }
        return first(causes, JacksonException.class)
                .map(WhatWentWrong::badJson)
                .or(() -> first(causes, CodecException.class)
                        .map(codec -> new ApiException(ErrorCode.INVALID_REQUEST, "The body cannot be read")));
    }

    private static ApiException badJson(JacksonException json) {
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference step : json.getPath()) {
            String name = step.getPropertyName() == null ? String.valueOf(step.getIndex()) : step.getPropertyName();
            pointer.append('/').append(name, 0, Math.min(64, name.length()));
        }
        // The parser's own words quote the input and name classes; neither belongs in an answer.
        return pointer.isEmpty()
                ? new ApiException(ErrorCode.INVALID_REQUEST, "The body is not JSON as it is taken here")
                : ApiException.invalid(new FieldProblem(
                        pointer.toString(), "'" + pointer.substring(1) + "' has a value of the wrong form"));
    }

    private static ApiException refusedByFramework(ResponseStatusException thrown) {
        return switch (thrown) {
            case MethodNotAllowedException method ->
                ApiException.withStatus(
                        405, ErrorCode.INVALID_REQUEST, "This path does not take " + method.getHttpMethod());
            case NotAcceptableStatusException accept ->
                ApiException.withStatus(406, ErrorCode.INVALID_REQUEST, "None of the accepted types can be given");
            case UnsupportedMediaTypeStatusException type ->
                ApiException.withStatus(415, ErrorCode.INVALID_REQUEST, "The body's content type is not taken here");
            default -> byStatus(thrown);
        };
    }

    private static ApiException byStatus(ResponseStatusException thrown) {
        int status = thrown.getStatusCode().value();
        if (status == 404) {
            return new ApiException(ErrorCode.NOT_FOUND, "There is nothing at this path");
        }
        if (status >= 500) {
            return new ApiException(ErrorCode.SERVER_ERROR, "Something went wrong on our side");
        }
        String reason = thrown.getReason();
        return ApiException.withStatus(
                status, ErrorCode.INVALID_REQUEST, reason == null ? "The request cannot be read" : reason);
    }

    private static Optional<ApiException> database(List<Throwable> causes) {
        Optional<SQLException> sql = first(causes, SQLException.class);
        if (sql.isPresent()) {
            return Optional.ofNullable(sql.get().getSQLState())
                    .map(WhatWentWrong::bySqlState)
                    .orElseGet(() -> Optional.of(databaseAway()));
        }
        boolean noConnection = first(causes, DataAccessException.class).isPresent()
                || first(causes, TransactionException.class).isPresent();
        return noConnection ? Optional.of(databaseAway()) : Optional.empty();
    }

    private static Optional<ApiException> bySqlState(String state) {
        if (NOT_THERE_YET.contains(state)) {
            return Optional.of(ApiException.unavailable("The service that owns this has not been started yet"));
        }
        if (state.startsWith("22")) {
            return Optional.of(
                    new ApiException(ErrorCode.INVALID_REQUEST, "A value has a form that cannot be looked for"));
        }
        return AWAY.contains(state.substring(0, Math.min(2, state.length())))
                ? Optional.of(databaseAway())
                : Optional.empty();
    }

    private static ApiException databaseAway() {
        return ApiException.unavailable("The database did not answer");
    }
}
