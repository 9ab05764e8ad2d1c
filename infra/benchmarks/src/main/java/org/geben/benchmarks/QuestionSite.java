package org.geben.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A made-up question site as a Stack Exchange dump, of any size: three posts and four comments for every four members,
 * four votes for every post. The same size and seed give the same files.
 */
final class QuestionSite {
    private static final LocalDateTime OPENED = LocalDateTime.of(2020, 1, 1, 9, 0);
    private static final String TEXT = "How do I keep slugs away from young beans without poison? ".repeat(12);

    private final int members;
    private final int posts;
    private final int comments;
    private final int votes;
    private final SplittableRandom random;

    QuestionSite(int members, long seed) {
        this.members = members;
        this.posts = members * 3 / 4;
        this.comments = members;
        this.votes = posts * 4;
        this.random = new SplittableRandom(seed);
    }

    int records() {
        return members + posts + comments + votes;
    }

    void writeTo(Path directory) throws IOException {
        file(directory, "Users", members, id -> """
                Id="%d" Reputation="1" CreationDate="%s" DisplayName="Member %d" AboutMe="A gardener."\
                """.formatted(id, joined(id), id));
        file(directory, "Posts", posts, id -> id % 3 == 1 ? question(id) : answer(id));
        file(directory, "Comments", comments, id -> """
                Id="%d" PostId="%d" Score="0" Text="Thank you, that worked." CreationDate="%s" UserId="%d"\
                """.formatted(id, 1 + random.nextInt(posts), late(id), member()));
        file(directory, "Votes", votes, id -> """
                Id="%d" PostId="%d" VoteTypeId="2" CreationDate="%s"\
                """.formatted(
                        id,
                        1 + random.nextInt(posts),
                        OPENED.plusDays(400).toLocalDate().atStartOfDay() + ":00.000"));
    }

    private String question(int id) {
        return """
                Id="%d" PostTypeId="1" CreationDate="%s" Score="0" Body="%s" OwnerUserId="%d" Title="Slugs, again" Tags="&lt;beans&gt;"\
                """.formatted(id, asked(id), TEXT, member());
    }

    private String answer(int id) {
        int question = id - (id + 2) % 3;
        return """
                Id="%d" PostTypeId="2" ParentId="%d" CreationDate="%s" Score="0" Body="%s" OwnerUserId="%d"\
                """.formatted(id, question, asked(id), TEXT, member());
    }

    private int member() {
        return 1 + random.nextInt(members);
    }

    private static String joined(int id) {
        return OPENED.plusSeconds(id) + stamp(OPENED.plusSeconds(id));
    }

    private static String asked(int id) {
        LocalDateTime at = OPENED.plusDays(100).plusSeconds(7L * id);
        return at + stamp(at);
    }

    private static String late(int id) {
        LocalDateTime at = OPENED.plusDays(300).plusSeconds(id);
        return at + stamp(at);
    }

    /** The dump always writes seconds and milliseconds, which LocalDateTime leaves out where they are zero. */
    private static String stamp(LocalDateTime at) {
        return at.getSecond() == 0 ? ":00.000" : ".000";
    }

    private static void file(Path directory, String name, int rows, Attributes attributes) throws IOException {
        try (BufferedWriter file = Files.newBufferedWriter(directory.resolve(name + ".xml"), UTF_8)) {
            String element = name.toLowerCase(Locale.ROOT);
            file.write("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<%s>\n".formatted(element));
            for (int id = 1; id <= rows; id++) {
                file.write("  <row %s />\n".formatted(attributes.of(id)));
            }
            file.write("</%s>\n".formatted(element));
        }
    }

    private interface Attributes {
        String of(int id);
    }
}
