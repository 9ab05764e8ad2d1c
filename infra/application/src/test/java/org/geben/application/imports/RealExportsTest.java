package org.geben.application.imports;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.geben.application.imports.ImportTrial.line;
import static org.geben.application.imports.ImportTrial.skipped;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.geben.application.imports.intake.Export;
import org.geben.application.imports.slack.SlackExport;
import org.geben.application.imports.stackexchange.StackExchangeExport;
import org.geben.application.recording.CommunityInMemory;
import org.geben.application.recording.Report;
import org.geben.command.appreciation.GiveAppreciation;
import org.geben.command.contribution.AcceptAnswer;
import org.geben.command.contribution.PublishContribution;
import org.geben.kernel.appreciation.AppreciationKind;
import org.geben.kernel.appreciation.Subject;
import org.geben.kernel.contribution.ContributionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealExportsTest {

    @TempDir
    private Path temporary;

    private final CommunityInMemory community = new CommunityInMemory();

    @ParameterizedTest
    @CsvSource({"se-meta-conlang-2020, 272, 177, 230, 1119", "se-quantumcomputing-2018, 3461, 1986, 3413, 12560"})
    void everyUpVoteOfAStackExchangeSiteIsALikeOfItsPost(String name, long users, long posts, long comments, long votes)
            throws Exception {
        Path directory = SharedData.directory(name);

        Report report = importing(new StackExchangeExport(directory));

        assertThat(line(report, "users").imported()).isEqualTo(users);
        assertThat(line(report, "posts").read()).isEqualTo(posts);
        assertThat(line(report, "comments").imported()).isEqualTo(comments);
        assertThat(line(report, "votes").read()).isEqualTo(votes);
        Map<ContributionId, Long> likes = community
                .recorded(GiveAppreciation.class)
                .filter(give -> give.kind() == AppreciationKind.LIKE)
                .collect(groupingBy(
                        give -> give.subject() instanceof Subject.OfContribution contribution
                                ? contribution.id()
                                : null,
                        counting()));
        Map<String, long[]> counted = votesByPost(directory);
        Map<ContributionId, Boolean> published = new HashMap<>();
        community.recorded(PublishContribution.class).forEach(publish -> published.put(publish.contributionId(), true));
        long checked = 0;
        for (Map<String, String> post : rows(directory.resolve("Posts.xml"))) {
            ContributionId id = ContributionId.imported("import:stackexchange:trial", "post:" + post.get("Id"));
            long[] upAndDown = counted.getOrDefault(post.get("Id"), new long[2]);
            assertThat(likes.getOrDefault(id, 0L)).as("likes of post %s", post).isEqualTo(upAndDown[0]);
            assertThat(upAndDown[0] - upAndDown[1]).isEqualTo(Long.parseLong(post.get("Score")));
            checked += published.containsKey(id) ? 1 : 0;
        }
        assertThat(checked).isEqualTo(line(report, "posts").imported());
        assertThat(posts - checked).isEqualTo(skipped(report, "posts", "NOT_A_CONTRIBUTION"));
    }

    @Test
    void theAcceptedAnswersOfAStackExchangeSiteAreThoseOfItsQuestions() throws Exception {
        Path directory = SharedData.directory("se-quantumcomputing-2018");

        Report report = importing(new StackExchangeExport(directory));

        assertThat(community.recorded(AcceptAnswer.class)).hasSize(389);
        assertThat(skipped(report, "votes", "QUESTION_NOT_THERE")).isEqualTo(1);
        assertThat(skipped(report, "votes", "CONTRIBUTION_UNKNOWN")).isEqualTo(154 + 4);
        assertThat(skipped(report, "votes", "APPRECIATION_OF_ONESELF")).isEqualTo(39);
    }

    @Test
    void everyMessageAndReactionOfASlackWorkspaceIsAccountedFor() throws Exception {
        Report report = importing(new SlackExport(SharedData.directory("slack-houstondatavis-2016")));

        assertThat(line(report, "users").imported()).isEqualTo(71);
        assertThat(line(report, "channels").imported()).isEqualTo(16);
        assertThat(line(report, "messages").read()).isEqualTo(1382);
        assertThat(line(report, "messages").imported()).isEqualTo(964 + 61);
        assertThat(line(report, "reactions").read()).isEqualTo(199);
        assertThat(skipped(report, "reactions", "APPRECIATION_OF_ONESELF")).isEqualTo(6);
        assertThat(skipped(report, "reactions", "SAME_KIND_TWICE")).isEqualTo(13);
    }

    private Report importing(Export export) throws IOException {
        ImportTrial trial = new ImportTrial(community, temporary);
        Report report = trial.run(export);
        assertThat(report.records()).allMatch(Report.Line::isBalanced);
        assertThat(report.hasProblems()).isFalse();
        assertThat(trial.leftBehind()).isZero();
        return report;
    }

    private static Map<String, long[]> votesByPost(Path directory) throws IOException, XMLStreamException {
        Map<String, long[]> counted = new HashMap<>();
        for (Map<String, String> vote : rows(directory.resolve("Votes.xml"))) {
            long[] upAndDown = counted.computeIfAbsent(vote.get("PostId"), post -> new long[2]);
            upAndDown[0] += Objects.equals(vote.get("VoteTypeId"), "2") ? 1 : 0;
            upAndDown[1] += Objects.equals(vote.get("VoteTypeId"), "3") ? 1 : 0;
        }
        return counted;
    }

    private static List<Map<String, String>> rows(Path file) throws IOException, XMLStreamException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            XMLInputFactory xml = XMLInputFactory.newFactory();
            xml.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
            xml.setProperty("jdk.xml.totalEntitySizeLimit", "0");
            XMLStreamReader reader = xml.createXMLStreamReader(in);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals("row")) {
                    Map<String, String> row = new HashMap<>();
                    for (int i = 0; i < reader.getAttributeCount(); i++) {
                        row.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }
}
