package org.geben.application.database;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;
import org.geben.application.process.CannotStart;

/**
 * One owner per data directory: the process that starts and stops the embedded database. The operating system gives the
 * lock back when the owner dies, however it dies; the file stays, since deleting it would let two owners in.
 */
final class OwnerLock implements AutoCloseable {

    private static final String FILE = "geben.lock";
    /** Far behind the content: where locks are mandatory, others must still be able to read who the owner is. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final FileChannel channel;

    private OwnerLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Empty if another owner lives. */
    static Optional<OwnerLock> acquire(Path dataDirectory) {
        Path file = dataDirectory.resolve(FILE);
        try {
            FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
            if (!tryLock(channel)) {
                channel.close();
                return Optional.empty();
            }
            OwnerLock lock = new OwnerLock(channel);
            lock.write("pid=%d%n".formatted(ProcessHandle.current().pid()));
            return Optional.of(lock);
        } catch (IOException e) {
            throw new CannotStart(
                    "The lock file %s cannot be used: check its permissions, and that its file system supports locks."
                            .formatted(file),
                    e);
        }
    }

    /** What the present owner has said about itself. */
    static Owner owner(Path dataDirectory) {
        Properties content = new Properties();
        try {
            content.load(new StringReader(Files.readString(dataDirectory.resolve(FILE))));
        } catch (IOException e) {
            return new Owner(OptionalLong.empty(), OptionalInt.empty());
        }
        String pid = content.getProperty("pid");
        String port = content.getProperty("port");
        return new Owner(
                pid == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(pid)),
                port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port)));
    }

    /** From now on others may join at this port. */
    void announce(int port) throws IOException {
        write("pid=%d%nport=%d%n".formatted(ProcessHandle.current().pid(), port));
    }

    @Override
    public void close() throws IOException {
        channel.truncate(0);
        channel.close();
    }

    private void write(String content) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false) != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /**
     * @param pid the owner's process
     * @param port where its database answers, once it does
     */
    record Owner(OptionalLong pid, OptionalInt port) {}
}
