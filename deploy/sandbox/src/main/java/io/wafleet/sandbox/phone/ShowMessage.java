package io.wafleet.sandbox.phone;

import io.wafleet.sandbox.identity.PhoneBook;
import io.wafleet.sandbox.identity.PhoneNumber;
import io.wafleet.sandbox.message.CurrentMessage;
import io.wafleet.sandbox.message.StoredMessage;
import io.wafleet.sandbox.wire.WireContent;
import io.wafleet.sandbox.wire.WireContext;
import io.wafleet.sandbox.wire.WireLocation;
import io.wafleet.sandbox.wire.WireMedia;
import io.wafleet.sandbox.wire.WirePoll;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows a message the way a phone does: numbers instead of ids, words instead of wire formats. */
@Component
class ShowMessage {

    private static final WireMedia NO_FILE =
            new WireMedia(null, null, null, null, null, null, null, null, null, null, null);
    private static final WireContext NO_CONTEXT = new WireContext(null, null, null, null, null, null);

    private final PhoneBook phones;

    ShowMessage(PhoneBook phones) {
        this.phones = phones;
    }

    PhoneMessage show(CurrentMessage current) {
        StoredMessage message = current.message();
        var wire = current.wire();
        WireContent content = wire.content();
        WireMedia file = content.media() == null || content.media().directPath() == null ? NO_FILE : content.media();
        boolean isText = wire.type().equals("chat") || wire.type().equals("gp2");
        WireContext context = Objects.requireNonNullElse(content.context(), NO_CONTEXT);
        return new PhoneMessage(
                wire.bareId(),
                wire.id(),
                message.account().digits(),
                message.sender().digits(),
                message.recipient(),
                message.group() != null,
                type(wire.type()),
                isText ? content.body() : null,
                content.caption(),
                file.mimetype(),
                file.filename(),
                file.size(),
                hex(file.filehash()),
                location(content.location()),
                contact(wire.type(), content),
                poll(current, content.poll()),
                notice(wire.type(), content),
                mentions(context),
                context.quotedStanzaId(),
                Boolean.TRUE.equals(context.isForwarded()),
                current.edit() != null,
                current.revocation() != null,
                current.reactions().stream().map(ShowMessage::reaction).toList(),
                wire.t(),
                message.ack(),
                current.additions(),
                message.sends());
    }

    private static String type(String wireType) {
        return switch (wireType) {
            case "vcard" -> "contact";
            case "poll_creation" -> "poll";
            default -> wireType;
        };
    }

    /** WhatsApp Web keeps name and address as two lines of one text. */
    private static PhoneMessage.@Nullable Location location(@Nullable WireLocation place) {
        if (place == null || place.lat() == null) {
            return null;
        }
        String[] lines = Objects.requireNonNullElse(place.loc(), "").split("\n", 2);
        return new PhoneMessage.Location(
                place.lat(), place.lng(), lines[0].isEmpty() ? null : lines[0], lines.length > 1 ? lines[1] : null);
    }

    private static PhoneMessage.@Nullable Contact contact(String type, WireContent content) {
        return type.equals("vcard") && content.body() != null
                ? new PhoneMessage.Contact(
                        content.vcardFormattedName(),
                        Vcard.phone(content.body()).orElse(null),
                        content.body())
                : null;
    }

    private static PhoneMessage.@Nullable Poll poll(CurrentMessage current, @Nullable WirePoll poll) {
        if (poll == null || poll.pollName() == null || poll.pollOptions() == null) {
            return null;
        }
        List<WirePoll.Option> options = poll.pollOptions();
        List<PhoneMessage.Vote> votes = current.votes().stream()
                .map(vote -> new PhoneMessage.Vote(
                        vote.sender().digits(),
                        options.stream()
                                .filter(option -> CurrentMessage.options(vote).contains(option.localId()))
                                .map(WirePoll.Option::name)
                                .toList(),
                        vote.wire().t()))
                .toList();
        return new PhoneMessage.Poll(
                poll.pollName(),
                options.stream().map(WirePoll.Option::name).toList(),
                !Integer.valueOf(1).equals(poll.pollSelectableOptionsCount()),
                votes);
    }

    private PhoneMessage.@Nullable Notice notice(String type, WireContent content) {
        boolean isNotice = type.equals("gp2") || type.equals("call_log");
        return isNotice && content.subtype() != null
                ? new PhoneMessage.Notice(
                        content.subtype(), numbers(Objects.requireNonNullElse(content.recipients(), List.of())))
                : null;
    }

    private @Nullable List<String> mentions(WireContext context) {
        return context.mentionedJidList() == null ? null : numbers(context.mentionedJidList());
    }

    private List<String> numbers(List<String> wids) {
        return wids.stream()
                .map(wid -> phones.resolve(wid).map(PhoneNumber::digits).orElse(wid))
                .toList();
    }

    private static PhoneMessage.Reaction reaction(StoredMessage reaction) {
        return new PhoneMessage.Reaction(
                reaction.sender().digits(),
                CurrentMessage.emoji(reaction),
                reaction.wire().t());
    }

    private static @Nullable String hex(@Nullable String base64) {
        return base64 == null
                ? null
                : HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
    }
}
