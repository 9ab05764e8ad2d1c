package org.geben.application.recording;

import java.util.List;
import org.geben.command.Commands;
import org.geben.command.Order;
import org.geben.command.Outcome;
import org.springframework.context.ConfigurableApplicationContext;

/** A write side of one's own: the application started for this run alone, and stopped after it. */
public final class RecordingContext implements Recorder {

    private final ConfigurableApplicationContext application;
    private final Commands commands;

    public RecordingContext(ConfigurableApplicationContext application) {
        this.application = application;
        this.commands = application.getBean(Commands.class);
    }

    @Override
    public List<Outcome> record(List<Order> orders) {
        return commands.sendTogether(orders);
    }

    @Override
    public void close() {
        application.close();
    }
}
