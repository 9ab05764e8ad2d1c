package org.geben.application.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.geben.application.recording.CommunityInMemory;
import org.geben.command.member.JoinMember;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SampleCommandTest {

    private final CommunityInMemory community = new CommunityInMemory();
    private final StringWriter out = new StringWriter();

    @Test
    void makesUpTheCommunityThatItIsAskedFor() {
        assertThat(run("--members", "20", "--months", "3", "--seed", "7", "--until", "2026-01-01"))
                .isZero();

        assertThat(community.recorded(JoinMember.class)).hasSize(20);
        assertThat(community.lastOccurred()).isBefore("2026-01-01T00:00:00Z");
        assertThat(out.toString())
                .contains("sample --members 20 --months 3 --seed 7 --until 2026-01-01")
                .containsPattern("members +20 +20");
    }

    @Test
    void refusesWhatNoCommunityCanBe() {
        assertThat(run("--members", "1")).isEqualTo(2);
        assertThat(run("--months", "0")).isEqualTo(2);
        assertThat(run("--until", "soon")).isEqualTo(2);
        assertThat(community.recorded()).isEmpty();
    }

    private int run(String... arguments) {
        PrintWriter writer = new PrintWriter(out, true);
        return new CommandLine(new SampleCommand(() -> community, writer))
                .setOut(writer)
                .setErr(new PrintWriter(new StringWriter()))
                .execute(arguments);
    }
}
