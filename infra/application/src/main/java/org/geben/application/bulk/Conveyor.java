package org.geben.application.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.geben.application.bulk.Lines.Line;

/**
 * Hands lines from who reads them to who sends them. What has come while one group was being recorded is the next group:
 * a lone line does not wait for others, and a flood is recorded by the hundred. It holds so many bytes and no more;
 * whoever reads waits then, and with it the client.
 */
final class Conveyor {
    private static final int MOST_BYTES = 8 << 20;
    private static final int MOST_IN_GROUP = 256;
    private static final int MOST_BYTES_IN_GROUP = 4 << 20;
    private static final int LINE_ITSELF = 256;
    private static final Line END = new Line(0, null);

    private final Semaphore room = new Semaphore(MOST_BYTES);
    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();
    private volatile boolean abandoned;

    /** False when nobody will take it. */
    boolean put(Line line) throws InterruptedException {
        room.acquire(room(line));
        return !abandoned && lines.add(line);
    }

    void end() {
        lines.add(END);
    }

    /** Lines in their order; none after the last one. */
    List<Line> take() throws InterruptedException {
        List<Line> group = new ArrayList<>();
        int bytes = 0;
        Line line = lines.take();
        while (line != END) {
            room.release(room(line));
            group.add(line);
            bytes += line.weight();
            Line next = lines.peek();
            if (next == null || next == END || group.size() == MOST_IN_GROUP || bytes > MOST_BYTES_IN_GROUP) {
                return group;
            }
            line = lines.remove();
        }
        return group;
    }

    /** Whoever took the lines takes no more. */
    void abandon() {
        abandoned = true;
        room.release(MOST_BYTES);
    }

    private static int room(Line line) {
        return LINE_ITSELF + line.weight();
    }
}
