package org.geben.application.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.geben.kernel.Rule;
import org.geben.kernel.appreciation.AppreciationRule;
import org.geben.kernel.contribution.ContributionRule;
import org.geben.kernel.group.GroupRule;
import org.geben.kernel.inbox.InboxRule;
import org.geben.kernel.member.MemberRule;
import org.geben.kernel.outreach.OutreachRule;
import org.geben.kernel.pledge.PledgeRule;
import org.geben.kernel.scoring.ScoringRule;
import org.geben.kernel.training.TrainingRule;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    @Test
    void listsEveryRuleInItsOwnWordsAndNoOther() throws IOException {
        List<String> listed;
        try (Stream<String> lines = Files.lines(Path.of("../../README.md"))) {
            listed = lines.filter(line -> line.matches("\\d+\\. .*\\. `[A-Z_]+`"))
                    .map(line -> line.substring(line.indexOf(' ') + 1))
                    .toList();
        }
        assertThat(listed)
                .containsExactlyElementsOf(Stream.<Rule[]>of(
                                MemberRule.values(),
                                GroupRule.values(),
                                ContributionRule.values(),
                                AppreciationRule.values(),
                                OutreachRule.values(),
                                TrainingRule.values(),
                                PledgeRule.values(),
                                ScoringRule.values(),
                                InboxRule.values())
                        .flatMap(Arrays::stream)
                        .map(rule -> "%s `%s`".formatted(rule.sentence(), rule.name()))
                        .toList());
    }
}
