package org.geben.application;

import java.io.File;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.geben.application.access.AccessKey;
import org.geben.application.process.ExitCode;
import org.geben.application.process.Launcher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.Environment;
import picocli.CommandLine.Command;

@Command(
        name = "serve",
        description = "Serves the HTTP API until the process is told to stop.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Settings are given as --name=value, for example:",
            "  --server.port=9090 --geben.data-dir=/var/lib/geben"
        })
final class ServeCommand implements Callable<Integer> {

    private final Launcher launcher;
    private final PrintWriter out;

    ServeCommand(Launcher launcher, PrintWriter out) {
        this.launcher = launcher;
        this.out = out;
    }

    /** No lambda: which events that listens to is unknown at run time, so each request would be cast in vain, with a trace. */
    private record Closing(CountDownLatch closed) implements ApplicationListener<ContextClosedEvent> {
        @Override
        public void onApplicationEvent(ContextClosedEvent event) {
            closed.countDown();
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        ConfigurableApplicationContext context = launcher.startServer();
        context.addApplicationListener(new Closing(closed));
        // Plain lines would break a console that is read as JSON, and put the key into its archive.
        if (!context.getEnvironment().containsProperty("logging.structured.format.console")) {
            out.println(whereToLookNext(context));
        }
        closed.await();
        return ExitCode.OK.number();
    }

    private static String whereToLookNext(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        String base = "http://%s:%s"
                .formatted(
                        environment.getProperty("server.address", "127.0.0.1"),
                        environment.getProperty("local.server.port", "8080"));
        return """

                Geben is ready.
                  API            %1$s/api/v1
                  Documentation  %1$s/swagger-ui.html
                  Health         %1$s/actuator/health
                  Access key     %2$s
                                 (send it with every call: Authorization: Bearer KEY)
                  Try it on      geben import stackexchange DIR | geben import slack DIR | geben sample
                                 (geben is: %3$s; more: geben help)
                """.formatted(base, context.getBean(AccessKey.class).announcement(), thisProgram());
    }

    /** With {@code java -jar} the class path is the jar alone. */
    private static String thisProgram() {
        String classPath = System.getProperty("java.class.path", "");
        return classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator)
                ? "java -jar " + classPath
                : "mvn spring-boot:run -Dspring-boot.run.arguments=\"...\", its words in the quotes";
    }
}
