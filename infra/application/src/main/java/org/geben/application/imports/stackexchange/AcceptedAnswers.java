package org.geben.application.imports.stackexchange;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import org.geben.application.imports.intake.Intake;
import org.geben.application.imports.intake.SortedLines;
import org.geben.application.recording.Entry;
import org.geben.command.contribution.AcceptAnswer;
import org.geben.kernel.contribution.ContributionId;
import org.geben.kernel.member.MemberId;

/**
 * Brings together what a dump says in two places: the question names the answer that its asker accepted, a vote for that
 * answer says when. They meet by sorting on the answer. Where the vote is missing, the question's last activity is taken
 * for the time.
 */
final class AcceptedAnswers implements Closeable {

    private static final String NAMED_BY_QUESTION = "0";
    private static final String VOTED = "1";

    private final Intake intake;
    private final SortedLines halves;

    AcceptedAnswers(Intake intake) throws IOException {
        this.intake = intake;
        this.halves = intake.openSpool("accepted");
    }

    void question(Row row, ContributionId question, long answer, MemberId asker, Instant lastActivity)
            throws IOException {
        halves.add(String.join(
                "\t",
                Intake.sortable(answer),
                NAMED_BY_QUESTION,
                Intake.sortable(lastActivity),
                row.origin(),
                question.toString(),
                asker.toString()));
    }

    void vote(Row row, long answer, Instant at) throws IOException {
        halves.add(String.join("\t", Intake.sortable(answer), VOTED, Intake.sortable(at), row.origin()));
    }

    void accept() throws IOException {
        halves.sorted(this::accept);
    }

    private void accept(Iterator<String> lines) throws IOException {
        String[] question = null;
        boolean voted = false;
        while (lines.hasNext()) {
            String[] half = lines.next().split("\t");
            if (half[1].equals(NAMED_BY_QUESTION)) {
                if (question != null && !voted) {
                    accept("accepted answers without a vote", question, question);
                }
                question = half;
                voted = false;
            } else if (question != null && question[0].equals(half[0])) {
                accept("votes", question, half);
                voted = true;
            } else {
                intake.skip("votes", Omission.QUESTION_NOT_THERE, half[3]);
            }
        }
        if (question != null && !voted) {
            accept("accepted answers without a vote", question, question);
        }
    }

    private void accept(String type, String[] question, String[] moment) throws IOException {
        ContributionId asked = ContributionId.of(question[4]);
        MemberId asker = MemberId.of(question[5]);
        ContributionId answer = ContributionId.imported(intake.source(), Key.post(Long.parseLong(question[0])));
        intake.take(
                new Entry(
                        type,
                        moment[3],
                        Intake.instant(moment[2]),
                        true,
                        asker,
                        new AcceptAnswer(asked, answer, asker)),
                question[0]);
    }

    @Override
    public void close() throws IOException {
        halves.close();
    }
}
