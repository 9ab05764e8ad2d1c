package org.geben.benchmarks.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.geben.benchmarks.DurableDatabase;
import tools.jackson.databind.json.JsonMapper;

/**
 * The vault of the packaged application, with keys of its own in the database. Nothing may depend on the application, so
 * its classes are taken from the jar and called by their names.
 */
final class PackagedVault implements AutoCloseable {
    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String MIGRATIONS = CLASSES + "db/vault/";
    private static final String PACKAGE = "org.geben.application.vault.";
    private static final int KEY_BYTES = 32;

    private final URLClassLoader classes;
    private final Object personals;

    private PackagedVault(URLClassLoader classes, Object personals) {
        this.classes = classes;
        this.personals = personals;
    }

    /** @param pool of the database, in which there is no vault yet */
    static PackagedVault open(Path application, DurableDatabase database, DataSource pool) throws IOException {
        migrate(application, database);
        URL inside =
                URI.create("jar:%s!/%s".formatted(application.toUri(), CLASSES)).toURL();
        URLClassLoader classes = new URLClassLoader(new URL[] {inside}, PackagedVault.class.getClassLoader());
        try {
            byte[] key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            Object master = make(classes, "MasterKey", key);
            Object vault = make(classes, "KeyVault", pool, master);
            return new PackagedVault(classes, make(classes, "Personals", vault));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The packaged application has another vault.", e);
        }
    }

    private static void migrate(Path application, DurableDatabase database) throws IOException {
        database.run("CREATE SCHEMA geben_vault");
        try (JarFile jar = new JarFile(application.toFile())) {
            List<JarEntry> migrations = Collections.list(jar.entries()).stream()
                    .filter(entry -> entry.getName().startsWith(MIGRATIONS)
                            && entry.getName().endsWith(".sql"))
                    .sorted(Comparator.comparing(JarEntry::getName))
                    .toList();
            for (JarEntry migration : migrations) {
                try (InputStream sql = jar.getInputStream(migration)) {
                    database.run("SET search_path TO geben_vault;" + new String(sql.readAllBytes(), UTF_8));
                }
            }
        }
    }

    private static Object make(ClassLoader classes, String name, Object... arguments)
            throws ReflectiveOperationException {
        Constructor<?> constructor = classes.loadClass(PACKAGE + name).getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return constructor.newInstance(arguments);
    }

    /** Has the mapper write what is personal sealed, and read it opened. */
    @SuppressWarnings("unchecked")
    Consumer<JsonMapper.Builder> sealing() {
        return (Consumer<JsonMapper.Builder>) call("sealing");
    }

    /** Makes the keys for events before they are written. */
    @SuppressWarnings("unchecked")
    MessageDispatchInterceptor<EventMessage<?>> keys() {
        return (MessageDispatchInterceptor<EventMessage<?>>) call("keys");
    }

    private Object call(String method) {
        try {
            Method called = personals.getClass().getMethod(method);
            return called.invoke(personals);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The packaged application has another vault.", e);
        }
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }
}
