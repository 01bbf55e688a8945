package io.wafleet.sandbox.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a message says, apart from who says it to whom; which parts there are depends on its type.
 *
 * @param subtype which change to a group, to a message, or which missed call it is
 * @param recipients whom a change to a group is about
 * @param latestEditMsgKey the key of the edit that gave it its present text
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WireContent(
        @Nullable String body,
        @Nullable String caption,
        @Nullable String subtype,
        @Nullable List<String> recipients,
        @Nullable String vcardFormattedName,
        @Nullable String latestEditMsgKey,
        @JsonUnwrapped @Nullable WireContext context,
        @JsonUnwrapped @Nullable WireMedia media,
        @JsonUnwrapped @Nullable WireLocation location,
        @JsonUnwrapped @Nullable WirePoll poll,
        @JsonUnwrapped @Nullable WireAddition addition) {

    public static WireContent text(String body) {
        return new WireContent(body, null, null, null, null, null, null, null, null, null, null);
    }

    public static WireContent file(WireMedia media, @Nullable String caption) {
        return new WireContent(null, caption, null, null, null, null, null, media, null, null, null);
    }

    public static WireContent place(WireLocation location) {
        return new WireContent(null, null, null, null, null, null, null, null, location, null, null);
    }

    public static WireContent card(String name, String vcard) {
        return new WireContent(vcard, null, null, null, name, null, null, null, null, null, null);
    }

    public static WireContent poll(WirePoll poll) {
        return new WireContent(null, null, null, null, null, null, null, null, null, poll, null);
    }

    /** Something that happened in a chat: who was added to a group, a new subject, a missed call. */
    public static WireContent notice(String subtype, List<String> recipients, @Nullable String body) {
        return new WireContent(body, null, subtype, recipients, null, null, null, null, null, null, null);
    }

    /** A change to another message. */
    public static WireContent adding(@Nullable String subtype, @Nullable String body, WireAddition addition) {
        return new WireContent(body, null, subtype, null, null, null, null, null, null, null, addition);
    }

    public WireContent in(WireContext newContext) {
        return new WireContent(
                body,
                caption,
                subtype,
                recipients,
                vcardFormattedName,
                latestEditMsgKey,
                newContext,
                media,
                location,
                poll,
                addition);
    }

    /** The same with other ids for the people in it. */
    public WireContent withPeople(UnaryOperator<String> address) {
        return new WireContent(
                body,
                caption,
                subtype,
                recipients == null ? null : recipients.stream().map(address).toList(),
                vcardFormattedName,
                latestEditMsgKey,
                context == null ? null : context.withPeople(address),
                media,
                location,
                poll,
                addition);
    }

    public WireContent addedTo(String parentKey) {
        WireAddition moved = addition == null ? null : addition.at(parentKey);
        return new WireContent(
                body,
                caption,
                subtype,
                recipients,
                vcardFormattedName,
                latestEditMsgKey,
                context,
                media,
                location,
                poll,
                moved);
    }

    /** The same message after an edit: of a file, the caption is what is edited. */
    public WireContent edited(@Nullable String text, String editKey) {
        boolean isFile = media != null && media.directPath() != null;
        return new WireContent(
                isFile ? body : text,
                isFile ? text : caption,
                subtype,
                recipients,
                vcardFormattedName,
                editKey,
                context,
                media,
                location,
                poll,
                addition);
    }
}
