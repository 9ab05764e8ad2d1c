package org.geben.application.imports.slack;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geben.application.imports.intake.Intake;
import org.geben.application.recording.Entry;
import org.geben.command.appreciation.GiveAppreciation;
import org.geben.command.contribution.PublishContribution;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.member.MemberId;
import tools.jackson.databind.JsonNode;

/**
 * The messages of a channel: posts, in threads comments, and the reactions to them. A message is known by its channel and
 * the exact text of its timestamp. Reactions have a giver and no time: the message's is taken and marked as inferred.
 */
final class Messages {

    private static final String TYPE = "messages";
    private static final String REACTIONS = "reactions";
    private static final Set<String> WRITTEN_BY_MEMBERS = Set.of("me_message", "thread_broadcast", "file_share");

    private final Intake intake;
    private final People people;
    private final Memberships memberships;

    Messages(Intake intake, People people, Memberships memberships) {
        this.intake = intake;
        this.people = people;
        this.memberships = memberships;
    }

    void read(Element message, Channel channel) throws MalformedElement, IOException {
        String ts = message.timestamp("ts");
        Instant at = message.time("ts");
        Optional<String> user = message.optionalId("user");
        String subtype = message.text("subtype").orElse("");
        List<Reaction> reactions = reactions(message);
        if (user.isPresent()) {
            people.trace(user.get(), at);
            switch (subtype) {
                case "channel_join" -> memberships.joined(message, channel, user.get(), at);
                case "channel_leave" -> memberships.left(message, channel, user.get(), at);
                default -> {}
            }
        }
        Optional<Omission> omission = omission(message, subtype, user);
        if (omission.isPresent()) {
            intake.skip(TYPE, omission.get(), message.origin());
            skip(reactions, message);
        } else {
            publish(message, channel, ts, at, user.orElseThrow());
            give(reactions, message, subject(channel, ts), at);
        }
    }

    private static Optional<Omission> omission(Element message, String subtype, Optional<String> user) {
        if (!message.text("type").orElse("message").equals("message")) {
            return Optional.of(Omission.NOT_A_MESSAGE);
        }
        if (subtype.equals("bot_message")) {
            return Optional.of(Omission.BOT_MESSAGE);
        }
        if (subtype.equals("channel_join") || subtype.equals("channel_leave")) {
            return Optional.of(Omission.TELLS_A_MEMBERSHIP);
        }
        if (user.isEmpty()) {
            return Optional.of(message.text("bot_id").isPresent() ? Omission.BOT_MESSAGE : Omission.WITHOUT_USER);
        }
        if (!subtype.isEmpty() && !WRITTEN_BY_MEMBERS.contains(subtype)) {
            return Optional.of(Omission.NOT_A_CONTRIBUTION);
        }
        return words(message).isBlank() ? Optional.of(Omission.WITHOUT_TEXT) : Optional.empty();
    }

    private void publish(Element message, Channel channel, String ts, Instant at, String user)
            throws MalformedElement, IOException {
        String thread = message.text("thread_ts").isPresent() ? message.timestamp("thread_ts") : ts;
        boolean reply = !thread.equals(ts);
        MemberId author = people.member(user);
        PublishContribution publish = new PublishContribution(
                contribution(channel, ts),
                reply ? ContributionKind.COMMENT : ContributionKind.POST,
                author,
                reply ? contribution(channel, thread) : null,
                reply ? null : channel.group(),
                Content.plain(words(message)));
        intake.take(new Entry(TYPE, message.origin(), at, false, author, publish), channel.id());
    }

    /** The text; of a file shared without a word, its name. */
    private static String words(Element message) {
        Optional<String> text = message.text("text").filter(given -> !given.isBlank());
        return text.orElseGet(() -> Stream.concat(
                        message.array("files").stream(),
                        Stream.of(message.node().path("file")))
                .flatMap(file -> Stream.of("title", "name")
                        .map(field -> Element.text(file.path(field)))
                        .flatMap(Optional::stream)
                        .limit(1))
                .collect(Collectors.joining(", ")));
    }

    private record Reaction(String emoji, List<String> users, long unlisted) {}

    private static List<Reaction> reactions(Element message) throws MalformedElement {
        List<Reaction> reactions = new ArrayList<>();
        for (JsonNode node : message.array("reactions")) {
            Element reaction = new Element(message.file(), message.line(), node);
            List<String> users = new ArrayList<>();
            for (JsonNode user : reaction.array("users")) {
                users.add(Element.text(user)
                        .filter(Element::isId)
                        .orElseThrow(() -> new MalformedElement("A reaction's 'users' must be ids of Slack's.")));
            }
            long unlisted = Math.max(0, node.path("count").asLong(0) - users.size());
            reactions.add(new Reaction(reaction.text("name").orElse(""), users, unlisted));
        }
        return reactions;
    }

    private void give(List<Reaction> reactions, Element message, Subject subject, Instant at) throws IOException {
        Set<String> given = new HashSet<>();
        for (Reaction reaction : reactions) {
            AppreciationKind kind = Emoji.kind(reaction.emoji());
            for (String user : reaction.users()) {
                if (given.add(user + " " + kind)) {
                    people.trace(user, at);
                    MemberId giver = people.member(user);
                    intake.take(
                            new Entry(
                                    REACTIONS,
                                    message.origin(),
                                    at,
                                    true,
                                    giver,
                                    GiveAppreciation.by(giver, subject, kind)),
                            user);
                } else {
                    intake.skip(REACTIONS, Omission.SAME_KIND_TWICE, message.origin());
                }
            }
            skip(reaction.unlisted(), Omission.GIVER_NOT_LISTED, message);
        }
    }

    private void skip(List<Reaction> reactions, Element message) {
        for (Reaction reaction : reactions) {
            skip(reaction.users().size() + reaction.unlisted(), Omission.SUBJECT_NOT_IMPORTED, message);
        }
    }

    private void skip(long count, Omission omission, Element message) {
        for (long i = 0; i < count; i++) {
            intake.skip(REACTIONS, omission, message.origin());
        }
    }

    private ContributionId contribution(Channel channel, String ts) {
        return ContributionId.imported(intake.source(), channel.id() + "/" + ts);
    }

    private Subject subject(Channel channel, String ts) {
        return new Subject.OfContribution(contribution(channel, ts));
    }
}
