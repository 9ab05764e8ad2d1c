package org.geben.application.imports.stackexchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.geben.application.imports.intake.Export;
import org.geben.application.imports.intake.ImportedHandle;
import org.geben.application.imports.intake.Intake;
import org.geben.application.imports.intake.UnusableExport;
import org.geben.application.recording.Entry;
import org.geben.command.appreciation.GiveAppreciation;
import org.geben.command.contribution.PublishContribution;
import org.geben.command.member.JoinMember;
import org.geben.kernel.appreciation.AppreciationId;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.contribution.Content;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.contribution.ContributionKind;
import org.geben.kernel.contribution.TextFormat;
import org.geben.kernel.member.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * The data dump of one Stack Exchange site, unpacked.
 *
 * <p>Votes have a date and no time. They are taken to happen at the end of that day in UTC, after the post that they are
 * for, but not later than the newest moment that the dump knows. The day is the dump's own, so that appreciations are not
 * marked as of an inferred time, and every window of whole days counts them.
 */
public final class StackExchangeExport implements Export {

    private static final long COMMUNITY_ACCOUNT = -1;
    private static final Pattern TAG_ENDS = Pattern.compile("[<>|]");
    private static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59, 999_000_000);

    private final Path directory;
    private final RowFile users;
    private final RowFile posts;
    private final RowFile comments;
    private final RowFile votes;
    private Instant newest = Instant.EPOCH;

    /** @throws UnusableExport if that is no unpacked dump */
    public StackExchangeExport(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new UnusableExport("%s is not a directory: name the one into which the dump of a site is unpacked."
                    .formatted(directory));
        }
        this.directory = directory;
        this.users = new RowFile(directory, "Users.xml", "users");
        this.posts = new RowFile(directory, "Posts.xml", "posts");
        this.comments = new RowFile(directory, "Comments.xml", "comments");
        this.votes = new RowFile(directory, "Votes.xml", "votes");
        List.of(users, posts, comments, votes).forEach(RowFile::mustExist);
    }

    @Override
    public String system() {
        return "stackexchange";
    }

    @Override
    public void readInto(Intake intake) throws IOException {
        try (Authors authors = new Authors(intake);
                AcceptedAnswers accepted = new AcceptedAnswers(intake)) {
            users.read(intake, row -> user(row, intake, authors));
            posts.read(intake, row -> post(row, intake, authors, accepted));
            comments.read(intake, row -> comment(row, intake, authors));
            votes.read(intake, row -> vote(row, intake, authors, accepted));
            accepted.accept();
            authors.join();
        }
        nameWhatIsNotRead(intake);
    }

    private void user(Row row, Intake intake, Authors authors) throws MalformedRow, IOException {
        long id = row.number("Id");
        Instant at = happened(row);
        MemberId member = authors.account(id);
        String name = row.text("DisplayName")
                .map(String::strip)
                .filter(given -> !given.isEmpty())
                .orElse("user" + id);
        JoinMember join = new JoinMember(
                member,
                ImportedHandle.of(name, member),
                name,
                row.text("AboutMe").orElse(null),
                id == COMMUNITY_ACCOUNT);
        intake.take(new Entry("users", row.origin(), at, false, member, join), Intake.sortable(id));
    }

    private void post(Row row, Intake intake, Authors authors, AcceptedAnswers accepted)
            throws MalformedRow, IOException {
        long id = row.number("Id");
        PostType type = PostType.of(row.number("PostTypeId"));
        if (type == PostType.OTHER) {
            intake.skip("posts", Omission.NOT_A_CONTRIBUTION, row.origin());
            return;
        }
        Instant at = happened(row);
        Content content = new Content(
                type == PostType.ANSWER ? null : row.text("Title").orElse(null),
                row.required("Body"),
                TextFormat.HTML,
                tags(row.text("Tags").orElse("")));
        ContributionId parent = type == PostType.ANSWER ? postId(intake, row.number("ParentId")) : null;
        var answer = row.optionalNumber("AcceptedAnswerId");
        Instant lastActivity = row.text("LastActivityDate").isPresent() ? row.time("LastActivityDate") : at;
        MemberId author = authors.of(row, "OwnerUserId", "OwnerDisplayName", at).orElse(null);
        if (author == null) {
            author = authors.placeholder(row, at);
        }
        ContributionId post = postId(intake, id);
        publish(
                intake,
                "posts",
                row,
                new PublishContribution(post, type.kind(), author, parent, null, content),
                at,
                id);
        if (type == PostType.QUESTION && answer.isPresent()) {
            accepted.question(row, post, answer.getAsLong(), author, lastActivity);
        }
    }

    private void comment(Row row, Intake intake, Authors authors) throws MalformedRow, IOException {
        long id = row.number("Id");
        long post = row.number("PostId");
        Instant at = happened(row);
        Content content = new Content(null, row.required("Text"), TextFormat.MARKDOWN, List.of());
        var author = authors.of(row, "UserId", "UserDisplayName", at);
        if (author.isEmpty()) {
            intake.skip("comments", Omission.AUTHOR_UNKNOWN, row.origin());
            return;
        }
        ContributionId comment = ContributionId.imported(intake.source(), Key.comment(id));
        PublishContribution publish = new PublishContribution(
                comment, ContributionKind.COMMENT, author.get(), postId(intake, post), null, content);
        publish(intake, "comments", row, publish, at, id);
    }

    private void vote(Row row, Intake intake, Authors authors, AcceptedAnswers accepted)
            throws MalformedRow, IOException {
        long id = row.number("Id");
        long post = row.number("PostId");
        long type = row.number("VoteTypeId");
        Instant at = endOfDay(row.time("CreationDate"));
        Subject subject = new Subject.OfContribution(postId(intake, post));
        switch (VoteType.of(type)) {
            case ACCEPTED -> accepted.vote(row, post, at);
            case UP -> {
                AppreciationId like = AppreciationId.imported(intake.source(), "vote:" + id);
                GiveAppreciation give = GiveAppreciation.bySomebody(like, subject, AppreciationKind.LIKE);
                appreciate(intake, row, give, at, id);
            }
            case FAVOURITE -> {
                var giver = row.optionalNumber("UserId");
                if (giver.isEmpty()) {
                    intake.skip("votes", Omission.AUTHOR_UNKNOWN, row.origin());
                } else {
                    // Not LIKE, which an up-vote of the same member may be: who keeps a question found it worth coming
                    // back to.
                    MemberId member = authors.account(giver.getAsLong());
                    appreciate(intake, row, GiveAppreciation.by(member, subject, AppreciationKind.INSIGHTFUL), at, id);
                }
            }
            case DOWN -> intake.skip("votes", Omission.DOWN_VOTE, row.origin());
            case BOUNTY -> intake.skip("votes", Omission.BOUNTY, row.origin());
            case MODERATION -> intake.skip("votes", Omission.MODERATION, row.origin());
            case OTHER -> intake.skip("votes", Omission.OTHER_VOTE, row.origin());
        }
    }

    private static void publish(Intake intake, String type, Row row, PublishContribution publish, Instant at, long id)
            throws IOException {
        intake.take(new Entry(type, row.origin(), at, false, publish.author(), publish), Intake.sortable(id));
    }

    private static void appreciate(Intake intake, Row row, GiveAppreciation give, Instant at, long id)
            throws IOException {
        intake.take(new Entry("votes", row.origin(), at, false, give.giver(), give), Intake.sortable(id));
    }

    private static ContributionId postId(Intake intake, long post) {
        return ContributionId.imported(intake.source(), Key.post(post));
    }

    /** Written {@code <a><b>} in older dumps and {@code |a|b|} in newer ones. */
    private static List<String> tags(String text) {
        return Arrays.stream(TAG_ENDS.split(text)).filter(tag -> !tag.isBlank()).toList();
    }

    private Instant happened(Row row) throws MalformedRow {
        Instant at = row.time("CreationDate");
        newest = at.isAfter(newest) ? at : newest;
        return at;
    }

    private Instant endOfDay(Instant date) {
        Instant end = date.atOffset(ZoneOffset.UTC).with(END_OF_DAY).toInstant();
        Instant known = newest.isAfter(date) ? newest : date;
        return end.isAfter(known) ? known : end;
    }

    private void nameWhatIsNotRead(Intake intake) throws IOException {
        Set<String> read = Set.of("Users.xml", "Posts.xml", "Comments.xml", "Votes.xml");
        try (Stream<Path> files = Files.list(directory)) {
            files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".xml") && !read.contains(name))
                    .sorted()
                    .forEach(name -> intake.skip("other files", Omission.FILE_NOT_READ, name));
        }
    }

    private enum PostType {
        QUESTION(ContributionKind.QUESTION),
        ANSWER(ContributionKind.ANSWER),
        /** A candidate's text in an election, which people vote for and comment on. */
        NOMINATION(ContributionKind.POST),
        OTHER(null);

        private final @Nullable ContributionKind kind;

        PostType(@Nullable ContributionKind kind) {
            this.kind = kind;
        }

        private ContributionKind kind() {
            if (kind == null) {
                throw new IllegalStateException(this + " is not a contribution");
            }
            return kind;
        }

        private static PostType of(long number) {
            return switch (Math.clamp(number, 0, 99)) {
                case 1 -> QUESTION;
                case 2 -> ANSWER;
                case 6 -> NOMINATION;
                default -> OTHER;
            };
        }
    }

    private enum VoteType {
        ACCEPTED,
        UP,
        DOWN,
        FAVOURITE,
        BOUNTY,
        MODERATION,
        OTHER;

        private static VoteType of(long number) {
            return switch (Math.clamp(number, 0, 99)) {
                case 1 -> ACCEPTED;
                case 2 -> UP;
                case 3 -> DOWN;
                case 5 -> FAVOURITE;
                case 8, 9 -> BOUNTY;
                case 4, 6, 7, 10, 11, 12, 15, 16 -> MODERATION;
                default -> OTHER;
            };
        }
    }
}
