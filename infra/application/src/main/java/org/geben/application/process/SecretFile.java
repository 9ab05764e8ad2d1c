package org.geben.application.process;

import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/**
 * A generated secret in a file that only its owner can read. The file has that mode from its first byte on, and its
 * name appears only when the content is on the disk: a crash leaves either no secret or the whole of it.
 */
public final class SecretFile {

    private static final int SECRET_BYTES = 32;
    private static final Set<PosixFilePermission> READABLE_BY_OTHERS =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    private SecretFile() {}

    /** A new secret of 256 bits, in characters that need no quoting in a URL, a header or a shell. */
    public static String generate() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    public static String read(Path file) throws IOException {
        return Files.readString(file).strip();
    }

    /** Whether anybody but the owner may read the file, as far as its file system can tell. */
    public static boolean isOpenToOthers(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view != null && view.readAttributes().permissions().stream().anyMatch(READABLE_BY_OTHERS::contains);
    }

    /**
     * Makes the file.
     *
     * @throws FileAlreadyExistsException if another process made the file first; that one stays
     */
    public static void create(Path file, String secret) throws IOException {
        create(file, secret, Files::createLink);
    }

    static void create(Path file, String secret, Linking linking) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        // Files.createTempFile gives mode 0600 on POSIX file systems.
        Path draft = Files.createTempFile(directory, "." + file.getFileName(), ".draft");
        try {
            try (FileChannel channel = FileChannel.open(draft, WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap((secret + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            try {
                // A link, unlike a move, never replaces a file that is there.
                linking.link(file, draft);
            } catch (FileAlreadyExistsException e) {
                throw e;
            } catch (UnsupportedOperationException | FileSystemException noLinksHere) {
                if (Files.exists(file)) {
                    throw new FileAlreadyExistsException(file.toString());
                }
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    interface Linking {
        void link(Path name, Path existing) throws IOException;
    }
}
